/**
 * Elements in primitive arrays: how each dtype is kept ({@link org.dosna.element.ElementType}), how
 * rows of them move ({@link org.dosna.element.PrimitiveKind}), and how they are cast. Internal: not
 * exported by the module.
 */
package org.dosna.element;
