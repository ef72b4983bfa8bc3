/**
 * Reductions: what is computed of each block of a dataset, and how two results become one.
 * Internal: not exported by the module.
 */
package org.dosna.reduction;
