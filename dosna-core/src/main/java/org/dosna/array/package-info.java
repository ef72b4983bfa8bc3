/**
 * The work of an array in memory, on primitive arrays with their element type and shape: sizes,
 * single elements, nested arrays, random elements, comparison. Knows {@code element}, {@code copy},
 * and dtypes and errors of {@code org.dosna}. Internal: not exported by the module.
 */
package org.dosna.array;
