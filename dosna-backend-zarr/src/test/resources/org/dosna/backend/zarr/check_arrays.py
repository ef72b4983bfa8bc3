# Compares each array in a folder, as zarr-python and TensorStore read it, with the .npy beside it.
import os, sys, warnings
import numpy as np, tensorstore, zarr

warnings.simplefilter("ignore")


def same(found, expected):
    native = [np.ascontiguousarray(a.astype(a.dtype.newbyteorder("="))) for a in (found, expected)]
    return native[0].shape == native[1].shape and native[0].tobytes() == native[1].tobytes()


def with_tensorstore(path):
    spec = {"driver": "zarr3", "kvstore": "file://" + path + "/"}
    return np.asarray(tensorstore.open(spec).result().read().result())


checked = 0
for folder, _, files in os.walk(sys.argv[1]):
    for file in files:
        if file.endswith(".npy"):
            path = os.path.join(folder, file[:-4])
            expected = np.load(path + ".npy")
            for read in (lambda p: zarr.open_array(p, mode="r")[...], with_tensorstore):
                if not same(read(path), expected):
                    sys.exit("wrong: " + path)
            checked += 1
print(checked)
