"""links.py FOLDER: names of any kind, links, odd neighbours, prefixes; "data" and such are numbers."""
import os
import sys

import h5py
import numpy as np

VALUES = np.arange(6, dtype="i4").reshape(2, 3)


def opaque_attribute(f):
    f["data"].attrs["x"] = f.attrs["x"] = np.void(b"abcdef")


def region_references(f):
    f.create_dataset("s", data=f["data"].regionref[0:1], dtype=h5py.regionref_dtype)
    f["t"] = 1
    f["t"].attrs.create("x", f["data"].regionref[0:1], dtype=h5py.regionref_dtype)


def virtual(f):
    layout = h5py.VirtualLayout((2, 3), "i4")
    layout[:] = h5py.VirtualSource("none.h5", "data", (2, 3))
    f.create_virtual_dataset("s", layout)


def external_data(f):
    f.create_dataset("s", (2, 3), "i4", external=[(f.filename + ".raw", 0, 12),
                                                  (f.filename + ".raw2", 5, 12)])[:] = VALUES


def circle(f):
    f["g/back"] = f["/"]
    f["s"] = h5py.SoftLink("/s2")
    f["s2"] = h5py.SoftLink("/s")


def as_c_programs_name(f):
    """UTF-8 that is said to be ASCII."""
    f.id.links.create_hard("é".encode(), f.id, b"data")


def soft(f):
    f["é"] = VALUES
    f["to"] = h5py.SoftLink("/é")
    f["real/x"] = VALUES
    f["group"] = h5py.SoftLink("/real")
    f["far"] = h5py.SoftLink("group/x")
    f["real/near"] = h5py.SoftLink("x")
    f["real/up"] = h5py.SoftLink("/group/near")


def many(f):
    for k in range(1500):
        f.create_group("group %dé日%d" % (k, k * 7))
    for name in "\U0001d11e\uffee", "日\U0001f600", "ﬀ", "x" * 3000, "last":
        f[name] = VALUES


def huge_name(f):
    if f.libver[0] == "latest":
        for k in range(20):
            f["y" * 9000 + str(k)] = VALUES


def many_attributes(f):
    for k in range(60):
        f["data"].attrs["a%d" % k] = np.zeros(300)


CASES = {
    "none": lambda f: None,
    "opaque attribute": opaque_attribute,
    "opaque": lambda f: f.create_dataset("s", data=np.void(b"abcdef")),
    "region references": region_references,
    "object reference": lambda f: f.create_dataset("s", data=f["data"].ref, dtype=h5py.ref_dtype),
    "virtual": virtual,
    "external data": external_data,
    "committed type": lambda f: f.__setitem__("s", np.dtype("i4")),
    "circle": circle,
    "external link": lambda f: f.__setitem__("s", h5py.ExternalLink("none.h5", "/x")),
    "null": lambda f: f.create_dataset("s", dtype="f4", data=h5py.Empty("f4")),
    "sequences": lambda f: f.create_dataset("s", (2,), dtype=h5py.vlen_dtype("i4")),
    "long double": lambda f: f.create_dataset("s", data=np.zeros(2, np.longdouble)),
    "array type": lambda f: f.create_dataset("s", (2,), dtype=np.dtype(("i4", (3,)))),
    "odd enum": lambda f: f.create_dataset("s", (2,), h5py.enum_dtype({"a": -5, "b": 1 << 31}, "i8")),
    "attributes": many_attributes,
    "as C programs name": as_c_programs_name,
    "intermediate groups": lambda f: f.__setitem__("üñí/日本", VALUES),
    "soft": soft,
    "many": many,
    "huge name": huge_name,
}


def links_to_files(folder):
    os.makedirs(folder + "/below", exist_ok=True)
    with h5py.File(folder + "/below/b.h5", "w") as f:
        f["group/data"] = VALUES
        f["back"] = h5py.ExternalLink("../a.h5", "/own")
    with h5py.File(folder + "/a.h5", "w") as f:
        f["own"] = VALUES + 7
        f["group"] = h5py.ExternalLink("below/b.h5", "/group")
        f["data"] = h5py.ExternalLink("below/b.h5", "/group/data")
        f["there and back"] = h5py.ExternalLink("below/b.h5", "/back")
        f["through"] = h5py.SoftLink("/group/data")
        f["gone"] = h5py.ExternalLink("below/c.h5", "/group/data")


def prefixes(folder):
    for version in "earliest", "latest":
        for block in 512, 2048:
            path = "%s/block %d %s.h5" % (folder, block, version)
            with h5py.File(path, "w", libver=version, userblock_size=block) as f:
                f["data"] = VALUES
                f.create_dataset("chunked", data=VALUES, chunks=(1, 2), maxshape=(None, 3))
        with open("%s/block 512 %s.h5" % (folder, version), "rb") as f:
            content = f.read()
        with open("%s/block cut off %s.h5" % (folder, version), "wb") as f:
            f.write(content[512:])
        for length in 512, 1024, 4096:
            with open("%s/prefix %d %s.h5" % (folder, length, version), "wb") as f:
                f.write(b"x" * length + content[512:])
        with open("%s/prefix and block %s.h5" % (folder, version), "wb") as f:
            f.write(b"x" * 512 + content)


def main(folder):
    for version in "earliest", "latest":
        for name, case in CASES.items():
            with h5py.File("%s/%s %s.h5" % (folder, name, version), "w", libver=version) as f:
                f["data"] = VALUES
                case(f)
    with h5py.File(folder + "/ordered.h5", "w", track_order=True) as f:
        f.create_group("s", track_order=True)["data"] = VALUES
    with h5py.File(folder + "/pages.h5", "w", libver="v110", fs_strategy="page") as f:
        f["data"] = VALUES
    links_to_files(folder)
    prefixes(folder)


if __name__ == "__main__":
    main(sys.argv[1])
