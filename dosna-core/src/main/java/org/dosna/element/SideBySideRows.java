package org.dosna.element;

/**
 * Where the rows of several chunks begin that lie side by side in one array, counted from where the
 * first chunk's rows do, and how long they are; in slots.
 *
 * @param chunkOffset per chunk its offset in the chunk
 * @param arrayOffset per chunk its offset in the array
 * @param length per chunk the length of a row
 */
public record SideBySideRows(int[] chunkOffset, int[] arrayOffset, int[] length) {}
