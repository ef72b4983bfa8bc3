"""Reads the TIFF files java-*.tif of a folder, compares them with java-*.npy, and writes others.

usage: exchange_tiff.py FOLDER SEED; prints how many were compared.
"""
import pathlib
import sys

import numpy
import tifffile
from PIL import Image

folder = pathlib.Path(sys.argv[1])
random = numpy.random.default_rng(int(sys.argv[2]))

compared = 0
for file in sorted(folder.glob("java-*.tif")):
    expected = numpy.load(file.with_suffix(".npy"))
    found = tifffile.imread(file)
    assert found.shape == expected.shape, (file, found.shape)
    assert found.dtype == expected.dtype.newbyteorder("="), (file, found.dtype)
    assert found.astype(expected.dtype).tobytes() == expected.tobytes(), file
    compared += 1
print(compared)


def elements(dtype, shape):
    size = int(numpy.prod(shape)) * numpy.dtype(dtype).itemsize
    some = numpy.frombuffer(random.bytes(size), dtype).reshape(shape)
    return numpy.nan_to_num(some) if some.dtype.kind in "fc" else some


def write(name, array, **how):
    tifffile.imwrite(folder / f"{name}.tif", array, **how)
    numpy.save(folder / f"{name}.npy", array)


for dtype in "u1 u2 u4 i1 i2 i4 f2 f4 f8".split():
    for order in "<>":
        for compression in None, "zlib":
            for tile in None, (16, 32):
                shape = tuple(int(n) for n in random.integers((1, 2, 2), (4, 60, 60)))
                write(
                    f"py-{dtype}-{'big' if order == '>' else 'little'}-{compression}-{bool(tile)}",
                    elements(dtype, shape).squeeze(),
                    byteorder=order,
                    compression=compression,
                    tile=tile,
                    bigtiff=bool(random.integers(2)),
                    rowsperstrip=None if tile else int(random.integers(1, 20)),
                    photometric="minisblack",
                )
for dtype in "u8", "i8", "c8", "c16":
    write(f"py-{dtype}", elements(dtype, (2, 7, 9)), photometric="minisblack")
write("py-color", elements("u1", (20, 30, 3)), photometric="rgb", compression="zlib")
write("py-imagej", elements("u2", (5, 20, 30)), imagej=True)
for compression in "tiff_lzw", "packbits", "tiff_deflate":
    for dtype in "u1", "i4", "f4":
        array = elements(dtype, (33, 47))
        Image.fromarray(array).save(folder / f"pil-{compression}-{dtype}.tif", compression=compression)
        numpy.save(folder / f"pil-{compression}-{dtype}.npy", array)
