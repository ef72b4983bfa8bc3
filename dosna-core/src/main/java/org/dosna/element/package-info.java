/**
 * Elements in primitive arrays: how each dtype is kept ({@link org.dosna.element.ElementType}), how
 * rows of them move ({@link org.dosna.element.PrimitiveKind}), how they are cast, and how many a
 * shape has. Knows nothing else of the library. Internal: not exported by the module.
 */
package org.dosna.element;
