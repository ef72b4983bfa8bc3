/**
 * What backends, engines and layers are made of.
 *
 * <p>Every operation on a dataset is a {@link org.dosna.spi.ChunkPlan} of {@link
 * org.dosna.spi.ChunkStep}s, one per chunk touched. An {@link org.dosna.spi.Engine} decides how a
 * plan is dealt out into lanes ({@code Dataset.run}); a {@link org.dosna.spi.Backend} walks a lane
 * ({@code Dataset.walk}) and moves each {@link org.dosna.spi.Transfer} between a chunk and its
 * place in an array. Neither knows the other.
 *
 * <p>There are two seams per chunk. Above, <em>elements</em>: {@code walk} is the one way in and
 * out of a chunk, for plans and for single chunks, so that a {@link org.dosna.spi.Layer} sees
 * everything. Below, <em>bytes</em>: the stored form of a chunk under a key, with a version, in an
 * {@link org.dosna.spi.ObjectStore}; {@link org.dosna.spi.ObjectChunks} is between the two. Neither
 * keeps anything of its thread: a lane may be walked by any thread, one at a time, and what an
 * operation needs (who listens to its progress, how far it has got) travels in its plan and steps.
 * So a call may be begun in one thread and ended in another.
 *
 * <p>What every backend has to see to, and the contract suite ({@code org.dosna.testkit}) asks for:
 *
 * <ul>
 *   <li>Methods whose names begin with {@code do} get checked arguments: never null, names that are
 *       allowed, positions inside the chunk grid, of which the shape may have been made smaller
 *       since.
 *   <li>A chunk is dense, in C order, always of the full chunk size; what lies outside the
 *       dataset's shape is fill value. Its bytes are the elements in the byte order of the dtype,
 *       BOOL as one byte of 0 or 1, complex as real and imaginary part.
 *   <li>A chunk is seen as it was before a write or after it, never in between, and is as it was if
 *       the write fails. Writes to different elements of one chunk all last; what the core itself
 *       does under a lock of this process, a backend that overrides it has to do.
 *   <li>Reading a chunk that is not stored gives fill value, and creates none.
 *   <li>Of several creators of a pool, dataset or chunk one succeeds, the others get an empty
 *       result. A dataset exists with all its metadata or not at all.
 *   <li>What was deleted is not used: reading, writing, listing and deleting chunks of a dataset
 *       that was deleted throw {@link org.dosna.NotFoundException}, also if another one was made
 *       under its name, and leave nothing behind.
 *   <li>Steps and units of a plan are made when they are asked for: they are to be pulled one by
 *       one, by one thread at a time, and none after a failure. A unit is walked by one lane, in
 *       order.
 *   <li>A step's {@code deletes()} is asked after its work, of mere copies, too.
 *   <li>A plan may be made for the shape that is known while a {@link org.dosna.spi.Refresh} looks
 *       at it: no step is done, but for reading, before its {@code requireCurrent()} returns.
 *   <li>What goes wrong is a {@link org.dosna.DosnaException} that names the thing, the value, what
 *       is allowed and what to do; an interrupt ends a wait with such an exception, sets the
 *       thread's flag again, and disturbs no other thread.
 *   <li>Chunks that are listed are those inside the present shape, each once, however many others
 *       come and go meanwhile.
 *   <li>Closing is idempotent; everything is given back that was opened.
 * </ul>
 */
package org.dosna.spi;
