package org.dosna.engine.mpi;

import com.sun.jna.Memory;
import java.util.Arrays;
import org.dosna.ClosedException;

/**
 * Ranks that exchange bytes. A duplicate or a part of another communicator, so that messages of
 * others, in Java or not, never get in between. Used by one thread at a time.
 */
final class Communicator implements AutoCloseable {
  private static final int REQUEST_BYTES = 16;

  private final MpiLibrary mpi;
  private final long handle;
  private final int rank;
  private final int size;
  private final Memory request = new Memory(REQUEST_BYTES);
  private boolean closed;

  private Communicator(MpiLibrary mpi, long handle) {
    this.mpi = mpi;
    this.handle = handle;
    int[] number = new int[1];
    mpi.check("MPI_Comm_rank", MpiFunctions.MPI_Comm_rank(handle, number));
    this.rank = number[0];
    mpi.check("MPI_Comm_size", MpiFunctions.MPI_Comm_size(handle, number));
    this.size = number[0];
  }

  /** All ranks of the program; called by all of them. */
  static Communicator world(MpiLibrary mpi) {
    long[] duplicate = new long[1];
    mpi.check("MPI_Comm_dup", MpiFunctions.MPI_Comm_dup(mpi.world(), duplicate));
    return new Communicator(mpi, duplicate[0]);
  }

  /** The ranks that give the same color; called by all of this communicator. */
  Communicator split(int color) {
    long[] part = new long[1];
    mpi.check("MPI_Comm_split", MpiFunctions.MPI_Comm_split(handle, color, rank, part));
    return new Communicator(mpi, part[0]);
  }

  int rank() {
    return rank;
  }

  int size() {
    return size;
  }

  /** Gives every rank the bytes of all, one rank after the other; each gives equally many. */
  byte[] gather(byte[] mine) {
    requireOpen();
    int length = mine.length;
    try (Memory send = new Memory(length);
        Memory receive = new Memory((long) length * size)) {
      send.write(0, mine, 0, length);
      request.clear();
      mpi.check(
          "MPI_Iallgather",
          MpiFunctions.MPI_Iallgather(
              send, length, mpi.bytes(), receive, length, mpi.bytes(), handle, request));
      mpi.await("MPI_Iallgather", request);
      return receive.getByteArray(0, length * size);
    }
  }

  /**
   * Gives every rank the bytes of all, one rank after the other.
   *
   * @param mine the bytes of this rank
   * @param lengths how many bytes each rank gives, less than 2^31 together
   */
  byte[] gather(byte[] mine, int[] lengths) {
    requireOpen();
    int[] offsets = new int[size];
    for (int r = 1; r < size; r++) {
      offsets[r] = offsets[r - 1] + lengths[r - 1];
    }
    int total = Arrays.stream(lengths).sum();
    try (Memory send = new Memory(Math.max(1, mine.length));
        Memory receive = new Memory(Math.max(1, total));
        Memory counts = new Memory(4L * size);
        Memory displacements = new Memory(4L * size)) {
      send.write(0, mine, 0, mine.length);
      counts.write(0, lengths, 0, size);
      displacements.write(0, offsets, 0, size);
      request.clear();
      mpi.check(
          "MPI_Iallgatherv",
          MpiFunctions.MPI_Iallgatherv(
              send,
              mine.length,
              mpi.bytes(),
              receive,
              counts,
              displacements,
              mpi.bytes(),
              handle,
              request));
      mpi.await("MPI_Iallgatherv", request);
      return receive.getByteArray(0, total);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new ClosedException("MPI has ended in this process");
    }
  }

  /** Called by all ranks of this communicator. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      request.close();
      mpi.check("MPI_Comm_free", MpiFunctions.MPI_Comm_free(new long[] {handle}));
    }
  }
}
