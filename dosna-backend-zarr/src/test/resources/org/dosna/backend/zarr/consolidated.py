# Makes groups with consolidated metadata, or compares them with what they are of: make|check FOLDER.
import json, os, sys, warnings
import zarr

warnings.simplefilter("ignore")
verb, folder = sys.argv[1], sys.argv[2]
V2 = (".zarray", ".zgroup", ".zattrs")


def make(path, version):
    group = zarr.create_group(path, zarr_format=version, attributes={"x": 1})
    inner = group.create_group("g/inner")
    group.create_group("h")
    for name in ("a", "g/b", "g/inner/c"):
        group.create_array(name, shape=(4, 5), chunks=(2, 2), dtype="i4", attributes={"q": [1, None]})
    for part in ("g", ""):
        zarr.consolidate_metadata(path, path=part, zarr_format=version)


def plain(document):
    return {name: value for name, value in document.items() if name != "consolidated_metadata"}


def document(*path):
    with open(os.path.join(*path)) as file:
        return json.load(file)


def there(path, names):
    for folder, _, files in os.walk(path):
        for name in files:
            if name in names:
                yield os.path.normpath(os.path.join(os.path.relpath(folder, path), name)), plain(document(folder, name))


def check(path, version):
    if version == 2:
        told = document(path, ".zmetadata")["metadata"]
        real = dict(there(path, V2))
    else:
        told = document(path, "zarr.json")["consolidated_metadata"]["metadata"]
        real = {name[: -len("/zarr.json")]: value for name, value in there(path, ("zarr.json",)) if name != "zarr.json"}
    told = {name: plain(value) for name, value in told.items()}
    if told != real:
        sys.exit(f"{path}: {told} is told, but there is {real}")
    both = [
        {name: str(node) for name, node in zarr.open_group(path, mode="r", zarr_format=version, use_consolidated=use).members(None)}
        for use in (True, False)]
    if both[0] != both[1]:
        sys.exit(f"{path}: {both}")


for version in (2, 3):
    path = f"{folder}/top/v{version}"
    if verb == "make":
        make(path, version)
    else:
        check(path, version)
        check(path + "/g", version)
if verb == "make":
    # The folder of the cluster is a group itself.
    zarr.create_group(folder + "/top", zarr_format=3)
    zarr.consolidate_metadata(folder + "/top", zarr_format=3)
else:
    told = document(folder, "top", "zarr.json")["consolidated_metadata"]["metadata"]
    real = {name[: -len("/zarr.json")] for name, _ in there(folder + "/top", ("zarr.json",)) if name != "zarr.json"}
    if set(told) != real:
        sys.exit(f"top: {sorted(told)} is told, but there is {sorted(real)}")
