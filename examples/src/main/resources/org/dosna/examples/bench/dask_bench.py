"""Times dask and numpy on arrays of 512x512x512 in memory: dask_bench.py THREADS OPERATION

Prints one line: the best times of dask and of numpy (of the filter, scipy), in milliseconds.
"""
import sys
import time

import dask
import dask.array as da
import numpy as np
from scipy import ndimage

SECONDS_PER_OPERATION = 2
SIDE, CHUNK, FILTERED_SIDE, THICKNESS = 512, 128, 256, 8

threads, operation = int(sys.argv[1]), sys.argv[2]
dask.config.set(scheduler="threads", num_workers=threads)
random = np.random.default_rng(1)


def best(work):
    times = []
    end = time.perf_counter() + SECONDS_PER_OPERATION
    while len(times) < 2 or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def chunked(array, chunks=(CHUNK, CHUNK, CHUNK)):
    """Each chunk an array of its own, in memory."""
    return da.from_array(array, chunks=chunks).map_blocks(np.ascontiguousarray).persist()


def counts(side=SIDE):
    return random.integers(0, 65536, (side, side, side), dtype=np.uint16)


if operation in ("total", "meanAxis0", "maxAxis0"):
    array = random.random((SIDE, SIDE, SIDE), dtype=np.float32)
    works = {
        "total": lambda a: a.sum(dtype=np.float64),
        "meanAxis0": lambda a: a.mean(0),
        "maxAxis0": lambda a: a.max(0),
    }
    data = chunked(array)
    times = best(lambda: works[operation](data).compute()), best(lambda: works[operation](array))
elif operation == "flatField":
    array = counts()
    dark = np.full((SIDE, SIDE), 100, dtype=np.uint16)
    flat = random.integers(101, 65536, (SIDE, SIDE), dtype=np.uint16)
    frames = [da.from_array(frame, chunks=(CHUNK, CHUNK)) for frame in (dark, flat)]
    data = chunked(array)

    def correct(a, dark, flat):
        return ((a - dark) / (flat - dark)).astype(np.float32)

    times = best(lambda: correct(data, *frames).persist()), best(lambda: correct(array, dark, flat))
elif operation == "median":
    array = counts(FILTERED_SIDE)
    data = chunked(array)

    def median(block):
        return ndimage.median_filter(block, 3)

    times = (
        best(lambda: data.map_overlap(median, depth=1, boundary="reflect").persist()),
        best(lambda: median(array)),
    )
elif operation == "rechunk":
    array = counts()
    data = chunked(array, (SIDE, SIDE, THICKNESS))
    target = (THICKNESS, SIDE, SIDE)
    times = best(lambda: data.rechunk(target).persist()), best(lambda: array.copy())
else:
    array = counts()
    data = chunked(array)
    half = SIDE // 2
    boxes = array.reshape(half, 2, half, 2, half, 2)
    times = (
        best(lambda: da.coarsen(np.mean, data, {0: 2, 1: 2, 2: 2}).astype(np.uint16).persist()),
        best(lambda: boxes.mean(axis=(1, 3, 5)).astype(np.uint16)),
    )
print(*times)
