"""element_types.py FOLDER: every type of element that h5py reads as numbers."""
import sys

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

random = np.random.default_rng(8)

INTEGERS = (h5t.STD_I16LE, h5t.STD_I16BE, h5t.STD_U16LE, h5t.STD_U16BE, h5t.STD_I32LE,
            h5t.STD_U32BE, h5t.STD_I64LE, h5t.STD_U8LE, h5t.STD_I8LE)
BITFIELDS = h5t.STD_B8LE, h5t.STD_B16BE, h5t.STD_B32LE, h5t.STD_B64LE

# Bytes, bits of precision, sign, position and bits of exponent and mantissa, bias.
FLOATS = {"bfloat16": (2, 16, 15, 7, 8, 0, 7, 127), "24 bits": (3, 24, 23, 16, 7, 0, 16, 63),
          "8 bits": (1, 8, 7, 3, 4, 0, 3, 7), "other bias": (4, 32, 31, 23, 8, 0, 23, 100),
          "9 bits of exponent": (4, 32, 31, 22, 9, 0, 22, 255)}


def create(f, name, kind, values, plist=None, memory=None):
    d = h5d.create(f.id, name.encode(), kind, h5s.create_simple(values.shape), plist)
    d.write(h5s.ALL, h5s.ALL, values, memory or kind)


def bits(count, size):
    return np.frombuffer(random.bytes(count * size), "V%d" % size).copy()


def n_bit(chunk=10):
    plist = h5p.create(h5p.DATASET_CREATE)
    plist.set_chunk((chunk,))
    plist.set_filter(5)
    return plist


def integers(f):
    for kind in INTEGERS:
        size = kind.get_size()
        name = "integer %d %d %d " % (8 * size, kind.get_sign(), kind.get_order())
        for precision, offset in ((8 * size, 0), (8 * size - 4, 0), (8 * size - 4, 4), (3, 1)):
            less = kind.copy()
            less.set_precision(precision)
            less.set_offset(offset)
            create(f, name + "%d %d" % (precision, offset), less, bits(24, size))
            create(f, name + "%d %d n-bit" % (precision, offset), less, bits(24, size), n_bit())
    for kind in BITFIELDS:
        name = "bitfield %d" % kind.get_size()
        create(f, name, kind, bits(24, kind.get_size()))
        create(f, name + " n-bit", kind, bits(24, kind.get_size()), n_bit())


def enumerations(f):
    for base in "i1", "u1", "<i4", ">i2", "u8":
        name = "enum " + base[-2:]
        least = 0 if base[-2] == "u" else -1
        for what, members in (
                ("", {"A": least, "B": 1, "C": 2}), (" bool", {"FALSE": 0, "TRUE": 1}),
                (" bool swapped", {"TRUE": 1, "FALSE": 0}), (" no bool", {"TRUE": 0, "FALSE": 1})):
            f.create_dataset(name + what, data=np.array([0, 1, 1, 0], base),
                             dtype=h5py.enum_dtype(members, base))
    f["bool"] = np.array([True, False, True])


def scalars(f):
    for k, value in enumerate((np.float32(3.5), np.bool_(True), np.complex64(1 + 2j), np.int64(-9))):
        f["scalar %d" % k] = value
    f["empty"] = np.zeros((0, 3))
    f["empty too"] = np.zeros((3, 0), ">i2")


def committed(f):
    f["type"] = np.dtype("<i4")
    f.create_dataset("committed", data=np.arange(5), dtype=f["type"])
    f["complex type"] = np.dtype("c16")
    f.create_dataset("committed complex", data=np.arange(5) * 1j, dtype=f["complex type"],
                     chunks=(2,), compression="gzip")
    f["bool type"] = np.dtype(bool)
    f.create_dataset("committed bool", data=[True, False], dtype=f["bool type"])


def floats(f):
    values = np.array([0, 1, -1, 1.5, -2.25, 100, -0.001, 3e-5, 1e9, np.inf, -np.inf, np.nan, -0.0,
                       1e-300, 7e-41, 2**-14, 2**-9])
    for name, (size, precision, sign, ep, es, mp, ms, bias) in FLOATS.items():
        for order in h5t.ORDER_LE, h5t.ORDER_BE:
            kind = h5t.IEEE_F64LE.copy()
            kind.set_order(order)
            kind.set_fields(sign, ep, es, mp, ms)
            kind.set_precision(precision)
            kind.set_size(size)
            kind.set_ebias(bias)
            create(f, "float of %s %d" % (name, order), kind, values, memory=h5t.NATIVE_DOUBLE)
    for dtype in "<f2", ">f2", "<f4", ">f8":
        f["float %s %d" % (dtype[1:], ord(dtype[0]))] = values.astype(dtype)


def complexes(f):
    values = random.normal(size=7) + 1j * random.normal(size=7)
    for dtype in "<c8", ">c8", "<c16", ">c16":
        f["complex %s %d" % (dtype[1:], ord(dtype[0]))] = values.astype(dtype)
    padded = h5t.create(h5t.COMPOUND, 24)
    padded.insert(b"r", 0, h5t.IEEE_F64LE)
    padded.insert(b"i", 16, h5t.IEEE_F64LE)
    content = np.zeros(7, {"names": ["r", "i"], "formats": ["f8", "f8"], "offsets": [0, 16],
                           "itemsize": 24})
    content["r"], content["i"] = values.real, values.imag
    create(f, "padded complex", padded, content)
    packed = h5t.create(h5t.COMPOUND, 16)
    packed.insert(b"r", 0, h5t.IEEE_F64LE)
    packed.insert(b"i", 8, h5t.IEEE_F64LE)
    create(f, "complex n-bit", packed, values, n_bit(3))
    for order in "LE", "BE":
        name = "COMPLEX_IEEE_F32" + order
        if hasattr(h5t, name):  # since HDF5 2.0
            create(f, "native complex " + order, getattr(h5t, name),
                   values.astype((">" if order == "BE" else "<") + "c8"))


def main(folder):
    np.seterr(over="ignore")
    for version in "earliest", "latest":
        with h5py.File("%s/%s.h5" % (folder, version), "w", libver=version) as f:
            for case in integers, enumerations, scalars, committed, floats, complexes:
                try:
                    case(f)
                except ValueError as e:  # HDF5 2.0 does not want to write all of them
                    if "unusual datatype" not in str(e):
                        raise


if __name__ == "__main__":
    main(sys.argv[1])
