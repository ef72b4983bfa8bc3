/**
 * What is done every day with images and volumes larger than memory: {@link org.dosna.image.Pyramid
 * pyramids} of ever smaller levels, each made of the one before it by a {@link
 * org.dosna.image.Downsample}, {@link org.dosna.image.Filter filters} as those of scipy.ndimage,
 * {@link org.dosna.image.Threshold thresholds} and {@link org.dosna.image.Labels labels}. Written
 * with what {@code org.dosna} offers everybody; nothing in it knows a backend.
 */
package org.dosna.image;
