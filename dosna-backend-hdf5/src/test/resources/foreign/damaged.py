"""damaged.py FOLDER: files to be damaged.

In checked.h5 every byte that matters is under a checksum; the others have no checksums, in metadata
or data.
"""
import sys

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t


def fill(f, checksums):
    values = np.arange(600, dtype="i4").reshape(20, 30)
    options = {"fletcher32": True} if checksums else {}
    for name, limits in ("fixed", (20, 50)), ("one", (20, None)), ("two", (None, None)):
        for compression in None, "gzip", "lzf":
            f.create_dataset("%s %s" % (name, compression), data=values, chunks=(3, 4),
                             maxshape=limits, compression=compression, shuffle=True, **options)
    f.create_dataset("single", data=values, chunks=(20, 30), **options)
    sparse = f.create_dataset("sparse", (160000,), "u1", chunks=(8,), maxshape=(None,), **options)
    sparse[5] = sparse[156000] = 1
    paged = f.create_dataset("paged", (20000,), "u1", chunks=(8,), **options)
    paged[5] = paged[19600] = 1
    compact = h5p.create(h5p.DATASET_CREATE)
    compact.set_layout(h5d.COMPACT)
    d = h5d.create(f.id, b"compact", h5t.STD_I32LE, h5s.create_simple(values.shape), compact)
    h5py.Dataset(d)[...] = values
    if not checksums:
        f["contiguous"] = values
        f.create_dataset("scaled", data=values, chunks=(5, 30), scaleoffset=0)
        f.create_dataset("lzf first", data=values, chunks=(5, 30), compression="lzf")
    for k in range(60):
        f.create_group("group %d" % k)
    f["soft"] = h5py.SoftLink("/two gzip")
    f["complex"] = values[0] * 1j if not checksums else 1
    if f.libver[0] != "earliest":
        layout = h5py.VirtualLayout((2, 20, 30), "i4")
        layout[0] = h5py.VirtualSource(".", "one gzip", (20, 30))
        layout[1, ::2] = h5py.VirtualSource(".", "compact", (20, 30))[:10]
        f.create_virtual_dataset("virtual", layout, fillvalue=3)
    if checksums:
        del f["complex"]


def main(folder):
    for name, version, checksums in (
            ("checked", "latest", True), ("latest", "latest", False), ("earliest", "earliest", False)):
        with h5py.File("%s/%s.h5" % (folder, name), "w", libver=version) as f:
            fill(f, checksums)


if __name__ == "__main__":
    main(sys.argv[1])
