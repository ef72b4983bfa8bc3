/**
 * A store in the browser: a local server that gives a page, the slices that it draws, tile by tile,
 * and the same data as Zarr v3 for other viewers. It only reads.
 *
 * <p>{@link org.dosna.examples.explorer.Explorer} listens; {@code Access} says who may ask, {@code
 * Routes} what there is to ask for, {@code Served} what of a store is shown, {@code Image} at which
 * resolutions, and {@code Tiles} reads what a tile shows. The page is in the resources beside it:
 * plain modules of JavaScript, no build step.
 */
package org.dosna.examples.explorer;
