"""Writes the tables next to this file: what numpy and scipy give for whole datasets.

Run by hand with any Python that has numpy 1.24 or 2 and scipy 1.10, perhaps with the names of some
tables and how many random cases each is to have; the results are kept in the repository.

Tables are UTF-8 text, one case per line, columns separated by tabs. Shapes and integers are
separated by commas. Elements are the hexadecimal digits of their little-endian bytes in C order.
"""

import pathlib
import sys
import warnings

import numpy as np
import scipy.ndimage

from numpy_reductions import EXACT, INTERPOLATED, ROUNDED, reduced

HERE = pathlib.Path(__file__).parent
RNG = np.random.default_rng(2026)


def write(name, rows):
    lines = ["\t".join(str(column) for column in row) for row in rows]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines))


def numbers(values):
    return ",".join(str(value) for value in values)


def elements(array):
    return array.astype(array.dtype.newbyteorder("<")).tobytes().hex()


def halo():
    """edge, shape, elements, shape of the weights, weights, elements of the correlation"""
    shapes = [((7,), (3,)), ((5,), (13,)), ((1,), (5,)), ((2,), (9,)), ((6, 5), (3, 5)),
              ((3, 2), (7, 5)), ((4, 1), (3, 3)), ((4, 3, 5), (3, 3, 3)), ((2, 3, 2), (5, 1, 7))]
    for edge in ["reflect", "mirror", "nearest", "wrap", "constant"]:
        for shape, size in shapes:
            # Whole numbers, so that the order of additions does not matter.
            data = RNG.integers(-99, 100, shape).astype("f8")
            weights = RNG.integers(-9, 10, size).astype("f8")
            result = scipy.ndimage.correlate(data, weights, mode=edge, cval=7)
            yield (edge, numbers(shape), elements(data), numbers(size), elements(weights),
                   elements(result))


def histogram():
    """dtype, elements, bins, lower edge, upper edge, counts"""
    cases = [(10, 0.0, 1.0), (7, -1.0, 1.0), (3, 0.1, 0.7), (100, -3.0, 3.0), (1, 0.0, 0.5),
             (10, 0.1, 0.3), (12, 0.0, 255.0), (5, -128.0, 127.0), (1000, 0.0, 1.0)]
    for dtype in ["f8", "f4", "f2"]:
        for bins, lo, hi in cases:
            edges = np.linspace(lo, hi, bins + 1)
            near = np.concatenate([edges, np.nextafter(edges, -9e9), np.nextafter(edges, 9e9)])
            odd = [np.nan, np.inf, -np.inf, -0.0, lo, hi]
            data = np.concatenate([near, RNG.normal(size=50), RNG.random(50), odd]).astype(dtype)
            counts, _ = np.histogram(data[~np.isnan(data)], bins, (lo, hi))
            yield (dtype, elements(data), bins, lo, hi, numbers(counts))
    for dtype in ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"]:
        for bins, lo, hi in cases:
            data = np.concatenate([RNG.integers(0, 256, 60), np.arange(-3, 4)]).astype(dtype)
            counts, _ = np.histogram(data, bins, (lo, hi))
            yield (dtype, elements(data), bins, lo, hi, numbers(counts))


def random_shape():
    ndim = int(RNG.integers(1, 5))
    longest = [12, 12, 10, 6][ndim - 1]
    return tuple(int(n) for n in RNG.integers(1, longest + 1, ndim))


def random_list(length):
    count = int(RNG.integers(0, 2 * length + 1))
    return [int(n) for n in RNG.integers(-length, length, count)]


def random_range(length):
    start, stop = RNG.integers(-length - 2, length + 3, 2)
    step = int(RNG.integers(1, 4)) * (1 if RNG.random() < 0.7 else -1)
    return [slice(None), slice(int(start), int(stop)), slice(int(start), None, step),
            slice(None, None, step)][RNG.integers(4)]


def text(item):
    if item is None:
        return "newaxis"
    if item is Ellipsis:
        return "..."
    if isinstance(item, slice):
        bounds = [item.start, item.stop, item.step]
        return ":".join("" if bound is None else str(bound) for bound in bounds)
    return str(item)


def random_items(shape, lists):
    """One item for each axis, lists in some places; new axes and an ellipsis at the end perhaps."""
    items = [random_list(n) if axis in lists else random_range(n) for axis, n in enumerate(shape)]
    if RNG.random() < 0.3:
        items.insert(int(RNG.integers(len(items) + 1)), None)
    if RNG.random() < 0.2:
        items.insert(int(RNG.integers(len(items) + 1)), Ellipsis)
    return items


def orthogonal(array, items):
    """Takes one axis after the other, so that no two items see each other."""
    axis = 0
    for item in items:
        if item is Ellipsis:
            axis += array.ndim - axis - sum(i is not None for i in items[items.index(...) + 1:])
        elif item is None:
            array = np.expand_dims(array, axis)
            axis += 1
        else:
            item = np.array(item, dtype=np.intp) if isinstance(item, list) else item
            array = array[(slice(None),) * axis + (item,)]
            axis += 0 if isinstance(item, int) else 1
    return array


def pick(cases=200):
    """kind, shape, what is picked, positions' shape, positions, value's shape, elements after set

    The array has its positions as elements; the value assigned has 1000, 1001 and so on. Of points
    the coordinates are given as shape:numbers for each axis, a mask as 0 and 1.
    """
    for case in range(cases):
        shape = random_shape()
        positions = np.arange(np.prod(shape)).reshape(shape)
        kind = ["get", "oindex", "vindex", "mask"][case % 4]
        if kind == "get":
            items = random_items(shape, [int(RNG.integers(len(shape)))])
            picked = positions[tuple(np.array(i, dtype=np.intp) if isinstance(i, list) else i
                                     for i in items)]
            what = ", ".join(map(text, items))
        elif kind == "oindex":
            lists = [axis for axis in range(len(shape)) if RNG.random() < 0.6]
            items = random_items(shape, lists)
            for i, item in enumerate(items):
                if isinstance(item, slice) and RNG.random() < 0.3:
                    axis = sum(isinstance(j, (slice, list, int)) for j in items[:i])
                    items[i] = int(RNG.integers(-shape[axis], shape[axis]))
            picked = orthogonal(positions, items)
            what = ", ".join(map(text, items))
        elif kind == "vindex":
            common = tuple(int(n) for n in RNG.integers(0 if RNG.random() < 0.1 else 1, 6,
                                                        RNG.integers(0, 4)))
            coordinates = []
            for length in shape:
                own = tuple(n if RNG.random() < 0.8 else 1 for n in common)
                own = own[int(RNG.integers(len(own) + 1)):] if RNG.random() < 0.2 else own
                coordinates.append(RNG.integers(-length, length, own))
            picked = positions[tuple(coordinates)]
            what = ";".join(numbers(np.shape(c)) + ":" + numbers(np.ravel(c)) for c in coordinates)
        else:
            mask = RNG.random(shape) < RNG.choice([0.02, 0.3, 0.9, 1])
            picked = positions[mask]
            what = "".join(str(int(bit)) for bit in mask.ravel())
        picked = np.asarray(picked)
        value_shape = tuple(1 if RNG.random() < 0.15 else n for n in picked.shape)
        value_shape = value_shape[int(RNG.integers(len(value_shape) + 1)):] \
            if RNG.random() < 0.2 else value_shape
        value = np.arange(1000, 1000 + int(np.prod(value_shape))).reshape(value_shape)
        after = positions.ravel().copy()
        for position, new in zip(picked.ravel(), np.broadcast_to(value, picked.shape).ravel()):
            after[position] = new
        yield (kind, numbers(shape), what, numbers(picked.shape), numbers(picked.ravel()),
               numbers(value_shape), numbers(after))


def along(cases=300):
    """function, dtype, shape, elements, axes, ddof or q, keepDims, dtype or error, shape, elements"""
    for case in range(cases):
        name = (EXACT + ROUNDED + INTERPOLATED)[case % 23]
        dtype = RNG.choice(["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8",
                            "c8", "c16"])
        shape = tuple(0 if RNG.random() < 0.03 else n for n in random_shape())
        data = RNG.normal(size=shape) * 3
        if dtype[0] in "iu":
            info = np.iinfo(dtype)
            data = RNG.integers(info.min, info.max, shape, dtype, endpoint=True) \
                if RNG.random() < 0.5 else RNG.integers(0, 5, shape)
        elif dtype == "b1":
            data = RNG.random(shape) < RNG.choice([0.1, 0.9])
        elif dtype[0] == "f" and RNG.random() < 0.4:
            data = np.where(RNG.random(shape) < RNG.choice([0.1, 0.9]), np.nan, data)
        elif dtype[0] == "f" and RNG.random() < 0.2:
            data = np.where(RNG.random(shape) < 0.1, -np.inf, np.round(data))
        data = np.asarray(data).astype(dtype)
        if dtype[0] == "c":
            data = (data * (1 + 2j)).astype(dtype)
        if "quantile" in name and dtype in ["b1", "f2"] or 0 in shape and name in INTERPOLATED:
            continue
        if name in INTERPOLATED:
            data = np.where(np.isinf(data), np.nan, data).astype(dtype)
        count = int(RNG.integers(1, len(shape) + 1))
        axes = [int(a) - (len(shape) if RNG.random() < 0.3 else 0)
                for a in RNG.permutation(len(shape))[:count]]
        axes = axes[:1] if "arg" in name else axes
        options = {"axis": axes[0] if len(axes) == 1 else tuple(axes),
                   "keepdims": bool(RNG.random() < 0.3)}
        ddof = int(RNG.integers(0, 3)) if name[-3:] in ["std", "var"] else 0
        if name[-3:] in ["std", "var"]:
            options["ddof"] = ddof
        if "quantile" in name:
            options["q"] = ddof = float(RNG.choice([0, 0.125, 0.25, 0.5, 0.75, 1]))
        if dtype[0] == "c" and name not in ["sum", "mean", "any", "all", "count_nonzero"]:
            continue
        row = [name, dtype, numbers(shape), elements(data), numbers(axes), ddof,
               int(options["keepdims"])]
        try:
            result = reduced(name, data, options)
            yield (*row, result.dtype.str[1:], numbers(result.shape), elements(result))
        except ValueError:
            yield (*row, "error", "", "")


def image(shape, dtype):
    if dtype[0] == "f":
        return RNG.normal(size=shape).astype(dtype)
    # scipy rounds what a double cannot hold.
    info = np.iinfo(dtype)
    return RNG.integers(max(info.min // 2, -2**52), min(info.max // 2, 2**52), shape, dtype=dtype)


def filters(cases=160):
    """filter, its values, edge, dtype, shape, elements, dtype of the result, elements"""
    kinds = ["gaussian", "uniform", "sobel", "median", "minimum", "maximum"]
    for n in range(cases):
        kind = kinds[n % len(kinds)]
        edge = str(RNG.choice(["reflect", "mirror", "nearest", "wrap", "constant"]))
        dtype = str(RNG.choice(["u1", "i2", "u4", "i8", "u8", "f4", "f8"]))
        ndim = int(RNG.integers(1, 4))
        shape = tuple(int(n) for n in RNG.integers(1, [30, 12, 8][ndim - 1], ndim))
        data = image(shape, dtype)
        count = 1 if RNG.random() < 0.5 else ndim
        options = {"mode": edge, "cval": 0}
        if kind in ["gaussian", "uniform", "sobel"]:
            options["output"] = np.float64
        if kind == "gaussian":
            values = [float(v) for v in RNG.choice([0, 0.4, 1, 1.7], count)]
            result = scipy.ndimage.gaussian_filter(data, np.resize(values, ndim), **options)
        elif kind == "sobel":
            values = [int(RNG.integers(0, ndim))]
            result = scipy.ndimage.sobel(data, values[0], **options)
        else:
            values = [int(v) for v in RNG.integers(1, 6, count)]
            function = getattr(scipy.ndimage, kind + "_filter")
            result = function(data, size=tuple(np.resize(values, ndim)), **options)
        yield (kind, numbers(values), edge, dtype, numbers(shape), elements(data),
               result.dtype.str[1:], elements(result))


def labels(cases=60):
    """shape, connectivity, elements, elements of the labels"""
    for _ in range(cases):
        ndim = int(RNG.integers(1, 4))
        shape = tuple(int(n) for n in RNG.integers(1, [40, 16, 9][ndim - 1], ndim))
        connectivity = int(RNG.integers(1, ndim + 1))
        data = RNG.random(shape) < RNG.choice([0.1, 0.3, 0.5, 0.7])
        structure = scipy.ndimage.generate_binary_structure(ndim, connectivity)
        result, _ = scipy.ndimage.label(data, structure)
        yield numbers(shape), connectivity, elements(data), elements(result.astype("i4"))


np.seterr(all="ignore")
warnings.simplefilter("ignore")

TABLES = {"halo": halo, "histogram": histogram, "pick": pick, "along": along,
          "filters": filters, "labels": labels}

if len(sys.argv) > 1:
    for name in sys.argv[1:-1]:
        write(name + ".tsv", TABLES[name](int(sys.argv[-1])))
else:
    for name, rows in TABLES.items():
        write(name + ".tsv", rows())
