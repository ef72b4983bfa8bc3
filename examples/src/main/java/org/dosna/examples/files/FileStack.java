package org.dosna.examples.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;

/**
 * Files of one shape and dtype as one array, along a new first axis. Of thousands a few are open at
 * a time. Any thread may read.
 */
public final class FileStack implements ArraySource, Closeable {
  private static final int MOST_OPEN = 64;

  /** Opens a file of the stack. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens it.
     *
     * @param bands keeps what is decoded of pictures
     * @return its array, to be closed
     * @throws IOException if it cannot be opened
     */
    SourceFile open(Bands bands) throws IOException;
  }

  /** A file that is open, and by how many it is being read. */
  private static final class Opened {
    private final SourceFile file;
    private int readers;

    Opened(SourceFile file) {
      this.file = file;
    }
  }

  private final List<String> names;
  private final List<Opener> files;
  private final Bands bands = new Bands();
  private final Map<Integer, Opened> opened = new LinkedHashMap<>(16, 0.75f, true);
  private final DatasetSpec first;

  private FileStack(List<String> names, List<Opener> files) {
    this.names = List.copyOf(names);
    this.files = List.copyOf(files);
    this.first = specOf(0);
  }

  /**
   * Looks at all files, so that one that does not fit is found before anything is read.
   *
   * @param files how each is opened, by its name, in their order
   * @return the array, to be closed
   * @throws DosnaException if one has another shape or dtype than the first
   */
  public static FileStack of(Map<String, Opener> files) {
    FileStack stack =
        new FileStack(new ArrayList<>(files.keySet()), new ArrayList<>(files.values()));
    try {
      for (int i = 1; i < files.size(); i++) {
        stack.requireFit(i);
      }
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
    return stack;
  }

  private void requireFit(int index) {
    DatasetSpec spec = specOf(index);
    if (spec.dtype() != first.dtype() || !Arrays.equals(spec.shape(), first.shape())) {
      throw new DosnaException(
          "'%s' is %s %s, and '%s' %s %s: they cannot be stacked"
              .formatted(
                  names.get(0),
                  first.dtype(),
                  Arrays.toString(first.shape()),
                  names.get(index),
                  spec.dtype(),
                  Arrays.toString(spec.shape())));
    }
  }

  private DatasetSpec specOf(int index) {
    Opened file = acquire(index);
    try {
      return file.file.spec();
    } finally {
      release(file);
    }
  }

  /**
   * What a dataset of it is made of.
   *
   * @return with the chunks that fit to the files: of one, or of several small ones
   */
  public DatasetSpec spec() {
    long[] shape = shape();
    long[] part = Stacked.shape(1, Arrays.stream(first.chunkSize()).asLongStream().toArray());
    return DatasetSpec.of(dtype(), shape)
        .chunkSize(ChunkSizes.together(part, shape, dtype().itemSize()));
  }

  @Override
  public DType dtype() {
    return first.dtype();
  }

  @Override
  public long[] shape() {
    return Stacked.shape(files.size(), first.shape());
  }

  @Override
  public void read(long[] origin, NDArray into) {
    ArraySource.requireDType(this, into);
    Stacked.read(origin, into, this::readFile);
  }

  private void readFile(int index, long[] origin, NDArray into) {
    Opened file = acquire(index);
    try {
      file.file.array().read(origin, into);
    } finally {
      release(file);
    }
  }

  private synchronized Opened acquire(int index) {
    try {
      Opened file = opened.get(index);
      if (file == null) {
        closeIdle();
        file = new Opened(files.get(index).open(bands));
        opened.put(index, file);
      }
      file.readers++;
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void release(Opened file) {
    file.readers--;
  }

  /** Makes room for one more; those that were used last stay. */
  private void closeIdle() throws IOException {
    Iterator<Opened> oldest = opened.values().iterator();
    while (opened.size() >= MOST_OPEN && oldest.hasNext()) {
      Opened file = oldest.next();
      if (file.readers == 0) {
        file.file.close();
        oldest.remove();
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      for (Opened file : opened.values()) {
        file.file.close();
      }
      opened.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
