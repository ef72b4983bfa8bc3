/**
 * From chunk parts to transfers. Knows {@code indexing}, values and {@code spi}. Internal: not
 * exported by the module.
 */
package org.dosna.plan;
