"""Writes the tables next to this file: what numpy gives, for the Java tests to compare with.

Run by hand with any Python that has numpy 1.24; the results are kept in the repository. With the
argument 700, and numpy 2, it writes that many rows of math.tsv instead.

Tables are UTF-8 text, one case per line, columns separated by tabs. Shapes and integers are
separated by commas; an empty shape is 0-d. Elements are the hexadecimal digits of their
little-endian bytes in C order; "arange" for 0, 1, 2 and so on, cast. "error" stands for an exception; "\\n" for a line end.
"""

import io
import itertools
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
RNG = np.random.default_rng(2026)
INTS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]
DTYPES = ["bool"] + INTS + FLOATS + COMPLEX


def write(name, rows):
    lines = ["\t".join(str(column) for column in row) for row in rows]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines))


def numbers(values):
    return ",".join(str(value) for value in values)


def elements(array):
    return array.astype(array.dtype.newbyteorder("<")).tobytes().hex()


# ---------------------------------------------------------------- slicing

def index(text):
    return eval("np.index_exp[" + text + "]" if text else "()", {"np": np, "newaxis": None})


def random_range(length):
    def bound():
        return "" if RNG.random() < 0.3 else str(RNG.integers(-length - 3, length + 4))

    step = RNG.choice(["", "", "1", "2", "3", "-1", "-2", "-3", str(length + 1), str(-length - 1)])
    return bound() + ":" + bound() + (":" + step if step else "")


def random_slices(shape):
    items = []
    ellipsis = RNG.random() < 0.25
    named = shape[: RNG.integers(0, len(shape) + 1)] if RNG.random() < 0.4 else shape
    for length in named:
        if RNG.random() < 0.15:
            items.append("newaxis")
        if length and RNG.random() < 0.3:
            items.append(str(RNG.integers(-length, length)))
        else:
            items.append(random_range(length))
    if ellipsis and len(named) < len(shape):
        items.append("...")
    return ", ".join(items)


def slice_cases():
    """Pairs of shape and slices: some chosen, many random."""
    one = ["0", "-1", "9", "-10", "10", "-11", ":", "::", "2:5", "5:2", "-3:", ":-3", "::3", "::-1",
           "::-4", "8:1:-2", "1:8:-2", "-100:100", "100:-100:-1", "100:", ":-100", "9:10", "10:11",
           "3:3", "-1:-1", "::100", "::-100", "5::-100", "...", "newaxis", "..., newaxis",
           "newaxis, ...", "newaxis, 3", "3, newaxis", "3, ...", "..., 3", "2:4, newaxis, ...",
           "newaxis, newaxis", "0, 0", ":, :", "..., ...", "", "0:10:1", "-1::-1", ":0:-1", "-0",
           "9223372036854775807", "-9223372036854775808", "9223372036854775807:",
           ":9223372036854775807", "-9223372036854775808:", "::9223372036854775807",
           "::-9223372036854775807", "9223372036854775807:-9223372036854775808:-1"]
    yield from (((10,), text) for text in one)
    two = ["1", "-1, -1", "1, 2", "4, 0", "-4, 0", "0, -5", "3, 4", ":, 1", "1, :", "..., 1", "1, ...",
           "..., 1, 2", "1, ..., 2", "1, 2, ...", "..., :, :", "::2, ::2", "::-1, ::-1", "1:1",
           "1:1, 1:1", ":, 2:2", "newaxis, 1, newaxis, 2, newaxis", ":, newaxis, :", "1, newaxis",
           "1, 2, 3", "..., 1, 2, 3", "0:100, -100:100", "2:0:-1, 3:0:-2", ""]
    yield from (((3, 4), text) for text in two)
    for shape in [(0,), (0, 3), (3, 0), (2, 0, 3), (0, 0)]:
        yield from ((shape, text) for text in ["", ":", "...", "::-1", "0", "-1", "0:5", "newaxis",
                                              "..., 0", "..., newaxis", ":, :", "..., ::-2"])
    yield from (((), text) for text in ["", "...", "newaxis", "..., newaxis", "newaxis, newaxis",
                                        "0", ":", "0:1"])
    for _ in range(400):
        shape = tuple(int(n) for n in RNG.integers(0 if RNG.random() < 0.1 else 1, 7, RNG.integers(1, 6)))
        if np.prod(shape) <= 400:
            yield shape, random_slices(shape)


def get_rows():
    """shape, slices, shape of the result or error, its elements; of 0, 1, 2 and so on."""
    for shape, text in slice_cases():
        array = np.arange(np.prod(shape, dtype=int)).reshape(shape)
        try:
            result = array[index(text)]
            yield [numbers(shape), text, numbers(np.shape(result)), numbers(np.ravel(result))]
        except IndexError:
            yield [numbers(shape), text, "error", ""]


def value_shapes(shape):
    """Shapes that broadcast to a shape, and some that do not."""
    yield shape
    yield ()
    yield (1,)
    yield (1, 1) + shape
    yield tuple(1 if RNG.random() < 0.5 else length for length in shape)
    yield shape[1:]
    yield (2,) + shape
    yield shape[:-1] + (shape[-1] + 1 if shape else 3,)
    yield (0,)


def set_rows():
    """shape, slices, shape of the value, error or all elements after 100, 101, ... was assigned."""
    cases = [case for case in slice_cases() if np.prod(case[0], dtype=int) <= 120]
    for shape, text in itertools.islice(cases, 0, None, 2):
        array = np.arange(np.prod(shape, dtype=int)).reshape(shape)
        try:
            selected = np.shape(array[index(text)])
        except IndexError:
            selected = ()
        shapes = list(dict.fromkeys(value_shapes(selected)))
        for pick in sorted({0, *RNG.integers(0, len(shapes), 2)}):
            value = 100 + np.arange(np.prod(shapes[pick], dtype=int)).reshape(shapes[pick])
            target = array.copy()
            try:
                target[index(text)] = value
                after = numbers(target.ravel())
            except (IndexError, ValueError):
                after = "error"
            yield [numbers(shape), text, numbers(value.shape), after]


# ------------------------------------------------------------------ casts

def interesting(name):
    dtype = np.dtype(name)
    if name == "bool":
        return np.array([False, True])
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        powers = [2**k + d for k in (7, 8, 10, 11, 15, 16, 24, 25, 31, 32, 53, 63, 64) for d in (-1, 0, 1)]
        wanted = [0, 1, -1, info.min, info.max, info.max - 1] + powers + [-p for p in powers]
        wanted += [2**24 + 2**k + 1 for k in (1, 30, 40, 59)] + [int(n) for n in RNG.integers(0, 2**62, 20)]
        return np.array(sorted({n for n in wanted if info.min <= n <= info.max}), dtype)
    if dtype.kind == "c":
        part = interesting("float32" if name == "complex64" else "float64")
        result = np.empty(part.size, dtype)
        result.real, result.imag = part, RNG.permutation(part)
        return np.concatenate([result, np.array([0, 1j, 1, -1j], dtype)])
    limits = [2.0**k for k in (7, 8, 15, 16, 31, 32, 53, 63, 64)]
    wanted = [0.0, -0.0, 0.5, 1.5, 2.5, 0.9999, 1e-45, 5e-324, 65504.0, 65519.9, 65520.0, 1e300, 3.5e38]
    wanted += limits + [x - 1 for x in limits] + [np.nextafter(x, 0) for x in limits]
    wanted += list(RNG.normal(size=30)) + list(10.0 ** RNG.uniform(-12, 12, 60))
    wanted = np.array(wanted + [-x for x in wanted] + [np.inf, -np.inf, np.nan])
    return wanted.astype(dtype)


def saturated(values, dtype):
    """Float to integer as Java does it: towards zero, saturating, NaN to 0."""
    info = np.iinfo(dtype)
    exact = (0 if np.isnan(x) else x if np.isinf(x) else int(x) for x in values.astype("f8"))
    return np.array([int(min(max(x, info.min), info.max)) for x in exact], dtype)


def cast(array, name):
    dtype = np.dtype(name)
    real = array.real if array.dtype.kind == "c" and dtype.kind not in "bc" else array
    if dtype.kind in "iu" and real.dtype.kind == "f":
        return saturated(real, dtype)
    return real.astype(dtype)


def half_ties():
    """Doubles half way between two halves, and next to it."""
    bits = np.concatenate([np.arange(0, 40), RNG.integers(0, 0x7BFF, 400), np.arange(0x7BE0, 0x7BFF)])
    low = bits.astype("u2").view("f2").astype("f8")
    high = (bits + 1).astype("u2").view("f2").astype("f8")
    middle = (low + high) / 2
    return np.concatenate([middle, -middle, np.nextafter(middle, 0), np.nextafter(middle, 1e9)])


def cast_rows():
    """dtype, elements; then dtypes wanted, each with the elements wanted."""
    for source in DTYPES:
        array = interesting(source)
        results = ([target, elements(cast(array, target))] for target in DTYPES)
        yield [source, elements(array), *itertools.chain.from_iterable(results)]
    ties = half_ties()
    yield ["float64", elements(ties), "float16", elements(ties.astype("f2"))]


# --------------------------------------------------------------- printing

def print_arrays():
    for name in DTYPES:
        dtype = np.dtype(name)
        yield np.array(interesting(name)[:60])
        yield np.zeros((), dtype)
        yield np.ones((2, 3), dtype)
        yield np.zeros((0,), dtype)
        yield np.zeros((2, 0, 3), dtype)
        yield np.frombuffer(RNG.bytes(20 * dtype.itemsize), dtype if name != "bool" else "i1").astype(dtype)
    for name in INTS:
        info = np.iinfo(name)
        yield np.array([info.min, info.max, 0], name)
        yield np.array(info.max, name)
    for name in FLOATS:
        for values in [[1, np.nan], [np.nan], [np.inf, -np.inf], [1e-5, 1], [1e-4, 1], [0.1, 100],
                       [0.1, 100.1], [1, 1000], [1, 1001], [0.5, 0.25, 0.125], [1e8], [99999999.0],
                       [-0.0, 0.0], [1 / 3, 2 / 3], [1e300, 1e-300], [123456789.123, 1e-7, np.nan],
                       [5e-324, 1], [6e-8, 1], [1e-45, 3], [0.1 + 0.2, 1e16], [1234.5678, -np.inf],
                       [2.0**-44, 2.0**-20, 2.0**100], [1, -1e10, np.nan, np.inf], [0, 1e-10]]:
            with np.errstate(over="ignore"):
                yield np.array(values).astype(name)
        for value in [0.1, -0.0, 1e16, 1e15, 9.9e-5, 1e-4, 123456789, np.nan, -np.inf, 2.0**-24, 65504]:
            with np.errstate(over="ignore"):
                yield np.array(value).astype(name)
    for name in COMPLEX:
        for values in [[1 + 2j, 3 - 4.5j], [complex(np.nan, -np.inf), 1], [1e10 + 1e-10j, 0],
                       [complex(-0.0, -0.0)], [1j], [0.1 + 0.25j, 10 + 100j]]:
            yield np.array(values).astype(name)
        for value in [0, 1j, 1 + 2j, 1.5 - 0.25j, complex(0, -0.0), complex(-0.0, 1), 1e20 + 1e-5j,
                      complex(np.nan, np.nan), complex(0, np.inf), complex(1, -np.inf)]:
            yield np.array(value).astype(name)
    for _ in range(200):
        name = RNG.choice(FLOATS + COMPLEX)
        shape = RNG.integers(1, 6, RNG.integers(1, 4))
        scale = 10.0 ** RNG.integers(-3, 4)
        values = np.round(RNG.normal(size=shape) * scale, RNG.integers(0, 9))
        yield (values + (1j * RNG.permutation(values) if name in COMPLEX else 0)).astype(name)


def print_rows():
    """dtype, shape, elements, text."""
    for array in print_arrays():
        text = str(array).replace("\n", "\\n")
        yield [array.dtype.name, numbers(array.shape), elements(array), text]
    shapes = [(1000,), (1001,), (10, 100), (20, 60), (4, 4, 4, 4, 4), (8, 3, 8, 8), (2, 3, 4), (6, 200)]
    for name, shape in itertools.product(DTYPES, shapes):
        array = np.arange(np.prod(shape)).astype(name).reshape(shape)
        if array.size > 1000 or name in ("bool", "uint16", "float32", "complex64"):
            yield [name, numbers(shape), "arange", str(array).replace("\n", "\\n")]


# -------------------------------------------------------------- npy files

def sample(dtype, shape):
    count = int(np.prod(shape))
    if dtype.kind == "b":
        return RNG.integers(0, 2, shape).astype(dtype)
    raw = RNG.normal(size=count) * 100 + (1j * RNG.normal(size=count) if dtype.kind == "c" else 0)
    values = raw if dtype.kind in "fc" else np.frombuffer(RNG.bytes(8 * count), "i8")
    return values.astype(dtype).reshape(shape)


def npy_rows():
    """file, dtype as numpy writes it, shape, elements, whether it is as numpy.save writes it."""
    folder = HERE / "npy"
    folder.mkdir(exist_ok=True)

    def save(name, array, version=None):
        with open(folder / name, "wb") as file:
            np.lib.format.write_array(file, array, version)
        plain = version is None and array.flags.c_contiguous
        return [name, array.dtype.str, numbers(array.shape), elements(array), plain]

    for name in DTYPES:
        for order in "<>" if np.dtype(name).itemsize > 1 else "|":
            dtype = np.dtype(name).newbyteorder(order)
            stem = name + ("-big" if order == ">" else "")
            array = sample(dtype, (2, 3, 4))
            yield save(stem + ".npy", array)
            yield save(stem + "-fortran.npy", np.asfortranarray(array))
    yield save("scalar.npy", sample(np.dtype("f8"), ()))
    yield save("row.npy", sample(np.dtype("i4"), (7,)))
    yield save("empty.npy", sample(np.dtype("f4"), (3, 0, 2)))
    yield save("empty-fortran.npy", np.asfortranarray(sample(np.dtype("f4"), (3, 0, 2))))
    yield save("none.npy", sample(np.dtype("c8"), (0,)))
    yield save("deep.npy", sample(np.dtype("u2"), (2, 1, 3, 1, 2, 2)))
    yield save("version2.npy", sample(np.dtype("i2"), (3, 5)), (2, 0))
    yield save("version3.npy", sample(np.dtype("i2"), (3, 5)), (3, 0))
    yield save("version2-fortran.npy", np.asfortranarray(sample(np.dtype(">i2"), (3, 5))), (2, 0))
    np.save(folder / "refused-object.npy", np.array([{}, "a"], object), allow_pickle=True)
    np.save(folder / "refused-structured.npy", np.zeros(3, [("x", "<f4"), ("y", "<i2")]))
    np.save(folder / "refused-text.npy", np.array(["a", "bc"]))
    np.save(folder / "refused-time.npy", np.array(["2026-01-01"], "M8[D]"))


# ---------------------------------------------------------------- arithmetic

BINARY = {"plus": np.add, "minus": np.subtract, "times": np.multiply, "divide": np.true_divide,
          "minimum": np.minimum, "maximum": np.maximum, "equalTo": np.equal,
          "notEqualTo": np.not_equal, "lessThan": np.less, "atMost": np.less_equal,
          "greaterThan": np.greater, "atLeast": np.greater_equal}
UNARY = {"negative": np.negative, "abs": np.abs, "sqrt": np.sqrt, "exp": np.exp, "log": np.log}


def random_array(dtype, shape):
    dtype = np.dtype(dtype)
    if dtype == bool:
        return RNG.random(shape) < 0.5
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        ends = RNG.choice([info.min, info.max, 0, 1], shape)
        small = RNG.integers(max(-3, info.min), 9, shape)
        return np.where(RNG.random(shape) < 0.3, ends, small).astype(dtype)
    data = RNG.normal(size=shape) * 10.0 ** RNG.integers(-3, 4, shape)
    odd = RNG.choice([np.nan, np.inf, -np.inf, 0, -0.0, 1], shape)
    return np.where(RNG.random(shape) < 0.2, odd, data).astype(dtype)


def shapes():
    """Two shapes that can be broadcast to each other."""
    common = tuple(int(n) for n in RNG.integers(1, 5, RNG.integers(0, 4)))
    first, second = (tuple(n if RNG.random() < 0.8 else 1 for n in common) for _ in range(2))
    return first, second[RNG.integers(len(second) + 1):] if RNG.random() < 0.2 else second


def math_rows(cases=700):
    """method, dtype, shape, elements, and the same of the other operand, and of the result

    Of a number beside an array the dtype is "int" or "float", the elements are its text. With
    numpy 2 only, whose rules for dtypes are meant.
    """
    assert np.__version__ >= "2"
    names = list(BINARY) * 2 + list(UNARY)
    types = [dtype for dtype in DTYPES if dtype not in COMPLEX]
    for case in range(cases):
        name = names[case % len(names)]
        dtype = str(RNG.choice(types))
        first, second = shapes()
        a = random_array(dtype, first)
        row = [name, a.dtype.str[1:], numbers(first), elements(a)]
        if name in UNARY:
            row += ["", "", ""]
            b = []
        elif RNG.random() < 0.3:
            b = [[int(RNG.integers(-2, 300)), 255, 2 ** 40, -1, 0],
                 [float(RNG.choice([0.1, -2.5, 3, 1e300, np.inf]))]][RNG.integers(2)]
            b = [b[RNG.integers(len(b))]]
            row += [type(b[0]).__name__, "", repr(b[0])]
        else:
            b = [random_array(str(RNG.choice(types)), second)]
            row += [b[0].dtype.str[1:], numbers(second), elements(b[0])]
        try:
            result = np.asarray((BINARY | UNARY)[name](a, *b))
            if name in ["exp", "log"] and result.dtype == np.float64:
                wide = (BINARY | UNARY)[name](a.astype(np.longdouble))
                result = wide.astype(np.float64)
            yield (*row, result.dtype.str[1:], numbers(result.shape), elements(result))
        except (TypeError, OverflowError):
            yield (*row, "error", "", "")


if __name__ == "__main__":
    np.seterr(all="ignore")
    if sys.argv[1:]:
        write("math.tsv", math_rows(int(sys.argv[1])))
        sys.exit()
    write("get.tsv", get_rows())
    write("set.tsv", set_rows())
    write("cast.tsv", cast_rows())
    write("print.tsv", print_rows())
    write("npy.tsv", npy_rows())
