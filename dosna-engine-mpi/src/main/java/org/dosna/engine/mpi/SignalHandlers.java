package org.dosna.engine.mpi;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Arrays;

/**
 * The signal handlers of this process as they were, to be put back. The JVM needs its own: it turns
 * SIGSEGV into NullPointerException, for instance. Libraries that MPI brings along take them over.
 */
final class SignalHandlers implements AutoCloseable {
  /** HUP, INT, QUIT, ILL, BUS, FPE, SEGV, TERM. */
  private static final int[] SIGNALS = {1, 2, 3, 4, Platform.isMac() ? 10 : 7, 8, 11, 15};

  /** More than {@code struct sigaction} has anywhere. */
  private static final int SIGACTION_BYTES = 256;

  private static final NativeLibrary LIBC = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);

  private final Function sigaction = LIBC.getFunction("sigaction");
  private final Memory[] saved = new Memory[SIGNALS.length];

  /** Remembers what is there, and asks UCX, which MPICH uses, to leave it alone. */
  SignalHandlers() {
    // C's environment, which Java cannot change, before UCX is loaded.
    setenv("UCX_ERROR_SIGNALS", "");
    setenv("UCX_DEBUG_SIGNO", "0");
    Arrays.setAll(saved, i -> new Memory(SIGACTION_BYTES));
    for (int i = 0; i < SIGNALS.length; i++) {
      sigaction.invokeInt(new Object[] {SIGNALS[i], null, saved[i]});
    }
  }

  private static void setenv(String name, String value) {
    LIBC.getFunction("setenv").invokeInt(new Object[] {name, value, 1});
  }

  /** Puts them back. */
  void restore() {
    for (int i = 0; i < SIGNALS.length; i++) {
      sigaction.invokeInt(new Object[] {SIGNALS[i], saved[i], null});
    }
  }

  @Override
  public void close() {
    for (Memory memory : saved) {
      memory.close();
    }
  }
}
