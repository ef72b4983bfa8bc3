package org.dosna.backend.hdf5.format.array;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.DType;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.link.Target;
import org.dosna.backend.hdf5.format.object.DatasetHeader;
import org.dosna.backend.hdf5.format.object.FilterSpec;
import org.dosna.backend.hdf5.format.object.Layout;
import org.dosna.backend.hdf5.format.object.ObjectHeader;
import org.dosna.backend.hdf5.format.object.StoredType;
import org.dosna.backend.hdf5.format.object.VirtualMapping;

/**
 * An HDF5 dataset open for reading; called array here, as a dataset is DosNa's. Immutable and
 * thread safe. Reading needs memory for a buffer and for decoded chunks of which other parts may be
 * asked for, not for the array.
 */
public final class FileArray {
  private final String name;
  private final DatasetHeader header;
  private final long[] shape;
  private final Elements elements;

  private FileArray(String name, DatasetHeader header, long[] shape, Elements elements) {
    this.name = name;
    this.header = header;
    this.shape = shape;
    this.elements = elements;
  }

  /**
   * Opens a dataset.
   *
   * @param files the files that it may be in
   * @param target what a path led to
   * @return the array
   * @throws FormatException if it is no dataset, or its type or layout cannot be read
   */
  public static FileArray open(FileSet files, Target target) {
    return open(new Opening(files, new DecodedChunks(), List.of()), target);
  }

  static FileArray open(Opening opening, Target target) {
    String name = "'" + target.path() + "' in file " + target.file().path();
    ObjectHeader messages = target.header();
    if (!messages.kind().equals("dataset")) {
      throw new FormatException(
          String.format(
              "%s is no dataset but a %s; in it there is %s",
              name, messages.kind(), target.members()));
    }
    try {
      DatasetHeader header = DatasetHeader.parse(target.file(), messages);
      NDArray fill = fill(header);
      long bytes = Math.multiplyExact(header.dataspace().size(), header.type().size());
      if (header.layout() instanceof Layout.Virtual virtual) {
        VirtualElements elements =
            new VirtualElements(
                opening,
                target,
                header.dataspace(),
                VirtualMapping.parse(target.file(), virtual),
                fill);
        return new FileArray(name, header, elements.shape(), elements);
      }
      Elements elements = elements(opening, target.file(), header, bytes, fill);
      return new FileArray(name, header, header.dataspace().shape(), elements);
    } catch (FormatException e) {
      throw new FormatException("Dataset " + name + " cannot be read: " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new FormatException("Dataset " + name + " cannot be read: it has over 2^63 bytes", e);
    }
  }

  /** One element of the fill value. */
  private static NDArray fill(DatasetHeader header) {
    StoredType type = header.type();
    NDArray fill = NDArray.zeros(type.dtype().nativeOrder(), 1);
    ByteBuffer bytes = DenseElements.converted(ByteBuffer.wrap(header.fill()), 1, type);
    Place.all(fill).copy(bytes, new int[] {1}, new int[1], new int[] {1});
    return fill;
  }

  private static Elements elements(
      Opening opening, FormatFile file, DatasetHeader header, long bytes, NDArray fill) {
    Layout layout = header.layout();
    long[] shape = header.dataspace().shape();
    if (layout instanceof Layout.Chunked chunked) {
      return new ChunkedElements(file, header, chunked, fill, opening.decoded());
    } else if (layout instanceof Layout.Compact compact) {
      if (compact.data().length < bytes) {
        throw new FormatException(
            "it has " + compact.data().length + " bytes of data, expected are " + bytes);
      }
      ByteBuffer data = ByteBuffer.wrap(compact.data());
      ByteSource source = (into, at) -> into.put(data.slice((int) at, into.remaining()));
      return new DenseElements(source, 0, shape, header.type());
    } else if (layout instanceof Layout.Contiguous contiguous) {
      if (!header.external().isEmpty()) {
        ByteSource source = new ExternalBytes(opening.files(), file, header.external());
        return new DenseElements(source, 0, shape, header.type());
      }
      if (contiguous.address() == FormatFile.UNDEFINED || bytes == 0) {
        return (origin, box, place) -> place.fill(box, fill);
      }
      file.bytes().requireInside(contiguous.address(), bytes);
      return new DenseElements(file.bytes()::read, contiguous.address(), shape, header.type());
    }
    throw new IllegalStateException("no layout " + layout);
  }

  /**
   * Type of the elements.
   *
   * @return the dtype, with the byte order in the file
   */
  public DType dtype() {
    return header.type().dtype();
  }

  /**
   * Length of each axis.
   *
   * @return a copy; none for a scalar
   */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * The shape of its chunks.
   *
   * @return a copy, if it has chunks
   */
  public Optional<long[]> chunk() {
    return header.layout() instanceof Layout.Chunked chunked
        ? Optional.of(chunked.chunk().clone())
        : Optional.empty();
  }

  /**
   * What its chunks went through.
   *
   * @return the filters, in the order in which they were applied
   */
  public List<FilterSpec> filters() {
    return header.filters();
  }

  /**
   * Where its elements are, if they lie in one piece of its file, as they are.
   *
   * @return the position of the first one
   */
  public Optional<Long> position() {
    boolean plain = header.external().isEmpty() && header.type().conversion().isEmpty();
    return plain
            && header.layout() instanceof Layout.Contiguous contiguous
            && contiguous.address() != FormatFile.UNDEFINED
        ? Optional.of(contiguous.address())
        : Optional.empty();
  }

  /**
   * Reads a box.
   *
   * @param origin its first element
   * @param into an array of the box's shape and of the dtype in native order
   * @throws InvalidSliceException if the box lies outside
   * @throws FormatException if the file is damaged or cannot be read
   */
  public void read(long[] origin, NDArray into) {
    long[] box = into.shape();
    boolean inside = origin.length == shape.length && box.length == shape.length;
    for (int axis = 0; inside && axis < shape.length; axis++) {
      inside = origin[axis] >= 0 && origin[axis] <= shape[axis] - box[axis];
    }
    if (!inside) {
      throw new InvalidSliceException(
          String.format(
              "Region %s from %s on is not inside dataset %s of shape %s",
              Arrays.toString(box), Arrays.toString(origin), name, Arrays.toString(shape)));
    }
    read(origin, box, Place.all(into));
  }

  /** Reads a box to its place in an array of any dtype. */
  void read(long[] origin, long[] box, Place place) {
    if (Arrays.stream(box).anyMatch(length -> length == 0)) {
      return;
    }
    try {
      if (place.array().dtype() == dtype().nativeOrder()) {
        elements.read(origin, box, place);
      } else {
        NDArray read = NDArray.zeros(dtype().nativeOrder(), box);
        elements.read(origin, box, Place.all(read));
        place.copy(Casts.clip(read, place.array().dtype()), box);
      }
    } catch (FormatException e) {
      throw new FormatException("Cannot read dataset " + name + ": " + e.getMessage(), e);
    }
  }

  /** Dtype, shape and place. */
  @Override
  public String toString() {
    return dtype() + Arrays.toString(shape) + " " + name;
  }
}
