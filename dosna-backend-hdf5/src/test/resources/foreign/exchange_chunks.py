"""exchange_chunks.py FOLDER SEED: checks chunk files against what they are to hold, and writes others.

FOLDER has datasets NAME, each with its chunk files, and NAME.npy. Each file is compared with its part
of the array. Then all but those with a checksum crc32c get other elements, which NAME.npy gets, too:
into the same file, by the filters that it has, or in a new file with filters of hdf5plugin's choice.
"""
import glob
import os
import random
import re
import sys

import h5py
import hdf5plugin
import numpy as np

FILTERS = (
    {"compression": "lzf"},
    {"compression": "gzip", "shuffle": True, "fletcher32": True},
    {"compression": "lzf", "shuffle": True, "fletcher32": True},
    {"fletcher32": True, **hdf5plugin.Zstd(clevel=-2)},
    {"shuffle": True, **hdf5plugin.Zstd()},
    {"shuffle": True, **hdf5plugin.LZ4(nbytes=64)},
    hdf5plugin.LZ4(),
    hdf5plugin.BZip2(),
    *(hdf5plugin.Bitshuffle(cname=c, nelems=n) for c in ("none", "lz4", "zstd") for n in (0, 16)),
    *(hdf5plugin.Blosc(cname=c, clevel=level, shuffle=s)
      for c in ("blosclz", "lz4", "lz4hc", "zlib", "zstd") for s in (0, 1, 2) for level in (1, 9)),
)


def elements(rng, rnd, dtype, shape):
    """Noise, in bits, or a ramp."""
    count = int(np.prod(shape))
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(dtype)
    if rnd.random() < 0.5:
        return np.frombuffer(rng.bytes(count * dtype.itemsize), dtype).reshape(shape).copy()
    return (np.arange(count) % 97).reshape(shape).astype(dtype)


def replace(name, chunk, rnd):
    """A new file, with filters and, inside, chunks of any kind."""
    with h5py.File(name, "w", libver=rnd.choice(("earliest", "latest"))) as f:
        inner = tuple(rnd.randint(1, n) for n in chunk.shape)
        f.create_dataset("data", data=chunk, chunks=inner, **rnd.choice(FILTERS))


def exchange(folder, rng, rnd):
    expected = np.load(folder + ".npy")
    other = expected.copy()
    changed = elements(rng, rnd, expected.dtype, expected.shape)
    for name in sorted(glob.glob(folder + "/chunk_*.h5")):
        with h5py.File(name, "r+") as f:
            d = f["data"]
            index = [int(n) for n in re.findall(r"\d+", os.path.basename(name)[:-3])]
            part = tuple(slice(i * n, (i + 1) * n) for i, n in zip(index, d.shape))
            inside = tuple(slice(0, n) for n in expected[part].shape)
            read = d[...]
            assert read.dtype == expected.dtype, (name, read.dtype)
            assert read[inside].tobytes() == expected[part].tobytes(), name
            if "crc32c" in d.attrs:
                continue
            other[part] = read[inside] = changed[part]
            again = rnd.random() < 0.5
            if again:
                d[...] = read
        if not again:
            replace(name, read, rnd)
    np.save(folder + ".npy", other)


def main(folder, seed):
    rnd, rng = random.Random(seed), np.random.default_rng(abs(seed))
    folders = sorted(glob.glob(folder + "/pool/data*/"))
    for dataset in folders:
        exchange(dataset.rstrip("/"), rng, rnd)
    print(len(folders))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
