"""random_files.py FOLDER SEED COUNT: files with datasets of all kinds, one seed each.

What varies: version of the format, layout, shape and its limits, chunks, gaps, resizes, filters and
their order, masks, types, fill values, neighbours, attributes, links, prefixes.
"""
import os
import random
import sys
import zlib

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

from hdf5_library import keep_edges_raw


class Maker:
    TYPES = "|b1 |i1 |u1 <i2 >i2 <u2 >u2 <i4 >i4 <u4 >u4 <i8 >i8 <u8 >u8 <f2 >f2 <f4 >f4 <f8 >f8"
    TYPES = (TYPES + " <c8 >c8 <c16 >c16 enum bits").split()

    def __init__(self, folder, seed):
        self.folder, self.seed = folder, seed
        self.random = random.Random(seed)
        self.np = np.random.default_rng(seed)

    def values(self, dtype, shape):
        if dtype.kind == "b":
            return self.np.integers(0, 2, shape).astype(dtype)
        if dtype.kind in "iu":
            limits = np.iinfo(dtype)
            if self.random.random() < 0.3:
                return self.np.integers(0, 3, shape).astype(dtype)
            return self.np.integers(limits.min, limits.max, shape, dtype.newbyteorder("="),
                                    endpoint=True).astype(dtype)
        values = self.np.normal(size=shape) * 100
        if dtype.kind == "c":
            values = values + 1j * self.np.normal(size=shape)
        return np.asarray(values).astype(dtype)

    def type(self):
        """h5py's type, numpy's."""
        name = self.random.choice(self.TYPES)
        if name == "enum":
            dtype = h5py.enum_dtype({"A": -1, "B": 0, "C": 1}, self.random.choice(("<i2", ">i4")))
            return h5t.py_create(dtype, logical=True), np.dtype(dtype.str)
        if name == "bits":
            dtype = np.dtype(self.random.choice(("<u2", ">u4", "<i4", ">i2")))
            kind = h5t.py_create(dtype).copy()
            kind.set_precision(self.random.randint(3, 8 * dtype.itemsize - 4))
            return kind, dtype
        return h5t.py_create(np.dtype(name), logical=True), np.dtype(name)

    def filters(self, plist, dtype, chunk):
        """Adds filters in any order; gives them as letters."""
        letters = list("SFGL")
        self.random.shuffle(letters)
        letters = letters[: self.random.choice((0, 0, 1, 1, 2, 3, 4))]
        if "L" in letters and letters.index("L") > 0 and self.random.random() < 0.5:
            letters.remove("L")
        for letter in letters:
            if letter == "S":
                plist.set_shuffle()
            elif letter == "F":
                plist.set_fletcher32()
            elif letter == "G":
                plist.set_deflate(self.random.randint(1, 9))
            else:
                plist.set_filter(h5py.h5z.FILTER_LZF, h5py.h5z.FLAG_OPTIONAL)
        if not letters and self.random.random() < 0.15 and dtype.kind in "iuf" and dtype.itemsize > 1:
            if dtype.kind == "f" and dtype.itemsize > 2:
                plist.set_scaleoffset(h5py.h5z.SO_FLOAT_DSCALE, self.random.randint(0, 3))
                return "O"
            if dtype.kind in "iu":
                plist.set_scaleoffset(h5py.h5z.SO_INT, 0)
                return "O"
        if not letters and self.random.random() < 0.1 and dtype.kind in "iu":
            plist.set_filter(5)
            return "N"
        return "".join(letters)

    def dataset(self, group, name, latest):
        r = self.random
        kind, dtype = self.type()
        rank = r.choice((0, 1, 1, 2, 2, 3, 4))
        top = (0, 300, 40, 14, 7)[rank]
        shape = tuple(r.choice((1, r.randint(1, top), r.randint(1, top))) for _ in range(rank))
        if rank and r.random() < 0.04:
            shape = (0,) + shape[1:]
        plist = h5p.create(h5p.DATASET_CREATE)
        if r.random() < 0.5:
            try:
                fill = self.values(dtype, (1,))
                plist.set_fill_value(fill[0] if kind.get_class() != h5t.ENUM else np.int8(0))
            except (TypeError, ValueError):
                pass
        layout = r.choice(("contiguous", "compact") + 6 * ("chunked",)) if rank else "contiguous"
        limits = shape
        if layout == "chunked":
            limits = tuple(
                r.choice((n, n, n + r.randint(0, 2 * top), None)) for n in shape)
            chunk = tuple(
                min(r.choice((1, 2, 3, r.randint(1, top), max(1, n))),
                    m if m else 1 << 30) or 1 for n, m in zip(shape, limits))
            plist.set_chunk(chunk)
            used = self.filters(plist, dtype, chunk)
            if r.random() < 0.2:
                keep_edges_raw(plist)
            if r.random() < 0.2 and None not in limits and not used:
                plist.set_alloc_time(h5d.ALLOC_TIME_EARLY)
        elif layout == "compact" and np.prod(shape) * dtype.itemsize < 60000:
            plist.set_layout(h5d.COMPACT)
        elif r.random() < 0.15 and 0 not in shape:
            size = int(np.prod(shape)) * dtype.itemsize
            first = r.randint(1, size)
            raw = "%s/%d_%s.raw" % (self.folder, self.seed, name)
            plist.set_external(raw.encode(), r.randint(0, 50), first)
            if size > first:
                plist.set_external((raw + "2").encode(), 0, h5py.h5f.UNLIMITED if 0 else size - first)
        space = h5s.create_simple(shape, tuple(
            h5s.UNLIMITED if m is None else m for m in limits)) if rank else h5s.create(h5s.SCALAR)
        if r.random() < 0.1:
            kind = kind.copy()
            kind.commit(group.id, ("type of " + name).encode())
        made = h5py.Dataset(h5d.create(group.id, name.encode(), kind, space, plist))
        self.write(made, dtype)
        if layout == "chunked" and limits != shape:
            for _ in range(r.randint(0, 3)):
                made.resize(tuple(
                    r.randint(0 if r.random() < 0.1 else 1, 2 * top if m is None else m) if m is None or m else 0
                    for m in limits))
                if r.random() < 0.7:
                    self.write(made, dtype)
        if layout == "chunked" and used in ("G", "SG") and 0 not in made.shape and r.random() < 0.4:
            self.direct(made, dtype, used)
        return made

    def write(self, made, dtype):
        """All, nothing, or some boxes of a dataset."""
        r = self.random
        if made.size == 0:
            return
        if made.shape == () or r.random() < 0.4:
            made[()] = self.values(dtype, made.shape)
            return
        for _ in range(r.randint(0, 4)):
            start = [r.randrange(n) for n in made.shape]
            stop = [r.randint(a + 1, n) for a, n in zip(start, made.shape)]
            box = tuple(slice(a, b) for a, b in zip(start, stop))
            made[box] = self.values(dtype, tuple(b - a for a, b in zip(start, stop)))

    def direct(self, made, dtype, used):
        """Writes chunks with filters left out."""
        if made.dtype.kind == "b" or made.id.get_type().get_size() != dtype.itemsize:
            return
        mask = self.random.randrange(1 << len(used))
        values = self.values(dtype, made.chunks).tobytes()
        for k, letter in enumerate(used):
            if mask >> k & 1:
                continue
            if letter == "S":
                size = dtype.itemsize
                values = np.frombuffer(values, "u1").reshape(-1, size).T.tobytes()
            else:
                values = zlib.compress(values)
        at = tuple(self.random.randrange((n + c - 1) // c) * c for n, c in zip(made.shape, made.chunks))
        made.id.write_direct_chunk(at, values, mask)

    def neighbour(self, group, k):
        """Something that is none of our business."""
        name = "odd%d" % k
        choice = self.random.randrange(14)
        if choice == 0:
            group.create_dataset(name, data=np.void(b"abcdef"))
        elif choice == 1:
            group.create_dataset(name, (2,), dtype=h5py.ref_dtype)
        elif choice == 2:
            group.create_dataset(name, (2,), dtype=h5py.regionref_dtype)
        elif choice == 3:
            group.attrs[name] = np.void(b"abcdef")
        elif choice == 4:
            group.create_dataset(name, (2,), dtype=h5py.enum_dtype({"a": -5, "b": 2**31 - 1}, "i8"))
        elif choice == 5:
            group[name] = h5py.SoftLink("/nowhere")
        elif choice == 6:
            group[name] = h5py.ExternalLink("none.h5", "/x")
        elif choice == 7:
            group.create_dataset(name, dtype="f4", data=h5py.Empty("f4"))
        elif choice == 8:
            group.create_dataset(name, (3,), dtype=h5py.vlen_dtype("i4"))
        elif choice == 9:
            group.create_dataset(name, data=np.zeros(2, np.longdouble))
        elif choice == 10:
            group.create_dataset(name, (2,), dtype=np.dtype(("i4", (3,))))
        elif choice == 11:
            group.attrs[name] = "text é"
            group[name] = "text"
        elif choice == 12:
            group[name] = np.zeros(3, [("a", "i4"), ("r", "S3")])
        else:
            group.create_group(name)[name] = group

    def make(self):
        r = self.random
        version = r.choice(("earliest", "v108", "v110", "latest", "latest"))
        path = "%s/%d.h5" % (self.folder, self.seed)
        prefix = r.choice((0, 0, 0, 512, 2048))
        options = {} if version != "earliest" else {"userblock_size": r.choice((0, 0, 1024))}
        options["track_order"] = r.random() < 0.2
        with h5py.File(path, "w", libver=version if version in ("latest", "earliest")
                       else (version, "latest"), **options) as f:
            for k in range(r.choice((0, 0, 1, 2))):
                self.neighbour(f, k)
            names = ["data", "é 日本", "\U0001d11e", "ﬀ", "a.b", "x" * 300]
            group = f
            for _ in range(r.choice((0, 0, 1, 2))):
                group = group.create_group(r.choice(("g", "grüße", "entry")))
            for k in range(r.choice((0, 0, 3, 40))):
                group.create_group("group%d" % k)
            for k in range(r.randint(0, 2)):
                self.neighbour(group, k + 5)
            made = [self.dataset(group, name, version) for name in r.sample(names, 4)]
            if r.random() < 0.4:
                made[0].attrs["odd"] = np.void(b"xyz")
                for k in range(r.choice((0, 12))):
                    made[0].attrs["a%d" % k] = np.zeros(r.choice((3, 300)))
            f["soft"] = h5py.SoftLink(made[0].name)
            group["relative"] = h5py.SoftLink(os.path.basename(made[1].name))
            f["other"] = h5py.ExternalLink("%d.h5" % (self.seed - 1), "/soft")
            if made[2].shape and version != "v108" and 0 not in made[2].shape:
                self.virtual(f, made[2])
        if prefix and not options.get("userblock_size"):
            with open(path, "rb") as whole:
                content = whole.read()
            with open(path, "wb") as whole:
                whole.write(b"x" * prefix + content)

    def virtual(self, f, source):
        """Some of a dataset, and what is not there."""
        try:
            layout = h5py.VirtualLayout((2,) + source.shape, source.dtype)
            mapped = h5py.VirtualSource(os.path.basename(f.filename), source.name, source.shape)
            step = self.random.choice((1, 1, 2))
            part = tuple(slice(0, n, step if k == 0 else 1) for k, n in enumerate(source.shape))
            layout[(0,) + tuple(slice(0, (n - 1) // step + 1 if k == 0 else n)
                                for k, n in enumerate(source.shape))] = mapped[part]
            layout[1] = h5py.VirtualSource("none.h5", "/x", source.shape)
            f.create_virtual_dataset("virtual", layout)
        except (TypeError, AttributeError):
            pass  # a type that h5py cannot map


def make(folder, seed):
    try:
        Maker(folder, seed).make()
        return 0
    except (OSError, RuntimeError, ValueError, TypeError) as e:
        print("seed", seed, "makes no file:", type(e).__name__, e, file=sys.stderr)
        return 1


def main(folder, seed, count):
    for k in range(seed, seed + count):
        child = os.fork()  # old libraries crash now and then
        if child == 0:
            status = make(folder, k)
            sys.stderr.flush()
            os._exit(status)
        if os.waitpid(child, 0)[1] != 0 and os.path.exists("%s/%d.h5" % (folder, k)):
            os.remove("%s/%d.h5" % (folder, k))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
