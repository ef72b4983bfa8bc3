"""Writes the tables next to this file: what numpy and scipy give for whole datasets.

Run by hand with any Python that has numpy 1.24 and scipy 1.10; the results are kept in the
repository. Tables are UTF-8 text, one case per line, columns separated by tabs. Shapes and
integers are separated by commas. Elements are the hexadecimal digits of their little-endian bytes
in C order.
"""

import pathlib

import numpy as np
import scipy.ndimage

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


write("halo.tsv", halo())
write("histogram.tsv", histogram())
