/**
 * What is done every day with images and volumes larger than memory: {@link org.dosna.image.Pyramid
 * pyramids} of ever smaller levels, each made of the one before it by a {@link
 * org.dosna.image.Downsample}. Written with what {@code org.dosna} offers everybody; nothing in it
 * knows a backend.
 */
package org.dosna.image;
