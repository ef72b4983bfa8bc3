"""Times h5py on the chunk files of a dataset, or on ordinary files: h5py_bench.py FOLDER

Prints one line per operation: its name and the best time in milliseconds.
"""
import os
import sys
import time

import h5py
import numpy as np

SECONDS_PER_OPERATION = 1.5
BOX = (37, 41, 45)
BOX_SIDE = 64
PLANE = 128

folder = sys.argv[1]


def best(operation, after=lambda: None):
    times = []
    end = time.perf_counter() + SECONDS_PER_OPERATION
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        operation()
        times.append(time.perf_counter() - start)
        after()
    return min(times) * 1000


def read_file(name):
    with h5py.File(os.path.join(folder, name), "r") as f:
        into = np.empty(f["data"].shape, f["data"].dtype)
        return best(lambda: f["data"].read_direct(into))


if not os.path.exists(os.path.join(folder, "dataset.h5")):
    for kind in "plain", "gzip":
        if os.path.exists(os.path.join(folder, "source-%s.h5" % kind)):
            print(kind, read_file("source-%s.h5" % kind))
    sys.exit()

with h5py.File(os.path.join(folder, "dataset.h5"), "r") as f:
    shape = f.attrs["shape"]
    chunk = f.attrs["chunk_size"]


def parts(origin, count):
    """For each chunk that a box touches: file, part of the chunk, its place in the box."""
    first = origin // chunk
    last = (origin + count - 1) // chunk
    for offset in np.ndindex(*(last - first + 1)):
        index = first + offset
        begin = np.maximum(index * chunk, origin)
        end = np.minimum((index + 1) * chunk, origin + count)
        name = "chunk_" + "_".join(str(i) for i in index) + ".h5"
        yield os.path.join(folder, name), box(begin - index * chunk, end - index * chunk), box(
            begin - origin, end - origin)


def box(begin, end):
    return tuple(slice(b, e) for b, e in zip(begin, end))


def read(origin, into):
    for name, part, place in parts(origin, np.array(into.shape)):
        with h5py.File(name, "r") as f:
            into[place] = f["data"][part]


def load(data):
    for name, part, place in parts(np.zeros(3, int), shape):
        with h5py.File(name, "r+") as f:
            f["data"][part] = data[place]


def first_load(data):
    for number, (_, part, place) in enumerate(parts(np.zeros(3, int), shape)):
        with h5py.File(os.path.join(folder, ".dosna-h5py-%d" % number), "w") as f:
            f.create_dataset("data", data=data[place])


def delete_first_load():
    for name in os.listdir(folder):
        if name.startswith(".dosna-h5py-"):
            os.remove(os.path.join(folder, name))


cube = np.empty(shape, "f4")
small = np.empty((BOX_SIDE,) * 3, "f4")
plane = np.empty((shape[0], shape[1], 1), "f4")
print("get", best(lambda: read(np.zeros(3, int), cube)))
print("box", best(lambda: read(np.array(BOX), small)))
print("plane", best(lambda: read(np.array((0, 0, PLANE)), plane)))
print("load", best(lambda: load(cube)))
print("firstLoad", best(lambda: first_load(cube), delete_first_load))
