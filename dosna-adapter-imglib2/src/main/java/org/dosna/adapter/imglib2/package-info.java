/**
 * Datasets as images of <a href="https://imglib2.net">ImgLib2</a>, on which Fiji, BigDataViewer and
 * their like work: {@link org.dosna.adapter.imglib2.DatasetImg}. A chunk is a cell of the image.
 *
 * <p>{@code Cells} reads them when they are first looked at, and keeps them; {@code Pixels} are the
 * elements of one cell, and notice when they are changed; {@code PixelType} says which dtype is
 * which type there.
 */
package org.dosna.adapter.imglib2;
