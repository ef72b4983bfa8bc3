"""Datasets of N5 by zarr-python 2: python n5_of_zarr_python.py FOLDER COUNT SEED.

Needs "zarr<3" and "numcodecs<0.16": later ones have no N5. Beside each dataset there are its
elements.
"""
import os, random, sys
import numcodecs, numpy as np, zarr
from zarr.n5 import N5FSStore

folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)
top = os.path.join(folder, "p")
group = zarr.group(store=N5FSStore(top))
group.attrs["made"] = [1, 2]
COMPRESSORS = [
    None,
    numcodecs.GZip(5),
    numcodecs.Zlib(1),
    numcodecs.BZ2(),
    numcodecs.LZMA(),
    numcodecs.Zstd(3),
    numcodecs.Blosc("zstd", 3, 2),
]
DTYPES = "uint8 int8 uint16 int16 uint32 int32 uint64 int64 float32 float64".split()
for i in range(count):
    ndim = rnd.randrange(1, 4) if i else 0
    shape = tuple(rnd.randrange(1, 12) for _ in range(ndim))
    chunks = tuple(rnd.randrange(1, 8) for _ in range(ndim))
    name = f"g{rnd.randrange(3)}/a{i}"
    dtype = DTYPES[i % len(DTYPES)]
    compressor = COMPRESSORS[i % len(COMPRESSORS)]
    array = group.create_dataset(name, shape=shape, chunks=chunks, dtype=dtype, compressor=compressor)
    numbers = np.random.default_rng(seed + i).integers(0, 256, 8 * max(array.size, 1), np.uint8)
    data = numbers.view(dtype)[: array.size].reshape(shape)
    array[...] = data
    array.attrs["unit"] = "mm"
    np.save(os.path.join(top, name + ".npy"), np.atleast_1d(data))
