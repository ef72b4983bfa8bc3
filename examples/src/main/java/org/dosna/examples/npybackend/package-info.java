/**
 * A backend of one's own, complete: each chunk is an .npy file that any numpy can open.
 *
 * <p>A cluster is a folder, a pool a folder in it, a dataset a folder in that. A dataset's folder
 * holds {@code dataset.txt}, which describes it, and its chunks, such as {@code chunk.0.2.1.npy},
 * in native byte order; a chunk that was created and never written is an empty file. What is being
 * made or deleted has a name with a leading dot, which no pool and no dataset has.
 *
 * <p>{@link org.dosna.examples.npybackend.NpyBackend} is found through {@link
 * java.util.ServiceLoader}; its test joins the contract test that every backend has to pass.
 */
package org.dosna.examples.npybackend;
