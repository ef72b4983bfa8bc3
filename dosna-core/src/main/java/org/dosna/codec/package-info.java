/**
 * Between the elements of a chunk and its stored bytes: {@link org.dosna.codec.StoredForm}, and
 * decoders of compressed bytes, each with its library, if any, behind one class. Knows values of
 * {@code org.dosna}, {@code element} and {@code text}, no store and no transfer. Internal: not
 * exported by the module.
 */
package org.dosna.codec;
