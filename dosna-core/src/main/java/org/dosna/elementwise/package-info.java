/**
 * Arithmetic element by element on primitive arrays: which type a result has ({@link
 * org.dosna.elementwise.Promotion}), and the loops ({@link org.dosna.elementwise.Loops}). Internal:
 * not exported by the module.
 */
package org.dosna.elementwise;
