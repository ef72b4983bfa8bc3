/**
 * The plans of all operations: for each chunk touched, the step to be done with it.
 *
 * <p>{@code Plans} has one method per operation. What is selected of a dataset is a {@code Window};
 * what is written comes from memory ({@code WriteStep}), from another dataset ({@code SourceStep},
 * whose blocks {@code ReadAhead} reads several at a time) or from the chunk itself ({@code
 * ApplyStep}).
 *
 * <p>Knows {@code spi} and what lies below: datasets as {@link org.dosna.spi.ChunkedArray}s, never
 * as handles. Internal: not exported by the module.
 */
package org.dosna.plan;
