/**
 * The backend {@code ram}: chunks in memory, made when first written. {@link
 * org.dosna.backend.ram.RamBackend} is found through {@link java.util.ServiceLoader}.
 */
package org.dosna.backend.ram;
