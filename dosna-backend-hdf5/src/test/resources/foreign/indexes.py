"""indexes.py FOLDER: chunks found by every index of the format."""
import itertools
import sys

import h5py
import numpy as np
from h5py import h5d, h5f, h5p, h5s, h5t

from hdf5_library import keep_edges_raw

VERSIONS = {"v110": ("v110", "v110"), "latest": "latest", "earliest": "earliest"}


def numbered(f, name, shape, limits, chunks, **options):
    values = np.arange(np.prod(shape), dtype="i4").reshape(shape)
    return f.create_dataset(name, data=values, maxshape=limits, chunks=chunks, **options)


def shapes_below_their_limits(f):
    cases = [((4, 6), limits, (2, 3)) for limits in (
        (4, 6), (20, 10), (20, 6), (4, 10), (None, 6), (None, 12), (4, None), (10, None),
        (None, None))]
    cases += [((4, 5, 6), limits, chunks) for limits, chunks in (
        ((None, 5, 6), (1, 5, 6)), ((None, 50, 60), (1, 5, 6)), ((4, None, 6), (1, 2, 3)),
        ((4, 5, None), (1, 2, 3)), ((None, 5, None), (2, 2, 3)))]
    cases += [((4, 6), (4, 6), (4, 6)), ((4, 6), (8, 12), (8, 12)), ((5, 7), (5, 7), (2, 3)),
              ((5, 7), (9, 9), (2, 3))]
    for case, compression in itertools.product(cases, (None, "gzip")):
        numbered(f, "%s %s %s %s" % (*case, compression), *case, compression=compression)


def grown_and_shrunk(f):
    for limits in (8, 12), (None, 12), (8, None), (None, None):
        grown = numbered(f, "grown %s %s" % limits, (4, 6), limits, (2, 3))
        grown.resize((8, 12))
        grown[4:] = 7
        shrunk = numbered(f, "shrunk %s %s" % limits, (8, 12), limits, (2, 3))
        shrunk.resize((3, 4))
        again = numbered(f, "again %s %s" % limits, (8, 12), limits, (2, 3))
        again.resize((1, 4))
        again.resize((8, 12))


def gaps(f):
    def sparse(name, length, limits, written):
        d = f.create_dataset(name, (length,), "i4", chunks=(1,), maxshape=limits, fillvalue=-7)
        for k in written:
            d[k] = k
    for n in 10, 100, 300, 1024, 1025, 1030, 2049, 5000:
        for limit in n, None:
            for what, written in ("first", [0]), ("last", [n - 1]), ("none", []), ("ends", [0, n - 1]):
                sparse("%s of %d, %s" % (what, n, limit), n, (limit,), written)
    sparse("head", 5000, (None,), range(40))


def many(f):
    for n in 1, 3, 20, 300, 1025, 5000:
        values = np.arange(n * 2, dtype="i4")
        for c in (None, "gzip") if n < 2000 else (None,):
            f.create_dataset("fixed %d %s" % (n, c), data=values, chunks=(2,), compression=c)
            f.create_dataset("one %d %s" % (n, c), data=values, chunks=(2,), maxshape=(None,),
                             compression=c)
            f.create_dataset("two %d %s" % (n, c), data=values.reshape(n, 2), chunks=(1, 2),
                             maxshape=(None, None), compression=c)


def paged_blocks(f):
    for compression in None, "gzip":
        d = f.create_dataset("paged %s" % compression, (600000,), "i2", chunks=(1,),
                             maxshape=(None,), fillvalue=-7, compression=compression)
        for k in (0, 3, 4, 19, 20, 84, 131059, 131060, 132084, 133107, 133108, 262131, 262132,
                  393203, 393204, 524275, 524276, 599999):
            d[k] = k % 30000
    d = f.create_dataset("last axis", (3, 7, 90000), "u1", chunks=(2, 3, 1),
                         maxshape=(5, 11, None), fillvalue=1)
    d[:, 1, 70000] = 5
    d[2, 6, 89999] = 7


def kinds(f):
    for (limits, chunk), filters, edge, early in itertools.product((
            ((5, 7), (2, 3)), ((9, 20), (2, 3)), ((5, 7), (5, 7)), ((9, 20), (9, 20)),
            ((None, 20), (2, 3)), ((11, None), (2, 3)), ((None, None), (2, 3))),
            ("", "G", "SGF", "F"), (0, 1), (0, 1)):
        p = h5p.create(h5p.DATASET_CREATE)
        p.set_chunk(chunk)
        if early:
            p.set_alloc_time(h5d.ALLOC_TIME_EARLY)
        for letter in filters:
            {"S": p.set_shuffle, "F": p.set_fletcher32, "G": lambda: p.set_deflate(4)}[letter]()
        if edge:
            keep_edges_raw(p)
        space = h5s.create_simple((5, 7), tuple(h5s.UNLIMITED if m is None else m for m in limits))
        name = "%s %s %s %d %d" % (limits, chunk, filters, edge, early)
        d = h5py.Dataset(h5d.create(f.id, name.encode(), h5t.STD_I32LE, space, p))
        d[...] = np.arange(35).reshape(5, 7) * 1000003
        if not edge and limits != (5, 7):
            d.resize((4, 7))
            d.resize((5, 7))


def sizes_of_numbers(folder):
    """Addresses and lengths of 2 and 4 bytes."""
    for (offset, length), (name, low, high) in itertools.product(((4, 4), (8, 4), (4, 8)), (
            ("earliest", h5f.LIBVER_EARLIEST, h5f.LIBVER_LATEST),
            ("v110", h5f.LIBVER_V110, h5f.LIBVER_V110))):
        create, access = h5p.create(h5p.FILE_CREATE), h5p.create(h5p.FILE_ACCESS)
        create.set_sizes(offset, length)
        access.set_libver_bounds(low, high)
        path = "%s/sizes %d %d %s.h5" % (folder, offset, length, name)
        with h5py.File(h5f.create(path.encode(), h5f.ACC_TRUNC, create, access)) as f:
            for compression in None, "gzip":
                for limits in (6, 10), (9, None), (None, None):
                    numbered(f, "%s %s" % (limits, compression), (6, 10), limits, (2, 3),
                             compression=compression)


def main(folder):
    for name, version in VERSIONS.items():
        with h5py.File("%s/%s.h5" % (folder, name), "w", libver=version) as f:
            for case in shapes_below_their_limits, grown_and_shrunk, gaps, many, kinds:
                group = f.create_group(case.__name__)
                case(group)
            if name == "latest":
                paged_blocks(f)
    sizes_of_numbers(folder)


if __name__ == "__main__":
    main(sys.argv[1])
