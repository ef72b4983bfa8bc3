package org.dosna.engine.mpi;

import com.sun.jna.Pointer;

/**
 * The functions of MPI that are used, as the <a href="https://www.mpi-forum.org/docs/">standard</a>
 * has them. Bound by {@link MpiLibrary}. Communicators, datatypes and error handlers are addresses
 * in Open MPI and ints in MPICH; a long holds both.
 */
final class MpiFunctions {
  private MpiFunctions() {}

  static native int MPI_Init_thread(Pointer argc, Pointer argv, int required, int[] provided);

  static native int MPI_Finalize();

  static native int MPI_Abort(long communicator, int code);

  static native int MPI_Comm_rank(long communicator, int[] rank);

  static native int MPI_Comm_size(long communicator, int[] size);

  static native int MPI_Comm_dup(long communicator, long[] duplicate);

  static native int MPI_Comm_split(long communicator, int color, int key, long[] part);

  static native int MPI_Comm_free(long[] communicator);

  static native int MPI_Comm_set_errhandler(long communicator, long handler);

  static native int MPI_Iallgather(
      Pointer send,
      int sendCount,
      long sendType,
      Pointer receive,
      int receiveCount,
      long receiveType,
      long communicator,
      Pointer request);

  static native int MPI_Iallgatherv(
      Pointer send,
      int sendCount,
      long sendType,
      Pointer receive,
      Pointer receiveCounts,
      Pointer offsets,
      long receiveType,
      long communicator,
      Pointer request);

  static native int MPI_Test(Pointer request, Pointer flag, Pointer status);

  static native int MPI_Error_string(int code, byte[] text, int[] length);

  static native int MPI_Get_library_version(byte[] text, int[] length);
}
