# Compares each array in a folder, as zarr-python and TensorStore read it, with the .npy beside it.
import json, os, sys, warnings
import numpy as np, tensorstore, zarr

warnings.simplefilter("ignore")


def same(found, expected):
    native = [np.ascontiguousarray(a.astype(a.dtype.newbyteorder("="))) for a in (found, expected)]
    return native[0].shape == native[1].shape and native[0].tobytes() == native[1].tobytes()


def driver(path):
    """What TensorStore reads it with; None for what it does not know of Zarr v2."""
    if not os.path.exists(path + "/.zarray"):
        return "zarr3"
    with open(path + "/.zarray") as file:
        metadata = json.load(file)
    compressor = metadata["compressor"] or {"id": "zlib"}
    known = not metadata["filters"] and compressor["id"] in ("zlib", "zstd", "blosc", "bz2")
    return "zarr" if known else None


def with_tensorstore(path):
    spec = {"driver": driver(path), "kvstore": "file://" + path + "/"}
    return np.asarray(tensorstore.open(spec).result().read().result())


checked = 0
twice = 0
for folder, _, files in os.walk(sys.argv[1]):
    for file in files:
        if file.endswith(".npy"):
            path = os.path.join(folder, file[:-4])
            expected = np.load(path + ".npy")
            readers = [lambda p: zarr.open_array(p, mode="r")[...]]
            if driver(path):
                readers.append(with_tensorstore)
                twice += 1
            for read in readers:
                try:
                    if not same(read(path), expected):
                        sys.exit("wrong: " + path)
                except Exception as e:
                    sys.exit(f"{path}: {e!r}")
            checked += 1
if twice < checked / 4:
    sys.exit(f"TensorStore knew {twice} of {checked} only")
print(checked)
