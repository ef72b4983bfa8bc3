"""filters.py FOLDER: filters in every order, with masks, at edges; packed integers and floats."""
import itertools
import sys
import zlib

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

from hdf5_library import keep_edges_raw

random = np.random.default_rng(2)


def create(f, name, values, chunk, filters, edges=False):
    p = h5p.create(h5p.DATASET_CREATE)
    p.set_chunk(chunk)
    for letter in filters:
        {"S": p.set_shuffle, "F": p.set_fletcher32, "G": lambda: p.set_deflate(4),
         "L": lambda: p.set_filter(h5py.h5z.FILTER_LZF, h5py.h5z.FLAG_OPTIONAL)}[letter]()
    if edges:
        keep_edges_raw(p)
    space = h5s.create_simple(values.shape)
    kind = h5t.py_create(values.dtype)
    h5py.Dataset(h5d.create(f.id, name.encode(), kind, space, p))[...] = values


def orders(f):
    values = random.integers(0, 1 << 20, (40, 21)).astype("i4")
    for r in 1, 2, 3, 4:
        for order in itertools.permutations("SFGL", r):
            create(f, "".join(order), values, (20, 10), order)
    for dtype in "u1", "<i2", ">i8", "c16":
        create(f, "SGF " + dtype[-2:], values.astype(dtype), (7, 5), "SGF")
    for compression in "gzip", "lzf":
        f.create_dataset("h5py " + compression, data=values, chunks=(20, 10), shuffle=True,
                         compression=compression, fletcher32=True)


def edges(f):
    values = np.arange(60, dtype="i4").reshape(6, 10) * 1000
    for filters in "G", "S", "SGF", "F", "L":
        create(f, "raw edges " + filters, values, (4, 4), filters, edges=True)


def masks(f):
    values = random.integers(0, 99, 10).astype("i4")
    shuffled = values.view("u1").reshape(-1, 4).T.tobytes()
    stored = (zlib.compress(shuffled), zlib.compress(values.tobytes()), shuffled, values.tobytes())
    for limits in (40,), (None,):
        for mask, content in enumerate(stored):
            d = f.create_dataset("mask %d %s" % (mask, limits[0]), (40,), "i4", chunks=(10,),
                                 maxshape=limits, compression="gzip", shuffle=True)
            d.id.write_direct_chunk((10,), content, mask)


def sizes(f):
    """Widths of the field for the stored size of a chunk."""
    for size in 1, 127, 128, 255, 256, 32768, 65535, 65536:
        values = np.arange(2 * size).astype("i1")
        for limit in 2 * size, None:
            f.create_dataset("size %d %s" % (size, limit), data=values, chunks=(size,),
                             maxshape=(limit,), compression="gzip")


def scale_offset(f):
    for dtype in "i1 u1 <i2 >i4 u4 i8 >u8".split():
        few = random.integers(0, 100, (20, 10)).astype(dtype)
        name = "scale-offset %s " % dtype[-2:]
        for bits in 0, 3:
            f.create_dataset(name + str(bits), data=few, chunks=(8, 4), scaleoffset=bits)
        d = f.create_dataset(name + "fill", (20, 10), dtype, chunks=(8, 4), scaleoffset=0,
                             fillvalue=50)
        d[3:9, 2:7] = few[3:9, 2:7]
        f.create_dataset(name + "same", data=few * 0 + 7, chunks=(8, 4), scaleoffset=0,
                         compression="gzip", shuffle=True)
        limits = np.iinfo(dtype)
        values = random.integers(limits.min, limits.max, (20, 10), np.dtype(dtype).newbyteorder("="))
        f.create_dataset(name + "all", data=values.astype(dtype), chunks=(8, 4), scaleoffset=0)
    for dtype, digits in itertools.product(("<f4", ">f4", "<f8", ">f8"), (0, 2, 3)):
        values = (random.normal(size=(20, 10)) * 1000).astype(dtype)
        name = "scale-offset %s %d %d" % (dtype[1:], ord(dtype[0]), digits)
        f.create_dataset(name, data=values, chunks=(8, 4), scaleoffset=digits)
        d = f.create_dataset(name + " fill", (20, 10), dtype, chunks=(8, 4), scaleoffset=digits,
                             fillvalue=-1.25)
        d[3:9, 2:7] = values[3:9, 2:7]


def main(folder):
    for version in "earliest", "latest":
        with h5py.File("%s/%s.h5" % (folder, version), "w", libver=version) as f:
            for case in orders, edges, masks, sizes, scale_offset:
                case(f)


if __name__ == "__main__":
    main(sys.argv[1])
