"""Makes the files beside it: one array in every layout that HDF5 has. Run: python3 make_layouts.py

Every dataset is what `expected` says, in its dtype; `sparse` has chunks that were never written.
"""
import os
import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

here = os.path.dirname(os.path.abspath(__file__))
shape, chunks = (7, 10, 6), (3, 4, 5)


def expected(dtype):
    i = np.arange(np.prod(shape)).reshape(shape)
    if np.dtype(dtype).kind == "c":
        return (i - 1j * i).astype(dtype)
    return i.astype(dtype)


def new(name, **options):
    return h5py.File(os.path.join(here, name + ".h5"), "w", **options)


for libver in ("earliest", "latest"):
    with new("chunked-" + libver, libver=libver) as f:
        for dtype in ("|b1", "|i1", ">u2", "<i4", ">u8", "<f2", ">f4", "<f8", ">c8", "<c16"):
            f.create_dataset(dtype[1:], data=expected(dtype), chunks=chunks)
        g = f.create_group("entry/deep")
        u2 = expected("<u2")
        g.create_dataset("deflate", data=u2, chunks=chunks, compression=4, shuffle=True)
        g.create_dataset("lzf", data=u2, chunks=chunks, compression="lzf")
        g.create_dataset("fletcher", data=u2, chunks=chunks, fletcher32=True)
        g.create_dataset("single", data=u2, chunks=shape, compression=1)
        g.create_dataset("one-axis", data=u2, chunks=chunks, maxshape=(None, 10, 6))
        g.create_dataset("two-axes", data=u2, chunks=chunks, maxshape=(None, None, 6), compression=1)
        g.create_dataset("contiguous", data=expected(">u2"))
        f["soft"] = h5py.SoftLink("/entry/deep/deflate")
        f["external"] = h5py.ExternalLink("chunked-earliest.h5", "/entry/deep/deflate")
        g.parent["relative"] = h5py.SoftLink("deep/deflate")
        f["to-group"] = h5py.SoftLink("/entry/deep")
        f["circle"] = h5py.SoftLink("/circle")
        f["broken"] = h5py.SoftLink("/nowhere")

        early = h5p.create(h5p.DATASET_CREATE)  # the "implicit" index of the latest format
        early.set_chunk(chunks)
        early.set_alloc_time(h5d.ALLOC_TIME_EARLY)
        d = h5d.create(g.id, b"early", h5t.STD_U16LE, h5s.create_simple(shape), early)
        h5py.Dataset(d)[...] = u2

        # Noise that LZF cannot compress: HDF5 stores it as it is and says so in the filter mask.
        noise = np.random.default_rng(1).integers(0, 256, 400).astype("u1")
        g.create_dataset("noise", data=noise, chunks=(100,), compression="lzf")
        g.create_dataset("noise-plain", data=noise)

        sparse = g.create_dataset("sparse", shape, "<f4", chunks=chunks, fillvalue=-2.5)
        sparse[2:5, 3:9, 1:3] = 1
        g.create_dataset("never-chunked", shape, ">i2", chunks=chunks, fillvalue=-7)
        g.create_dataset("never", shape, ">i2", fillvalue=-7)
        g.create_dataset("scalar", data=np.float64(2.5))
        g.create_dataset("no-elements", shape=(0, 4), dtype="<f4")
        g.create_dataset("null", data=h5py.Empty("<f4"))
        g.create_dataset("text", data="text")
        g.create_dataset("table", data=np.zeros(3, [("a", "i4"), ("b", "f8")]))
        f["committed"] = np.dtype("<f4")
        h5d.create(g.id, b"of-committed", f["committed"].id, h5s.create_simple((4,)))
        g["colours"] = np.array([0, 2, 1], "i2").astype(
            h5py.enum_dtype({"red": 0, "green": 1, "blue": 2}, "<i2"))

        compact = h5p.create(h5p.DATASET_CREATE)
        compact.set_layout(h5d.COMPACT)
        d = h5d.create(g.id, b"compact", h5t.STD_U16LE, h5s.create_simple(shape), compact)
        h5py.Dataset(d)[...] = u2

with new("user-block", userblock_size=1024) as f:
    f["data"] = expected("<f4")
    f.create_dataset("chunked", data=expected("<f4"), chunks=chunks, compression=1)
