/**
 * The backend {@code ceph}: each chunk is a RADOS object of a Ceph cluster, its raw bytes. {@link
 * org.dosna.backend.ceph.CephBackend} is found through {@link java.util.ServiceLoader}.
 *
 * <pre>
 * DATASET          "DosNa Dataset"; its extended attributes describe the dataset
 * DATASET/0.2.1    one chunk: chunk size × item size bytes, in C order
 * </pre>
 *
 * <p>From the inside out: {@code CephLibrary} finds librados, {@code LibRados} binds its functions,
 * those for connections and pools by rados-java; {@code Connection} and {@code IoContext} own its
 * handles, {@code WriteOp}, {@code Request} and {@code ObjectListing} what lives shorter; {@code
 * DatasetAttributes} is the format of a dataset's object; {@code ChunkRead} and {@code ChunkWrite}
 * move one chunk, {@code Pipeline} keeps many of them on their way.
 *
 * <h2>One round trip</h2>
 *
 * <p>Others may resize, delete or rename a dataset at any moment, so whoever begins an operation
 * has to look at its object. {@code get} and {@code set} do not wait for that: they plan by the
 * shape that was seen last, and send a {@code VersionCheck}, which asks whether the object still
 * has the version of that shape, together with the reads of chunks. Nothing is put in its place,
 * written, deleted or reported before its answer. If the version is another one, all that is on its
 * way is awaited and dropped, the object is read, and the operation begins anew without a check: so
 * at most one trip is wasted, and nobody goes round in circles. A {@code get} takes one trip, a
 * {@code set} one to check and, at the same time, to look at chunks of which a part is written, and
 * one to write; where whole chunks are replaced or made, or one is missing, another one at the end.
 *
 * <p>Why what is read is right while another process resizes. Ceph gives an object a larger version
 * with each change, in one pool also where it is deleted and made anew. The check is answered at
 * one moment, T. If the version is the one that came with the shape, in the same answer, nobody has
 * changed the object from then on until T.
 *
 * <ul>
 *   <li>A chunk that was read before T was read while the dataset had that shape, as if the object
 *       had been read first.
 *   <li>A chunk that is read after T is read as if the object had been read at T, and waited for.
 *   <li>Whoever makes the dataset larger writes chunks first, and then the shape: seen is the old
 *       shape, or the new one with its chunks.
 *   <li>Whoever makes it smaller changes the shape first, and then drops chunks, or gives fill
 *       value to a part and marks the chunk with how often that was done. So a read after T may
 *       find no chunk, or a mark that is larger than what is known. Then the object is looked at
 *       again, by its version, before the operation ends: if that is the same, the chunk was
 *       missing while the dataset had that shape; if not, it is seen that the dataset was made
 *       smaller, and all is read again.
 *   <li>Nothing is written for a shape that was gone at T. What is written after T is as what is
 *       written after reading the object at T.
 * </ul>
 *
 * <p>It has to be the version: a shape that is the same again may have lost its chunks in between.
 * The lock of who resizes and the user's attributes are in the same object: each change of them
 * costs those who read the trip that would have been saved. What ranks of a group share (load, map,
 * reductions and so on) begins by reading the object, so that they agree on the shape, as does what
 * calls the user's code.
 *
 * <p>Of rados-java only the binding is used, {@code com.ceph.rados.jna.Rados}: its own classes lose
 * return codes, take names in the platform's charset, and disconnect when they are collected.
 */
package org.dosna.backend.ceph;
