"""Reductions as numpy does them: what generate.py and numpy_cases.py compare with."""

import numpy as np

EXACT = ["min", "max", "argmin", "argmax", "any", "all", "count_nonzero", "nanmin", "nanmax"]
INTERPOLATED = ["median", "nanmedian", "quantile", "nanquantile"]
ROUNDED = ["sum", "prod", "mean", "std", "var", "nansum", "nanprod", "nanmean", "nanstd", "nanvar"]


def reduced(name, data, options):
    """What numpy gives; floats computed with more digits than they have, then rounded once."""
    function = getattr(np, name)
    if name in ROUNDED and data.dtype.kind in "fc" and data.size:
        dtype = function(data, **options).dtype
        wide = data.astype(np.clongdouble if data.dtype.kind == "c" else np.longdouble)
        return np.asarray(function(wide, **options)).astype(dtype)
    if name in ["mean", "std", "var", "nanmean", "nanstd", "nanvar"] and data.size:
        function = getattr(np, name.replace("nan", ""))
        return np.asarray(function(data.astype(np.longdouble), **options)).astype("f8")
    if "quantile" in name:  # numpy subtracts integers, which wrap, and floats as they are
        dtype = "f8" if data.dtype.kind in "iu" else data.dtype
        return np.asarray(function(data.astype("f8"), **options)).astype(dtype)
    return np.asarray(function(data, **options))
