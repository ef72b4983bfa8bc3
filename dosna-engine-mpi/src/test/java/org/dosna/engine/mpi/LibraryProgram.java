package org.dosna.engine.mpi;

import org.dosna.Dosna;
import org.dosna.Options;

/** A program that chooses its MPI library. */
final class LibraryProgram {
  private LibraryProgram() {}

  public static void main(String[] arguments) {
    Dosna.use("hdf5", "mpi", Options.of("library", arguments[0]));
    System.out.println("signals are the JVM's: " + catchesNull());
  }

  /** The JVM finds a null by SIGSEGV, once code is compiled. */
  private static int catchesNull() {
    int caught = 0;
    String[] texts = {"a", null};
    for (int i = 0; i < 200_000; i++) {
      try {
        caught += texts[i % 1000 == 0 ? 1 : 0].length() - 1;
      } catch (NullPointerException e) {
        caught++;
      }
    }
    return caught;
  }
}
