/**
 * N-dimensional arrays spread over an object store.
 *
 * <p>{@link org.dosna.Dosna} gives a {@link org.dosna.Cluster}, which has {@link org.dosna.Pool}s,
 * which hold {@link org.dosna.Dataset}s, which are cut into {@link org.dosna.DataChunk}s. A dataset
 * is sliced as a numpy array is, with text ({@code "36:80, ::2, -1"}) or {@link org.dosna.Slice}s,
 * and gives {@link org.dosna.NDArray}s.
 *
 * <p>A backend keeps the chunks and an engine does the work; both are found through {@link
 * java.util.ServiceLoader} and made of what is in {@link org.dosna.spi}. All errors are {@link
 * org.dosna.DosnaException}s.
 */
package org.dosna;
