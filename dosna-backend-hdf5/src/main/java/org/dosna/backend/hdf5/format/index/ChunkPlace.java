package org.dosna.backend.hdf5.format.index;

/**
 * Where a chunk is stored.
 *
 * @param address position of its first byte
 * @param size its stored bytes
 * @param mask bit k is set if it did not go through filter k
 */
public record ChunkPlace(long address, long size, int mask) {}
