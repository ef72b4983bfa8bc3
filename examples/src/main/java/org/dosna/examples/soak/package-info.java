/**
 * A soak test: random operations by many threads on one dataset, compared with an array in memory
 * for as long as one likes.
 */
package org.dosna.examples.soak;
