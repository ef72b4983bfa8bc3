/**
 * The {@code zarr} backend: a cluster is a folder, a pool a group at its top, a dataset a Zarr
 * array in it. What it needs of the place where they are is a {@code TreeStore}.
 */
package org.dosna.backend.zarr;
