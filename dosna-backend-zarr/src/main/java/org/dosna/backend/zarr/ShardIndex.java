package org.dosna.backend.zarr;

import org.dosna.spi.ObjectVersion;

/**
 * Where the chunks lie in a shard.
 *
 * @param version of the shard
 * @param entries of each chunk the offset and the size in bytes, or twice {@link Shards#MISSING}
 */
record ShardIndex(ObjectVersion version, long[] entries) {
  boolean has(int slot) {
    return entries[2 * slot] != Shards.MISSING;
  }

  long offset(int slot) {
    return entries[2 * slot];
  }

  int length(int slot) {
    return (int) entries[2 * slot + 1];
  }
}
