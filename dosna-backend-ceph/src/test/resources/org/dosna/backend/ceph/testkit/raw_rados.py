"""Reads and changes objects for tests, past DosNa: one command a line, one line of answer."""
import base64
import json
import os
import sys

import rados

cluster = rados.Rados(conffile=sys.argv[1])
cluster.connect()


def b64(data):
    return base64.b64encode(data).decode()


def listed(pool):
    with cluster.open_ioctx(pool) as io:
        return " ".join(b64(o.key.encode()) for o in io.list_objects())


def read(pool, name):
    with cluster.open_ioctx(pool) as io:
        try:
            size, _ = io.stat(name)
            return "found " + b64(io.read(name, size + 1))
        except rados.ObjectNotFound:
            return "missing"


def attributes(pool, name):
    with cluster.open_ioctx(pool) as io:
        return " ".join(b64(k.encode()) + "=" + b64(v) for k, v in io.get_xattrs(name))


def write(pool, name, data, namespace=""):
    with cluster.open_ioctx(pool) as io:
        io.set_namespace(namespace)
        io.write_full(name, data.encode("latin1"))
    return ""


def set_attribute(pool, name, attribute, value):
    with cluster.open_ioctx(pool) as io:
        io.set_xattr(name, attribute, value.encode("latin1"))
    return ""


def remove(pool, name):
    with cluster.open_ioctx(pool) as io:
        io.remove_object(name)
    return ""


def restore(pool, folder):
    """Writes the objects that a manifest lists: name, file with the content, attributes."""
    with open(os.path.join(folder, "manifest.json")) as manifest, cluster.open_ioctx(pool) as io:
        for entry in json.load(manifest):
            with open(os.path.join(folder, entry["file"]), "rb") as content:
                io.write_full(entry["name"], content.read())
            for name, value in entry["xattrs"].items():
                io.set_xattr(entry["name"], name, base64.b64decode(value))
    return ""


def delete_pools(kept=None):
    cluster.wait_for_latest_osdmap()
    for pool in cluster.list_pools():
        if pool != kept:
            cluster.delete_pool(pool)
    return ""


def clear(pool):
    delete_pools(pool)
    if cluster.pool_exists(pool):
        with cluster.open_ioctx(pool) as io:
            for removal in [io.aio_remove(o.key) for o in io.list_objects()]:
                removal.wait_for_complete()
    return ""


COMMANDS = {
    "list": listed,
    "read": read,
    "attributes": attributes,
    "write": write,
    "set_attribute": set_attribute,
    "remove": remove,
    "restore": restore,
    "clear": clear,
    "delete_pools": delete_pools,
    "create_pool": lambda pool: cluster.create_pool(pool) or "",
}

for line in sys.stdin:
    command, *arguments = line.split()
    try:
        decoded = [base64.b64decode(a[1:]) for a in arguments]
        # Names are UTF-8; data are bytes, which travel as latin1.
        texts = [d.decode() if a[0] == "n" else d.decode("latin1") for a, d in zip(arguments, decoded)]
        print("ok " + COMMANDS[command](*texts), flush=True)
    except Exception as e:
        print("failed " + repr(e).replace("\n", " "), flush=True)
