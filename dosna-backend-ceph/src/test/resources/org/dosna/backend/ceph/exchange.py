"""Reads and writes datasets as the format says, with python3-rados alone.

usage: exchange.py CONF check|write POOL FOLDER
FOLDER has NAME.npy: what dataset NAME reads as.
"""
import glob
import itertools
import os
import sys

import numpy as np
import rados

conf, command, pool, folder = sys.argv[1:]
cluster = rados.Rados(conffile=conf)
cluster.connect()
io = cluster.open_ioctx(pool)


def ints(name, key):
    return [int(x) for x in io.get_xattr(name, key).decode().split("::")]


def check(name, expected):
    assert io.read(name) == b"DosNa Dataset", name
    shape, size = ints(name, "shape"), ints(name, "chunk_size")
    grid = [-(-n // c) for n, c in zip(shape, size)]
    assert ints(name, "chunk_grid") == ints(name, "chunks") == grid, name
    dtype = np.dtype(io.get_xattr(name, "dtype").decode())
    assert dtype.newbyteorder("=") == expected.dtype, (name, dtype, expected.dtype)
    fill = int(io.get_xattr(name, "fillvalue").decode())
    data = np.full([g * c for g, c in zip(grid, size)], fill, dtype)
    for index in itertools.product(*map(range, grid)):
        chunk = "%s/%s" % (name, ".".join(map(str, index)))
        try:
            length, _ = io.stat(chunk)
        except rados.ObjectNotFound:
            continue
        assert length == np.prod(size) * dtype.itemsize, (chunk, length)
        box = tuple(slice(i * c, (i + 1) * c) for i, c in zip(index, size))
        data[box] = np.frombuffer(io.read(chunk, length), dtype).reshape(size)
    inside = tuple(slice(0, n) for n in shape)
    assert data[inside].astype(expected.dtype).tobytes() == expected.tobytes(), name
    data[inside] = fill
    assert (data == fill).all(), name + ": not fill value outside the shape"


def write(name, expected):
    size = [3] * expected.ndim
    dtype = expected.dtype.newbyteorder(">" if name.startswith("be") else "<")
    grid = [-(-n // c) for n, c in zip(expected.shape, size)]
    io.write_full(name, b"DosNa Dataset")
    attributes = {"shape": expected.shape, "chunk_size": size, "chunk_grid": grid}
    for key, values in attributes.items():
        io.set_xattr(name, key, "::".join(map(str, values)).encode())
    io.set_xattr(name, "dtype", dtype.str.encode())
    io.set_xattr(name, "fillvalue", repr(expected.dtype.type(1)).encode())
    data = np.full([g * c for g, c in zip(grid, size)], 1, dtype)
    data[tuple(slice(0, n) for n in expected.shape)] = expected
    for index in itertools.product(*map(range, grid)):
        box = tuple(slice(i * c, (i + 1) * c) for i, c in zip(index, size))
        io.write_full("%s/%s" % (name, ".".join(map(str, index))), data[box].tobytes())


for file in sorted(glob.glob(os.path.join(glob.escape(folder), "*.npy"))):
    {"check": check, "write": write}[command](os.path.basename(file)[:-4], np.load(file))
