/**
 * Codecs between the elements of a chunk and its stored bytes: each class is one {@link
 * org.dosna.Codec}, or what several share; a library, if it needs any, is behind that class only.
 * Knows values of {@code org.dosna}, {@code element} and {@code text}, no store and no transfer.
 * Internal: not exported by the module.
 */
package org.dosna.codec;
