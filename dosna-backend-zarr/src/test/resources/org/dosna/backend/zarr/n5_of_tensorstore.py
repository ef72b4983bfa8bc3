"""Datasets of N5: python n5_of_tensorstore.py FOLDER COUNT SEED.

TensorStore writes most; some are written here as N5's own library does, with smaller blocks at the
ends, which TensorStore then reads. Beside each there are its elements, last axis last.
"""
import bz2, gzip, itertools, json, lzma, os, random, struct, sys, zlib
import numpy as np
import tensorstore as ts

folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)
top = os.path.join(folder, "p")
os.makedirs(top)
json.dump({"n5": "4.0.0", "made": [1, 2]}, open(os.path.join(top, "attributes.json"), "w"))

COMPRESSIONS = [
    {"type": "raw"},
    {"type": "gzip"},
    {"type": "gzip", "level": 3, "useZlib": True},
    {"type": "bzip2"},
    {"type": "xz"},
    {"type": "zstd"},
    {"type": "zstd", "level": -3},
    {"type": "blosc", "cname": "lz4", "clevel": 5, "shuffle": 1},
    {"type": "blosc", "cname": "zstd", "clevel": 3, "shuffle": 2},
    {"type": "blosc", "cname": "blosclz", "clevel": 9, "shuffle": 0},
]
BY_HAND = {"raw": bytes, "gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}
DTYPES = "uint8 int8 uint16 int16 uint32 int32 uint64 int64 float32 float64".split()


def spec(path):
    return {"driver": "n5", "kvstore": {"driver": "file", "path": path + "/"}}


def write_by_hand(path, data, metadata, compress, mode):
    """Blocks that end where the dataset does; those that are all zero are left out."""
    if rnd.random() < 0.3:
        metadata["compressionType"] = metadata.pop("compression")["type"]  # version 1
    os.makedirs(path)
    json.dump(metadata, open(os.path.join(path, "attributes.json"), "w"))
    block = metadata["blockSize"]
    for at in itertools.product(*[range(-(-n // b)) for n, b in zip(data.shape, block)]):
        part = data[tuple(slice(i * b, (i + 1) * b) for i, b in zip(at, block))]
        if not part.any():
            continue
        file = os.path.join(path, *map(str, at))
        os.makedirs(os.path.dirname(file), exist_ok=True)
        header = struct.pack(f">HH{part.ndim}I", mode, part.ndim, *part.shape)
        if mode == 1:
            header += struct.pack(">I", part.size)
        big = part.astype(part.dtype.newbyteorder(">")).tobytes(order="F")
        open(file, "wb").write(header + compress(big))


for i in range(count):
    ndim = rnd.randrange(1, 5) if i else 0
    shape = [rnd.randrange(1, 6 if ndim == 4 else 18) for _ in range(ndim)]
    if ndim and rnd.random() < 0.04:
        shape[0] = 0
    block = [rnd.randrange(1, 9) for _ in range(ndim)]
    dtype = DTYPES[i % len(DTYPES)]
    compression = dict(rnd.choice(COMPRESSIONS))
    path = os.path.join(top, f"g{rnd.randrange(3)}", f"a{i}")
    data = np.zeros(shape, dtype)
    written = tuple(slice(rnd.randrange(max(n, 1)), None) for n in shape)
    numbers = np.random.default_rng(seed + i).integers(0, 256, data.nbytes, np.uint8)
    data[written] = numbers.view(dtype).reshape(shape)[written]
    metadata = dict(dimensions=shape, blockSize=block, dataType=dtype, compression=compression)
    mode = 0
    by_hand = BY_HAND.get(compression["type"])
    if by_hand and ndim and not compression.get("useZlib") and rnd.random() < 0.7:
        mode = rnd.randrange(2)
        write_by_hand(path, data, metadata, by_hand, mode)
    else:
        axes = [f"x{k}" for k in range(ndim)]
        store = ts.open({**spec(path), "metadata": {**metadata, "axes": axes}}, create=True).result()
        store[written] = data[written]
    if mode == 0 and "compression" in metadata:  # all that TensorStore knows
        read = ts.open(spec(path)).result().read().result()
        assert read.tobytes() == data.tobytes(), path
    np.save(path + ".npy", np.atleast_1d(np.ascontiguousarray(data.T)))
