package org.dosna.engine.mpi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.dosna.Arguments;
import org.dosna.DosnaException;

/**
 * Open MPI, or MPICH or one of the libraries that share its binary interface, loaded into this
 * process and initialised. There is one at most, and it is never unloaded.
 */
final class MpiLibrary {
  /** Which library there is to be: the launcher's. */
  static final String AUTO = "auto";

  static final String OPEN_MPI = "openmpi";
  static final String MPICH = "mpich";

  private static final List<String> OPEN_MPI_FILES =
      Platform.isMac()
          ? List.of("libmpi.40.dylib", "libopen-mpi.dylib")
          : List.of("libmpi.so.40", "libmpi.so.20");
  private static final List<String> MPICH_FILES =
      Platform.isMac()
          ? List.of("libmpi.12.dylib", "libmpich.12.dylib")
          : List.of("libmpich.so.12", "libmpi.so.12");

  /** RTLD_NOW | RTLD_GLOBAL: the libraries load plugins that look for their symbols. */
  private static final int NOW_AND_GLOBAL = Platform.isMac() ? 0xa : 0x102;

  private static final int THREAD_MULTIPLE = 3;
  private static final int MAX_TEXT = 8192;

  /** How long a rank waits awake. Then it sleeps more and more, but never misses much. */
  private static final long EAGER_NANOS = 200_000;

  private static final long NAPS_PER_WAIT = 8;
  private static final long LONGEST_NAP_NANOS = 500_000;

  private final NativeLibrary library;
  private final boolean openMpi;
  private final Pointer statusIgnore;
  private final long world;
  private final long bytes;

  /**
   * Loads and initialises MPI.
   *
   * @param wanted {@value #OPEN_MPI}, {@value #MPICH} or the name of a file
   */
  MpiLibrary(String wanted) {
    try (SignalHandlers handlers = new SignalHandlers()) {
      try {
        library = load(wanted);
      } finally {
        handlers.restore();
      }
      openMpi = has("ompi_mpi_comm_world");
      statusIgnore = openMpi ? Pointer.NULL : new Pointer(1);
      // The numbers are those of MPICH's mpi.h, which its binary interface fixes.
      world = handle("ompi_mpi_comm_world", 0x44000000);
      bytes = handle("ompi_mpi_byte", 0x4c00010d);
      Native.register(MpiFunctions.class, library);
      try {
        initialise();
      } finally {
        handlers.restore();
      }
    }
  }

  private static NativeLibrary load(String wanted) {
    List<String> files =
        switch (wanted) {
          case OPEN_MPI -> OPEN_MPI_FILES;
          case MPICH -> MPICH_FILES;
          default -> List.of(wanted);
        };
    List<String> problems = new ArrayList<>();
    for (String file : files) {
      try {
        return NativeLibrary.getInstance(file, Map.of(Library.OPTION_OPEN_FLAGS, NOW_AND_GLOBAL));
      } catch (UnsatisfiedLinkError e) {
        problems.add(reason(e).orElse(file));
      }
    }
    throw new DosnaException(
        "Cannot load the MPI library '"
            + Arguments.excerpt(wanted)
            + "' ("
            + String.join("; ", problems)
            + "). The engine's option 'library' is "
            + AUTO
            + " (the launcher's), "
            + OPEN_MPI
            + ", "
            + MPICH
            + " (also for its relatives, such as Intel MPI) or the name of a file; on Debian"
            + " openmpi-bin or mpich brings the library");
  }

  /** The first line of JNA's message names the library only. */
  private static Optional<String> reason(UnsatisfiedLinkError e) {
    return String.valueOf(e.getMessage()).lines().limit(2).reduce((first, second) -> second);
  }

  private boolean has(String symbol) {
    try {
      return library.getGlobalVariableAddress(symbol) != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  private long handle(String openMpiSymbol, int mpich) {
    return openMpi
        ? Pointer.nativeValue(library.getGlobalVariableAddress(openMpiSymbol))
        : Integer.toUnsignedLong(mpich);
  }

  private void initialise() {
    int[] level = new int[1];
    check(
        "MPI_Init_thread",
        MpiFunctions.MPI_Init_thread(Pointer.NULL, Pointer.NULL, THREAD_MULTIPLE, level));
    if (level[0] < THREAD_MULTIPLE) {
      throw new DosnaException(
          version()
              + " supports threads to level "
              + level[0]
              + " only; an MPI built with MPI_THREAD_MULTIPLE is needed");
    }
    long errorsReturn = handle("ompi_mpi_errors_return", 0x54000001);
    check("MPI_Comm_set_errhandler", MpiFunctions.MPI_Comm_set_errhandler(world, errorsReturn));
  }

  /** The number of all ranks. */
  int worldSize() {
    int[] size = new int[1];
    check("MPI_Comm_size", MpiFunctions.MPI_Comm_size(world, size));
    return size[0];
  }

  /** The communicator of all ranks. */
  long world() {
    return world;
  }

  /** The datatype of bytes. */
  long bytes() {
    return bytes;
  }

  /** For instance {@code Open MPI v4.1.4}. */
  String version() {
    byte[] text = new byte[MAX_TEXT];
    int[] length = new int[1];
    MpiFunctions.MPI_Get_library_version(text, length);
    String line = new String(text, 0, length[0], UTF_8).lines().findFirst().orElse("");
    return line.replaceFirst(",.*", "").replaceAll("\\s+", " ").trim();
  }

  /** Throws if a function has failed. */
  void check(String function, int code) {
    if (code != 0) {
      byte[] text = new byte[MAX_TEXT];
      int[] length = new int[1];
      MpiFunctions.MPI_Error_string(code, text, length);
      throw new DosnaException(
          function + " of " + version() + " failed: " + new String(text, 0, length[0], UTF_8));
    }
  }

  /**
   * Waits for a non-blocking call. Blocking ones would spin in native code, and a barrier of more
   * ranks than processors would take milliseconds.
   *
   * @param request the request, followed by 8 bytes for a flag
   */
  // Whether yielding gives the processor to another rank matters to speed only.
  @SuppressWarnings("ThreadPriorityCheck")
  void await(String function, Memory request) {
    boolean interrupted = false;
    long begin = System.nanoTime();
    while (!isDone(function, request)) {
      long waited = System.nanoTime() - begin;
      if (waited < EAGER_NANOS) {
        Thread.yield();
      } else {
        // An exchange that has begun cannot be left: the others count on it.
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(Math.min(waited / NAPS_PER_WAIT, LONGEST_NAP_NANOS));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDone(String function, Memory request) {
    check(function, MpiFunctions.MPI_Test(request, request.share(8), statusIgnore));
    return request.getInt(8) != 0;
  }

  /** Ends MPI in this process; waits for the others to end it, too. */
  void end() {
    check("MPI_Finalize", MpiFunctions.MPI_Finalize());
  }

  /** Ends the whole job at once. */
  void abort() {
    MpiFunctions.MPI_Abort(world, 1);
    Runtime.getRuntime().halt(1);
  }
}
