/** The {@code threads} engine spreads the chunk work of a dataset over threads. */
package org.dosna.engine.threads;
