package org.dosna.spi;

import java.util.Arrays;
import org.dosna.Arguments;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;

/**
 * Checks what a store says of a dataset beyond what {@link DatasetSpec} checks itself. Messages go
 * on from "does not describe a dataset: ".
 */
public final class StoredSpec {
  private StoredSpec() {}

  /**
   * A chunk size as a store has it.
   *
   * @param stored one value per axis
   * @return the same; what is below -1 as -1, which no chunk size may be either
   * @throws DosnaException if a value has more than 31 bits
   */
  public static int[] chunkSize(long[] stored) {
    Arguments.require("stored", stored);
    if (Arrays.stream(stored).anyMatch(length -> length > Integer.MAX_VALUE)) {
      throw new DosnaException(
          "its chunk size " + Arrays.toString(stored) + " has more than 2^31-1 on an axis");
    }
    return Arrays.stream(stored).mapToInt(length -> (int) Math.max(length, -1)).toArray();
  }

  /**
   * A grid that contradicts shape and chunk size means that one of them was tampered with.
   *
   * @param spec what the store says else
   * @param name what the store calls its grid
   * @param stored the grid that the store has
   * @throws DosnaException if it is another one than the spec's
   */
  public static void requireGrid(DatasetSpec spec, String name, long[] stored) {
    Arguments.require("spec", spec);
    Arguments.require("name", name);
    Arguments.require("stored", stored);
    if (!Arrays.equals(stored, spec.chunkGrid())) {
      throw new DosnaException(
          "its "
              + name
              + " is "
              + Arrays.toString(stored)
              + ", but shape "
              + Arrays.toString(spec.shape())
              + " in chunks of "
              + Arrays.toString(spec.chunkSize())
              + " makes "
              + Arrays.toString(spec.chunkGrid()));
    }
  }
}
