package org.dosna.backend.hdf5.format.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.GlobalHeap;

/**
 * A part of a virtual dataset and the dataset that has its elements (specification VII.F).
 *
 * @param file name of the other dataset's file; %b stands for the number of a block
 * @param dataset path of the other dataset; the same
 * @param source what of the other dataset
 * @param virtual where it goes
 */
public record VirtualMapping(
    String file, String dataset, SavedSelection source, SavedSelection virtual) {
  // Since HDF5 2.0, a name is not said again.
  private static final int FILE_AS_BEFORE = 1;
  private static final int DATASET_AS_BEFORE = 2;
  private static final int SAME_FILE = 4;

  /**
   * Reads the mappings of a virtual dataset.
   *
   * @param file its file
   * @param layout where they are
   * @return the mappings
   * @throws FormatException if they are damaged or of a kind not known
   */
  public static List<VirtualMapping> parse(FormatFile file, Layout.Virtual layout) {
    List<VirtualMapping> mappings = new ArrayList<>();
    if (layout.heap() == FormatFile.UNDEFINED) {
      return mappings;
    }
    Cursor bytes = new GlobalHeap(file, layout.heap()).object(layout.object());
    int version = bytes.version("its mapping", 0, 1);
    long count = bytes.length();
    for (long i = 0; i < count; i++) {
      mappings.add(parse(version == 0 ? 0 : bytes.int8(), bytes, mappings));
    }
    bytes.checksum();
    return mappings;
  }

  private static VirtualMapping parse(int flags, Cursor bytes, List<VirtualMapping> before) {
    String file;
    if ((flags & SAME_FILE) != 0) {
      file = ".";
    } else {
      file = (flags & FILE_AS_BEFORE) != 0 ? earlier(bytes, before).file : text(bytes);
    }
    String dataset =
        (flags & DATASET_AS_BEFORE) != 0 ? earlier(bytes, before).dataset : text(bytes);
    return new VirtualMapping(
        file, dataset, SavedSelection.parse(bytes), SavedSelection.parse(bytes));
  }

  private static VirtualMapping earlier(Cursor bytes, List<VirtualMapping> before) {
    long index = bytes.length();
    if (index >= before.size()) {
      throw new FormatException("the file is damaged: it maps as mapping " + index + " does");
    }
    return before.get((int) index);
  }

  private static String text(Cursor bytes) {
    return new String(bytes.untilNul(), UTF_8);
  }

  /**
   * Whether names have numbers of blocks in them.
   *
   * @return true if there is one dataset for each block
   */
  public boolean isNumbered() {
    return !name(file, 0).equals(name(file, 1)) || !name(dataset, 0).equals(name(dataset, 1));
  }

  /**
   * The mapping of one block.
   *
   * @param block its number
   * @return the mapping, with the number in its names
   */
  public VirtualMapping block(long block) {
    return new VirtualMapping(
        name(file, block), name(dataset, block), source, virtual.block(block));
  }

  /**
   * The mapping with its names as they are meant.
   *
   * @return the same without signs of percent that stand for others
   */
  public VirtualMapping plain() {
    return new VirtualMapping(name(file, 0), name(dataset, 0), source, virtual);
  }

  private static String name(String pattern, long block) {
    // Signs of percent that are meant are parted first, so that %%b is no number.
    return Arrays.stream(pattern.split("%%", -1))
        .map(part -> part.replace("%b", Long.toString(block)))
        .collect(Collectors.joining("%"));
  }
}
