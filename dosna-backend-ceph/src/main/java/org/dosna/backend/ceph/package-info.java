/**
 * The backend {@code ceph}: each chunk is a RADOS object of a Ceph cluster, its raw bytes. {@link
 * org.dosna.backend.ceph.CephBackend} is found through {@link java.util.ServiceLoader}.
 *
 * <pre>
 * DATASET          "DosNa Dataset"; its extended attributes describe the dataset
 * DATASET/0.2.1    one chunk: chunk size × item size bytes, in C order
 * </pre>
 *
 * <p>From the inside out: {@code LibRados} binds the functions of librados; {@code Connection} and
 * {@code IoContext} own its handles, {@code WriteOp}, {@code Request} and {@code ObjectListing}
 * what lives shorter; {@code Description} is the format of a dataset's object; {@code ChunkRead}
 * and {@code ChunkWrite} move one chunk, {@code Pipeline} keeps many of them on their way.
 *
 * <p>All of librados is bound here, and rados-java left out: in the latter, names are in the
 * platform's charset, errors lose their code, a finalizer disconnects, and there are no atomic or
 * asynchronous operations whose outcome can be seen.
 */
package org.dosna.backend.ceph;
