"""Times a program on Zarr arrays of float32: zarr_bench.py GROUP PROGRAM THREADS

PROGRAM is tensorstore, tensorstore-cache, zarrs or zarr-python. Prints one line per array and
operation: the array's name, the operation and the best time in milliseconds.
"""
import os
import random
import shutil
import sys
import time

import numpy as np

SECONDS_PER_OPERATION = 0.5
ALL = (slice(None),) * 3
BOX = (slice(37, 101), slice(41, 105), slice(45, 109))
PLANE = (slice(None), slice(None), 128)

group, program, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
cached = program.endswith("-cache")

if program.startswith("tensorstore"):
    import tensorstore

    context = {
        "data_copy_concurrency": {"limit": threads},
        "file_io_concurrency": {"limit": threads},
        "cache_pool": {"total_bytes_limit": (512 << 20) if cached else 0},
    }

    def open_array(path):
        return tensorstore.open(
            {"driver": "zarr3", "kvstore": {"driver": "file", "path": path}, "context": context},
            recheck_cached_data="open" if cached else True,
        ).result()

    def read(array, part):
        return array[part].read().result()

    def read_into(array, out):
        tensorstore.array(out).write(array).result()

    def write(array, part, value):
        array[part].write(value).result()
else:
    import zarr
    from zarr.core.buffer.cpu import NDBuffer

    if program == "zarrs":
        import zarrs

        zarr.config.set({"codec_pipeline.path": "zarrs.ZarrsCodecPipeline"})
    zarr.config.set({"threading.max_workers": threads, "async.concurrency": threads})

    def open_array(path):
        return zarr.open_array(path, mode="r+")

    def read(array, part):
        return array[part]

    def read_into(array, out):
        array.get_basic_selection(ALL, out=NDBuffer.from_numpy_array(out))

    def write(array, part, value):
        array[part] = value


def best(operation, before=lambda: None):
    times = []
    end = time.perf_counter() + SECONDS_PER_OPERATION
    while not times or time.perf_counter() < end:
        argument = before()
        start = time.perf_counter()
        operation(argument)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def boxes():
    numbers = random.Random(1)
    starts = [[numbers.randrange(248) for _ in range(3)] for _ in range(1000)]
    return [tuple(slice(first, first + 8) for first in start) for start in starts]


def fresh(name):
    path = os.path.join(group, "fresh-array")
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    shutil.copy(os.path.join(group, name, "zarr.json"), path)
    return open_array(path)


for name in sorted(os.listdir(group)):
    if not os.path.isdir(os.path.join(group, name)):
        continue
    array = open_array(os.path.join(group, name))
    data = np.asarray(read(array, ALL))
    into = np.zeros_like(data)
    box = np.ascontiguousarray(data[BOX])
    many = boxes()
    times = {
        "get": best(lambda _: read_into(array, into)),
        "plane": best(lambda _: read(array, PLANE)),
        "box": best(lambda _: read(array, BOX)),
        "boxes": best(lambda _: [read(array, part) for part in many]),
        "setBox": best(lambda _: write(array, BOX, box)),
        "load": best(lambda _: write(array, ALL, data)),
        "firstLoad": best(lambda new: write(new, ALL, data), lambda: fresh(name)),
    }
    shutil.rmtree(os.path.join(group, "fresh-array"))
    for operation, millis in times.items():
        print(name, operation, millis)
