/**
 * Between the elements of a chunk and its stored bytes: today they are the same, but for a check;
 * the pipeline of codecs belongs here. Knows values of {@code org.dosna}, {@code element} and
 * {@code text}, no store and no transfer. Internal: not exported by the module.
 */
package org.dosna.codec;
