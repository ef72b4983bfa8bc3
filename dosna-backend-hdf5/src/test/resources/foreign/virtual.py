"""virtual.py FOLDER: virtual datasets, most over other files."""
import sys

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

random = np.random.default_rng(5)
Source = h5py.VirtualSource


def sources(folder):
    def source(name, shape, dtype="i4", dataset="data", **options):
        with h5py.File("%s/%s.h5" % (folder, name), "a") as f:
            values = random.integers(0, 1000, shape).astype(dtype)
            f.create_dataset(dataset, data=values, **options)
    for k in range(4):
        source("s%d" % k, (5, 6), chunks=(2, 3), compression="gzip")
    source("line", (40,), "i2")
    source("large", (8, 10, 12), "f4", chunks=(3, 4, 5))
    source("grows", (7, 5), maxshape=(None, 5), chunks=(2, 5))
    for name, dtype in ("long", "i8"), ("float", "f8"), ("big", ">u2"):
        source(name, (5, 6), dtype)
    for k in range(3):
        source("blocks", (5, 6), dataset="d%d" % k)


def layout(f, name, shape, parts, dtype="i4", fill=None):
    made = h5py.VirtualLayout(shape, dtype)
    for place, source in parts:
        made[place] = source
    f.create_virtual_dataset(name, made, fillvalue=fill)


def parts(f):
    s = [Source("s%d.h5" % k, "data", (5, 6)) for k in range(5)]  # s4 is not there
    line = Source("line.h5", "data", (40,))
    stack = [(k, s[k]) for k in range(5)]
    layout(f, "stack", (5, 5, 6), stack, fill=-3)
    layout(f, "without fill value", (5, 5, 6), stack)
    layout(f, "concatenated", (20, 6), [(slice(5 * k, 5 * k + 5), s[k]) for k in range(4)])
    layout(f, "interleaved", (10, 12),
           [((slice(k // 2, None, 2), slice(k % 2, None, 2)), s[k]) for k in range(4)])
    layout(f, "gaps", (10, 12), [
        ((slice(0, None, 2), slice(1, 7)), s[1]),
        ((slice(1, 4), slice(8, 10)), Source("s2.h5", "data", (5, 6))[1:4, ::3])], fill=7)
    layout(f, "other shape", (4, 10), [(slice(None), line)], "i2")
    layout(f, "steps", (3, 4), [((slice(None), slice(1, 3)), Source("line.h5", "data", (40,))[5:35:5])],
           "i2", fill=1)
    layout(f, "turned", (6, 5), [((slice(None), slice(None)), s[0])])
    layout(f, "strided", (4, 5, 6),
           [(slice(None), Source("large.h5", "data", (8, 10, 12))[::2, ::2, 1::2])], "f4")
    layout(f, "column", (4,), [(slice(None), Source("s0.h5", "data", (5, 6))[1:5, 2])])
    layout(f, "listed", (5, 4), [(slice(None), Source("s0.h5", "data", (5, 6))[:, [0, 1, 3, 5]])])
    layout(f, "to a list", (9, 6), [([0, 1, 4, 7, 8], s[3])], fill=2)
    layout(f, "no such dataset", (5, 6), [(slice(None), Source("s0.h5", "none", (5, 6)))], fill=4)
    f["own"] = np.arange(30, dtype="i4").reshape(5, 6)
    layout(f, "same file", (10, 6), [(slice(0, 5), Source(".", "own", (5, 6))),
                                     (slice(5, 10), Source(".", "own", (5, 6)))])
    layout(f, "nested", (10, 6), [(slice(None), Source(".", "same file", (10, 6)))])
    for dtype in "i2", "f4", ">i4", "u1", "f8", "i8":
        for name in "long", "float", "big", "s0":
            layout(f, "cast %s %s" % (name, dtype[-2:]), (5, 6),
                   [(slice(None), Source(name + ".h5", "data", (5, 6)))], dtype)


def numbered(f):
    """One source for each block, found by its number."""
    for name, file, dataset, stride in (
            ("files", b"s%b.h5", b"data", 1), ("datasets", b"blocks.h5", b"d%b", 1),
            ("with gaps", b"s%b.h5", b"data", 2)):
        virtual = h5s.create_simple((1, 5, 6), (h5s.UNLIMITED, 5, 6))
        virtual.select_hyperslab((0, 0, 0), (h5s.UNLIMITED, 1, 1), (stride, 1, 1), (1, 5, 6))
        plist = h5p.create(h5p.DATASET_CREATE)
        plist.set_virtual(virtual, file, dataset, h5s.create_simple((5, 6)))
        plist.set_fill_value(np.array(-9, "i4"))
        space = h5s.create_simple((1, 5, 6), (h5s.UNLIMITED, 5, 6))
        h5d.create(f.id, name.encode(), h5t.STD_I32LE, space, plist)
    virtual = h5s.create_simple((10, 6), (h5s.UNLIMITED, 6))
    virtual.select_hyperslab((0, 0), (h5s.UNLIMITED, 1), (5, 1), (5, 6))
    plist = h5p.create(h5p.DATASET_CREATE)
    plist.set_virtual(virtual, b"s%b.h5", b"data", h5s.create_simple((5, 6)))
    space = h5s.create_simple((10, 6), (h5s.UNLIMITED, 6))
    h5d.create(f.id, b"in a row", h5t.STD_I32LE, space, plist)


def growing(f):
    made = h5py.VirtualLayout((3, 5), "i4", maxshape=(None, 5))
    source = Source("grows.h5", "data", (3, 5), maxshape=(None, 5))
    made[0:h5s.UNLIMITED, :] = source[0:h5s.UNLIMITED, :]
    f.create_virtual_dataset("growing", made)


def main(folder):
    sources(folder)
    for version in "earliest", "latest":
        with h5py.File("%s/v %s.h5" % (folder, version), "w", libver=version) as f:
            parts(f)
            if version == "latest":
                numbered(f)
                growing(f)


if __name__ == "__main__":
    main(sys.argv[1])
