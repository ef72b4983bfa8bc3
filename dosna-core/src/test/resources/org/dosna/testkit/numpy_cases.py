"""Writes random programs of selections, views that turn, arithmetic and reductions, and what numpy
gives for them: NumpyCases runs them on any backend and engine.

Arguments: a seed, how many programs, the file to be written. Needs numpy 2.

The file is text, one thing per line, columns separated by tabs. First the arrays:

    array   dtype   shape   chunk size   elements

then the programs: what numpy gives (dtype, shape, elements; or "error"), how it is compared
("bits"; "zeros" if the sign of zeros is left to the processor; "2ulp"; or a number, the error
beyond the last digits), and a step in each further column. A step takes its operands from a stack and puts its result there. Numbers are
separated by commas, elements are the hexadecimal digits of little-endian bytes in C order.
"""

import sys
import warnings

import numpy as np

from numpy_reductions import EXACT, INTERPOLATED, ROUNDED, reduced

np.seterr(all="ignore")
warnings.simplefilter("ignore")

RNG = np.random.default_rng(int(sys.argv[1]))
DTYPES = ["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16",
          ">i2", ">u4", ">f4", ">f8"]
ARRAYS = 400
BINARY = {"PLUS": np.add, "MINUS": np.subtract, "TIMES": np.multiply, "DIVIDE": np.true_divide,
          "MINIMUM": np.minimum, "MAXIMUM": np.maximum, "EQUAL": np.equal,
          "NOT_EQUAL": np.not_equal, "LESS": np.less, "LESS_EQUAL": np.less_equal,
          "GREATER": np.greater, "GREATER_EQUAL": np.greater_equal}
UNARY = {"NEGATIVE": np.negative, "ABS": np.abs, "SQRT": np.sqrt, "EXP": np.exp, "LOG": np.log}


def chance(probability):
    return RNG.random() < probability


def pick(values):
    return values[int(RNG.integers(len(values)))]


def numbers(values):
    return ",".join(str(int(value)) for value in values)


def elements(array):
    return array.astype(array.dtype.newbyteorder("<")).tobytes().hex()


def random_array(dtype, shape):
    if dtype[-2] in "iu" and dtype != "b1":
        info = np.iinfo(dtype)
        data = RNG.integers(info.min, info.max, shape, dtype.replace(">", ""), endpoint=True) \
            if chance(0.4) else RNG.integers(0, 7, shape)
    elif dtype == "b1":
        data = RNG.random(shape) < pick([0.1, 0.5, 0.9])
    elif dtype[0] == "c":
        data = np.round(RNG.normal(size=shape) * 9) + 1j * np.round(RNG.normal(size=shape) * 9)
    else:
        data = RNG.normal(size=shape) * 3
        data = np.round(data) if chance(0.3) else data
        odd = pick([np.nan, np.inf, -np.inf, 0.0])
        data = np.where(RNG.random(shape) < 0.1, odd, data) if chance(0.3) else data
    return np.asarray(data).astype(dtype)


def random_shape():
    ndim = int(RNG.integers(1, 5))
    return tuple(0 if chance(0.01) else int(n)
                 for n in RNG.integers(1, [24, 9, 6, 4][ndim - 1] + 1, ndim))


class Value:
    """An array, how Java has it (dataset, array or lazy), and the steps that give it."""

    def __init__(self, kind, array, steps, zeros=False):
        self.kind, self.array, self.steps = kind, np.asarray(array), steps
        self.zeros = zeros

    def then(self, step, array, zeros=False):
        return Value(self.kind, array, [*self.steps, step], self.zeros or zeros)

    def takes_lists(self):
        """Lists are refused where a view has new axes."""
        return not any("newaxis" in step for step in self.steps)


def fits(shape, like):
    """Whether an array of a shape can be broadcast to another one."""
    return len(shape) <= len(like) and all(
        n in (1, length) for n, length in zip(reversed(shape), reversed(like)))


def leaf(like=None):
    """An array of the library; one that can be broadcast to a shape, or None if there is none."""
    fitting = range(ARRAYS)
    if like is not None:
        fitting = [n for n in fitting if fits(LIBRARY[n].shape, like)]
        if not fitting:
            return None
    n = pick(fitting)
    array = LIBRARY[n]
    kind = "dataset" if chance(0.6) else "array"
    return Value(kind, array.astype(array.dtype.newbyteorder("=")), [f"{kind} {n}"])


def text(item):
    if item is None:
        return "newaxis"
    if item is Ellipsis:
        return "..."
    if isinstance(item, slice):
        bounds = [item.start, item.stop, item.step]
        return ":".join("" if bound is None else str(bound) for bound in bounds)
    return str(item)


def random_range(length):
    start, stop = (int(n) for n in RNG.integers(-length - 2, length + 3, 2))
    step = int(RNG.integers(1, 4)) * pick([1, 1, -1])
    return pick([slice(None), slice(start, stop), slice(start, None, step), slice(None, None, step),
                 slice(start, stop, step)])


def random_list(length):
    count = int(RNG.integers(0, 2 * length + 1))
    return [int(n) for n in RNG.integers(-length, length, count)]


def random_items(shape, listed, integers):
    items = []
    for axis, length in enumerate(shape):
        if axis in listed:
            items.append(random_list(length))
        elif length and chance(integers):
            items.append(int(RNG.integers(-length, length)))
        else:
            items.append(random_range(length))
    while items and chance(0.2):
        items.pop()
    if chance(0.2):
        whole = len(items) == len(shape)
        items.insert(int(RNG.integers(len(items) + 1)) if whole else len(items), Ellipsis)
    if chance(0.2):
        items.insert(int(RNG.integers(len(items) + 1)), None)
    return items


def orthogonal(array, items):
    """Takes one axis after the other, so that no two items see each other."""
    axis = 0
    for place, item in enumerate(items):
        if item is Ellipsis:
            axis += array.ndim - axis - sum(i is not None for i in items[place + 1:])
        elif item is None:
            array = np.expand_dims(array, axis)
            axis += 1
        else:
            item = np.array(item, dtype=np.intp) if isinstance(item, list) else item
            array = array[(slice(None),) * axis + (item,)]
            axis += 0 if isinstance(item, int) else 1
    return array


def picked(array, items):
    return array[tuple(np.array(i, dtype=np.intp) if isinstance(i, list) else i for i in items)]


def selected(value, turns=True):
    """One step further: a selection, or another order of the axes."""
    array = value.array
    step, change = selection(value, turns)
    return value.then(step, change(array))


def selection(value, turns):
    """A random step that selects or turns: its text, and what it makes of an array."""
    array = value.array
    shape = array.shape
    ways = ["view", "view"]
    if array.ndim and value.kind != "lazy":
        ways += ["vindex", "mask"]
        ways += ["list", "oindex", "oindex"] if value.takes_lists() else []
        ways += ["transpose", "swapAxes", "flip", "squeeze"] if turns else []
    way = pick(ways)
    if way == "view" or (way == "list" and 0 in shape):
        items = random_items(shape, [], 0.15)
        return "view " + ", ".join(map(text, items)), lambda a: a[tuple(items)]
    if way == "list":
        items = random_items(shape, [int(RNG.integers(array.ndim))], 0)
        return "view " + ", ".join(map(text, items)), lambda a: picked(a, items)
    if way == "oindex":
        listed = [axis for axis, n in enumerate(shape) if n and chance(0.6)]
        items = random_items(shape, listed, 0.2)
        return "oindex " + ", ".join(map(text, items)), lambda a: orthogonal(a, items)
    if way == "vindex" and 0 not in shape:
        common = tuple(int(n) for n in RNG.integers(1, 6, RNG.integers(0, 3)))
        points = [RNG.integers(-n, n, tuple(k if chance(0.8) else 1 for k in common))
                  for n in shape]
        steps = ";".join(numbers(p.shape) + ":" + numbers(p.ravel()) for p in points)
        return "vindex " + steps, lambda a: a[tuple(points)]
    if way == "mask":
        mask = RNG.random(shape) < pick([0.02, 0.3, 0.9])
        return "mask " + "".join(str(int(bit)) for bit in mask.ravel()), lambda a: a[mask]
    if way == "swapAxes":
        one, other = (int(n) for n in RNG.integers(-array.ndim, array.ndim, 2))
        return f"swapAxes {one},{other}", lambda a: np.swapaxes(a, one, other)
    if way == "flip":
        axes = [int(a) for a in RNG.permutation(array.ndim)[:RNG.integers(array.ndim + 1)]]
        return "flip " + numbers(axes), lambda a: np.flip(a, tuple(axes) if axes else None)
    if way != "transpose":
        return ("squeeze ", np.squeeze) if turns else ("view ...", lambda a: a)
    order = [int(a) for a in RNG.permutation(array.ndim)]
    return "transpose " + numbers(order), lambda a: np.transpose(a, order)


def often(value, most, change):
    for _ in range(int(RNG.integers(0, most + 1))):
        value = change(value)
    return value


def is_castable(array, dtype):
    """Whether numpy defines the cast for all elements."""
    kind = np.dtype(dtype).kind
    if array.dtype.kind == "c":
        return kind in "c"
    if array.dtype.kind == "f" and kind in "iu":
        info = np.iinfo(dtype)
        inside = np.isfinite(array) & (array > float(info.min) - 1) & (array < float(info.max))
        return bool(np.all(inside))
    return True


def number():
    return pick([lambda: int(RNG.integers(-9, 10)), lambda: int(RNG.integers(0, 300)),
                 lambda: float(pick([0.5, -2.25, 0.1, 3.0])), lambda: bool(RNG.integers(2))])()


def compute(value):
    """One step of arithmetic; None if it is not comparable bit by bit."""
    way = pick(["binary"] * 5 + ["scalar"] * 3 + ["unary"] * 2 + ["astype", "where", "clip"])
    array = value.array
    value = Value("array" if value.kind == "array" else "lazy", array, value.steps, value.zeros)
    if way == "unary":
        name = pick(["NEGATIVE", "ABS", "SQRT"])
        if array.dtype.kind == "c" and name != "NEGATIVE":
            return None
        return value.then("unary " + name, UNARY[name](array))
    if way == "astype":
        dtype = pick(DTYPES[:14])
        if not is_castable(array, dtype):
            return None
        return value.then("astype " + dtype, array.astype(dtype))
    if way == "clip":
        lo, hi = sorted([int(n) for n in RNG.integers(0, 9, 2)])
        if array.dtype.kind in "cb":
            return None
        return value.then(f"clip {lo},{hi}", np.minimum(np.maximum(array, lo), hi), zeros=True)
    other = leaf(array.shape) if array.shape else None
    if other is None or way == "scalar":
        scalar = number()
        name = pick(list(BINARY))
        if is_inexact(name, array, np.asarray(scalar)):
            return None
        step = f"scalar {type(scalar).__name__} {str(scalar).lower()}"
        result = BINARY[name](array, scalar)
        zeros = name in ["MINIMUM", "MAXIMUM"]
        return Value(value.kind, result, [*value.steps, step, "binary " + name],
                     value.zeros or zeros)
    kind = "array" if value.kind == other.kind == "array" else "lazy"
    if way == "where":
        mask = leaf(array.shape)
        kind = "array" if kind == mask.kind == "array" else "lazy"
        result = np.where(mask.array != 0, array, other.array)
        return Value(kind, result, [*mask.steps, *value.steps, *other.steps, "where "],
                     value.zeros)
    name = pick(list(BINARY))
    first, second = (value, other) if chance(0.5) else (other, value)
    if is_inexact(name, first.array, second.array):
        return None
    result = BINARY[name](first.array, second.array)
    return Value(kind, result, [*first.steps, *second.steps, "binary " + name],
                 value.zeros or name in ["MINIMUM", "MAXIMUM"])


def is_inexact(name, first, second):
    """Whether complex numbers are multiplied, which may be rounded in several ways."""
    is_complex = "c" in first.dtype.kind + second.dtype.kind
    return is_complex and name not in ["PLUS", "MINUS", "EQUAL", "NOT_EQUAL"]


def computed(value, most):
    for _ in range(int(RNG.integers(0, most + 1))):
        try:
            value = compute(value) or value
        except (TypeError, OverflowError) as e:
            raise Refused(e) from e
        if chance(0.3):
            value = selected(value)
    return value


class Refused(Exception):
    """numpy refuses it."""


def tolerance(name, data):
    """How much a rounded result may differ beyond the last digits of it."""
    finite = np.abs(data.astype("c16"))
    finite = finite[np.isfinite(finite)]
    finite = finite * finite if name.endswith("var") else finite
    return 0.0 if name.endswith("prod") else 2e-13 * float(np.sum(finite))


def reduce(value):
    """A reduction at the end, and how its result is compared; None where numpy defines none."""
    data = value.array
    name = pick(EXACT + EXACT + ROUNDED + INTERPOLATED)
    if data.ndim == 0 or data.size == 0 and name in INTERPOLATED:
        return None
    if data.dtype.kind == "c" and name not in ["sum", "mean", "any", "all", "count_nonzero"]:
        return None
    if name in INTERPOLATED and (data.dtype in ["b1", "f2"] or np.any(np.isinf(data))):
        return None
    if name in ROUNDED and value.zeros:
        return None
    count = int(RNG.integers(1, data.ndim + 1))
    axes = [int(a) - (data.ndim if chance(0.3) else 0) for a in RNG.permutation(data.ndim)[:count]]
    axes = axes[:1] if "arg" in name else axes
    keep = bool(chance(0.3))
    options = {"axis": axes[0] if len(axes) == 1 else tuple(axes), "keepdims": keep}
    parameter = 0.0
    if name[-3:] in ["std", "var"]:
        options["ddof"] = parameter = int(RNG.integers(0, 3))
    if "quantile" in name:
        options["q"] = parameter = float(pick([0, 0.125, 0.25, 0.5, 0.75, 1]))
    step = f"reduce {name} {numbers(axes)} {parameter} {int(keep)}"
    try:
        result = reduced(name, data, options)
    except ValueError as e:
        raise Refused(e, [*value.steps, step]) from e
    compare = "zeros" if name[-3:] in ["min", "max"] else "bits"
    if result.dtype.kind in "fc" and compare == "bits":
        compare = repr(tolerance(name, data))
    return value.then(step, result), compare


def row(value, compare=None):
    array = value.array
    compare = compare or ("zeros" if value.zeros else "bits")
    return [array.dtype.str[1:], numbers(array.shape), elements(array), compare, *value.steps]


def read_case():
    """Selections, then arithmetic, then a reduction, of each perhaps none."""
    value = computed(often(leaf(), 3, selected), pick([0, 0, 1, 2, 3]))
    if chance(0.5):
        end = reduce(value)
        if end:
            return row(*end)
    dtype = value.array.dtype
    if dtype.kind == "f" and chance(0.1):
        name = pick(["EXP", "LOG"])
        result = UNARY[name](value.array.astype("f8")).astype(dtype)
        return row(value.then("unary " + name, result), "2ulp")
    return row(value)


def set_case():
    """An array after something was assigned to a selection of it; repeated places: the last."""
    n = int(RNG.integers(ARRAYS))
    array = LIBRARY[n].astype(LIBRARY[n].dtype.newbyteorder("="))
    kind = pick(["dataset", "dataset", "array"])
    places = np.arange(array.size).reshape(array.shape)
    target = selected(Value(kind, places, [f"new {kind} {n}"]), kind == "dataset")
    if kind == "dataset":
        target = often(target, 2, selected)
    shape = np.shape(target.array)
    value = leaf(shape)
    if value is None or not is_castable(value.array, array.dtype):
        value = Value("array", np.asarray(7), ["scalar int 7"])
    after = array.ravel().copy()
    cast = value.array.astype(array.dtype)
    for place, new in zip(np.ravel(target.array), np.broadcast_to(cast, shape).ravel()):
        after[place] = new
    return row(Value(kind, after.reshape(array.shape), [*target.steps, *value.steps, "set "]))


def array_case():
    """What only arrays in memory have."""
    way = pick(["concat", "stack", "unique", "astype"])
    value = often(leaf(), 1, selected)
    value = Value(value.kind, value.array, [*value.steps, "get "])
    array = value.array
    if array.dtype.kind == "c" and way == "unique":
        way = "stack"
    if way == "unique":
        values, counts = np.unique(array.ravel() + array.dtype.type(0), return_counts=True)
        return row(value.then("unique ", counts))
    if way == "astype" or array.ndim == 0:
        dtype = pick(DTYPES[:14])
        result = array.astype(dtype) if is_castable(array, dtype) else array
        step = "astype " + (dtype if result is not array else array.dtype.str[1:])
        return row(value.then(step, result))
    axis = int(RNG.integers(-array.ndim, array.ndim))
    function = np.concatenate if way == "concat" else np.stack
    other = np.flip(array)
    steps = [*value.steps, *value.steps, "flip ", f"{way} {axis}"]
    return row(Value("array", function([array, other], axis=axis), steps))


def case():
    try:
        return pick([read_case] * 7 + [set_case] * 2 + [array_case])()
    except Refused as e:
        return ["error", "", "", "", *e.args[1]] if len(e.args) > 1 else None


LIBRARY = [random_array(DTYPES[n % len(DTYPES)], random_shape()) for n in range(ARRAYS)]
with open(sys.argv[3], "w", encoding="utf-8") as out:
    for array in LIBRARY:
        chunks = [int(RNG.integers(1, max(2, n + 2))) for n in array.shape]
        dtype = array.dtype.str if array.dtype.str[0] == ">" else array.dtype.str[1:]
        print("array", dtype, numbers(array.shape), numbers(chunks), elements(array),
              sep="\t", file=out)
    written = 0
    while written < int(sys.argv[2]):
        columns = case()
        if columns and not (columns[0] != "error" and len(columns[2]) > 40_000):
            print(*columns, sep="\t", file=out)
            written += 1
