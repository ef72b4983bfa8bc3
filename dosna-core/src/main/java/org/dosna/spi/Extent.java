package org.dosna.spi;

/**
 * A contiguous run of a chunk's elements, in C order.
 *
 * @param first its first element
 * @param count its number of elements
 */
public record Extent(int first, int count) {}
