"""Makes plugins.h5 beside it, with hdf5plugin of PyPI. Run: python3 make_plugins.py

Each dataset counts from 0, in int32. Sizes are such that blocks, and eights of elements, are cut off.
"""
import os

import h5py
import hdf5plugin
import numpy as np

FILTERS = {
    "bitshuffle": hdf5plugin.Bitshuffle(cname="none"),
    "bitshuffle-lz4": hdf5plugin.Bitshuffle(),
    "bitshuffle-zstd": hdf5plugin.Bitshuffle(cname="zstd"),
    "bitshuffle-blocks": hdf5plugin.Bitshuffle(nelems=64),
    "lz4": hdf5plugin.LZ4(),
    "lz4-blocks": hdf5plugin.LZ4(nbytes=1024),
    "zstd": hdf5plugin.Zstd(),
    "bzip2": hdf5plugin.BZip2(),
    "blosc-lz4": hdf5plugin.Blosc(cname="lz4"),
    "blosc-blosclz": hdf5plugin.Blosc(cname="blosclz", shuffle=2),
    "blosc-zlib": hdf5plugin.Blosc(cname="zlib"),
    "blosc-zstd": hdf5plugin.Blosc(cname="zstd", shuffle=0),
}

here = os.path.dirname(os.path.abspath(__file__))
with h5py.File(os.path.join(here, "plugins.h5"), "w") as f:
    for name, options in FILTERS.items():
        for length in 72, 2055, 2056:
            f.create_dataset("%s/%d" % (name, length), data=np.arange(length, dtype="i4"),
                             chunks=(min(length, 1500),), **options)
    f.create_dataset("snappy", data=np.arange(9), chunks=(9,), **hdf5plugin.Blosc(cname="snappy"))
