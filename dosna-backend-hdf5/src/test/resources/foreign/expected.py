"""expected.py FOLDER: for each .h5 file in FOLDER, what h5py reads of it.

Writes an .npy file for each dataset whose elements are numbers, and prints a line with the file, the
path and the .npy file, separated by tabs. Paths must be UTF-8.
"""
import glob
import os
import sys

import h5py
import numpy as np


def datasets(group, path):
    for name in group:
        try:
            node = group[name]
        except (KeyError, OSError, RuntimeError):
            continue  # a link that leads nowhere
        if isinstance(node, h5py.Dataset):
            yield path + "/" + name, node
        elif isinstance(node, h5py.Group) and path.count("/") < 3:
            yield from datasets(node, path + "/" + name)


def is_number(dtype):
    return dtype.kind in "biufc" and dtype.itemsize <= 16 and dtype.char not in "gG"


def main(folder):
    count = 0
    for file in sorted(glob.glob(os.path.join(folder, "*.h5"))):
        try:
            opened = h5py.File(file, "r")
        except OSError:
            continue  # one that others refer to, and no HDF5 file
        with opened:
            for path, dataset in datasets(opened, ""):
                try:
                    if dataset.shape is None or not is_number(dataset.dtype):
                        continue
                    values = np.asarray(dataset[()])
                except (OSError, RuntimeError, TypeError):
                    continue  # h5py cannot read it either
                result = "%s/%d.npy" % (folder, count)
                np.save(result, np.array(values, values.dtype.newbyteorder("=")))
                print(file, path, result, sep="\t")
                count += 1


if __name__ == "__main__":
    main(sys.argv[1])
