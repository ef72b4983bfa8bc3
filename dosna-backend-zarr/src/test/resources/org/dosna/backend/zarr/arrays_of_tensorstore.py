# Makes random Zarr v2 and v3 arrays with TensorStore and the same as .npy files: FOLDER COUNT SEED.
import json, os, random, shutil, sys
import numpy as np, tensorstore

out, n, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)
rng = np.random.default_rng(seed)
shutil.rmtree(out, ignore_errors=True)
os.makedirs(out + "/p")
with open(out + "/p/zarr.json", "w") as group:
    json.dump({"zarr_format": 3, "node_type": "group"}, group)

V2 = ["|b1", "|i1", "<i2", ">i2", "<i4", ">u4", "<u8", "<f2", ">f4", "<f8", "<c8", "<c16"]
V3 = ["bool", "int8", "int16", "uint32", "int64", "uint64", "float16", "float32", "float64"]


def fill(kind):
    if kind == "b":
        return rnd.choice([True, False])
    if kind in "iu":
        return rnd.choice([0, 7, 100])
    return rnd.choice([0.0, -0.5, "NaN", "Infinity", "-Infinity"])


def blosc(extra):
    return {"cname": rnd.choice(["lz4", "zstd", "zlib", "blosclz"]), "clevel": rnd.randrange(10), **extra}


def v2(shape, chunks):
    dtype = np.dtype(rnd.choice(V2))
    compressor = rnd.choice(
        [None, {"id": "zlib", "level": rnd.randrange(10)}, {"id": "bz2", "level": rnd.randrange(1, 10)},
         {"id": "zstd", "level": 3}, {"id": "blosc", **blosc({"shuffle": rnd.choice([-1, 0, 1, 2])})}])
    value = None if dtype.kind == "c" or rnd.random() < 0.3 else fill(dtype.kind)
    return dtype, {"driver": "zarr", "metadata": {
        "shape": shape, "chunks": chunks, "dtype": dtype.str, "compressor": compressor,
        "fill_value": value, "order": rnd.choice("CF" if len(shape) > 1 else "C"), "dimension_separator": rnd.choice("./")}}


def v3(shape, chunks):
    dtype = np.dtype(rnd.choice(V3))
    chain = [{"name": "transpose", "configuration": {"order": rnd.sample(range(len(shape)), len(shape))}}] * rnd.randrange(2)
    chain.append({"name": "bytes", "configuration": {"endian": rnd.choice(["little", "big"])}})
    chain += rnd.choice(
        [[], [{"name": "gzip", "configuration": {"level": 3}}], [{"name": "zstd", "configuration": {"level": 1}}],
         [{"name": "blosc", "configuration": blosc({"shuffle": rnd.choice(["noshuffle", "shuffle", "bitshuffle"]), "typesize": dtype.itemsize})}]])
    chain += [{"name": "crc32c"}] * rnd.randrange(2)
    grid = chunks
    if rnd.random() < 0.5:
        grid = [c * rnd.randrange(1, 4) for c in chunks]
        index = [{"name": "bytes", "configuration": {"endian": rnd.choice(["little", "big"])}}] + [{"name": "crc32c"}] * rnd.randrange(2)
        chain = [{"name": "sharding_indexed", "configuration": {
            "chunk_shape": chunks, "codecs": chain, "index_codecs": index, "index_location": rnd.choice(["start", "end"])}}]
    names = [rnd.choice([f"x{axis}", None]) for axis in range(len(shape))] if rnd.random() < 0.3 else None
    metadata = {
        "shape": shape, "data_type": dtype.name, "codecs": chain, "fill_value": fill(dtype.kind),
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": grid}},
        "chunk_key_encoding": {"name": rnd.choice(["default", "v2"]), "configuration": {"separator": rnd.choice("./")}}}
    if names:
        metadata["dimension_names"] = names
    return dtype, {"driver": "zarr3", "metadata": metadata}


for i in range(n):
    axes = rnd.randrange(1, 5)
    shape = [rnd.choice([0, 1, 3, 7, 17]) if axes < 4 else rnd.choice([1, 3, 5]) for _ in range(axes)]
    chunks = [rnd.choice([1, 2, 3, 8, 20]) for _ in range(axes)]
    dtype, spec = (v2 if i % 2 else v3)(shape, chunks)
    path = f"{out}/p/a{i}"
    array = tensorstore.open({**spec, "kvstore": "file://" + path + "/"}, create=True).result()
    values = rng.integers(0, 2 if dtype.kind == "b" else 97, shape).astype(dtype.newbyteorder("="))
    part = tuple(slice(rnd.randrange(0, s + 1) if rnd.random() < 0.3 else 0, None) for s in shape)
    array[part].write(values[part]).result()
    np.save(path + ".npy", np.asarray(array.read().result()))
