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
 * <p>Of rados-java only the binding is used, {@code com.ceph.rados.jna.Rados}: its own classes lose
 * return codes, take names in the platform's charset, and disconnect when they are collected.
 */
package org.dosna.backend.ceph;
