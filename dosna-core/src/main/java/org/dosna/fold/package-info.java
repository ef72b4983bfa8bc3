/**
 * Folding an array along some of its axes: which elements fall into which cell of the result
 * ({@link org.dosna.fold.FoldShape}), what is kept for each cell meanwhile ({@link
 * org.dosna.fold.Cells}), and what becomes of it ({@link org.dosna.fold.Folds}). On primitive
 * arrays; parts of an array may be folded one after the other and combined. Internal: not exported
 * by the module.
 */
package org.dosna.fold;
