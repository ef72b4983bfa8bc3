/**
 * Boxes of elements that move between two places: where their rows lie ({@link
 * org.dosna.copy.StridedBox}, or {@link org.dosna.copy.Runs} that lie anywhere), and how they are
 * copied between arrays and bytes ({@link org.dosna.copy.BoxCopy}, {@link
 * org.dosna.copy.SideBySide}). On primitive arrays, knows {@code element} only. Internal: not
 * exported by the module.
 */
package org.dosna.copy;
