package org.dosna.backend.hdf5.format.array;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.dosna.NDArray;
import org.dosna.backend.hdf5.format.FileBytes;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.filter.Pipeline;
import org.dosna.backend.hdf5.format.index.ChunkIndex;
import org.dosna.backend.hdf5.format.index.ChunkPlace;
import org.dosna.backend.hdf5.format.object.DatasetHeader;
import org.dosna.backend.hdf5.format.object.Layout;
import org.dosna.backend.hdf5.format.object.StoredType;
import org.dosna.spi.Scratch;

/**
 * Elements in chunks. Of a chunk without filters just what is asked for is read; others are decoded
 * whole, each by the thread that asks first.
 */
final class ChunkedElements implements Elements {
  /** So many chunks that others are decoding are put off before one of them is waited for. */
  private static final int MAX_PUT_OFF = 8;

  private final FileBytes file;
  private final long[] shape;
  private final long[] chunk;
  private final long chunkBytes;
  private final boolean rawEdges;
  private final StoredType type;
  private final ChunkIndex index;
  private final Pipeline filters;
  private final NDArray fill;
  private final DecodedChunks decoded;

  /**
   * The elements of a dataset.
   *
   * @param fill the value of chunks that were never written
   * @param decoded where decoded chunks are kept
   */
  ChunkedElements(
      FormatFile file,
      DatasetHeader header,
      Layout.Chunked layout,
      NDArray fill,
      DecodedChunks decoded) {
    this.file = file.bytes();
    this.shape = header.dataspace().shape();
    this.chunk = layout.chunk();
    this.chunkBytes = layout.chunkBytes();
    this.rawEdges = layout.rawEdges();
    this.type = header.type();
    this.filters = new Pipeline(header.filters(), chunkBytes);
    this.index = ChunkIndex.of(file, header.dataspace(), layout, !filters.isEmpty());
    this.fill = fill;
    this.decoded = decoded;
  }

  /** What a box and a chunk have in common. */
  private record Part(long[] scaled, long[] box, long[] inChunk, long[] inBox) {
    long elements() {
      return Arrays.stream(box).reduce(1, (a, b) -> a * b);
    }
  }

  @Override
  public void read(long[] origin, long[] box, Place place) {
    Deque<Part> putOff = new ArrayDeque<>();
    long[] scaled = new long[box.length];
    for (int axis = 0; axis < box.length; axis++) {
      scaled[axis] = origin[axis] / chunk[axis];
    }
    do {
      Part part = part(scaled.clone(), origin, box);
      if (!read(part, place, false)) {
        putOff.add(part);
      }
      if (putOff.size() > MAX_PUT_OFF) {
        read(putOff.remove(), place, true);
      }
    } while (next(scaled, origin, box));
    putOff.forEach(part -> read(part, place, true));
  }

  /** Goes on to the next chunk that a box touches, in C order. */
  private boolean next(long[] scaled, long[] origin, long[] box) {
    for (int axis = box.length - 1; axis >= 0; axis--) {
      if (scaled[axis] < (origin[axis] + box[axis] - 1) / chunk[axis]) {
        scaled[axis]++;
        return true;
      }
      scaled[axis] = origin[axis] / chunk[axis];
    }
    return false;
  }

  private Part part(long[] scaled, long[] origin, long[] region) {
    int rank = scaled.length;
    Part part = new Part(scaled, new long[rank], new long[rank], new long[rank]);
    for (int axis = 0; axis < rank; axis++) {
      long start = scaled[axis] * chunk[axis];
      long from = Math.max(start, origin[axis]);
      long length = Math.min(chunk[axis] - (from - start), origin[axis] + region[axis] - from);
      part.box[axis] = length;
      part.inChunk[axis] = from - start;
      part.inBox[axis] = from - origin[axis];
    }
    return part;
  }

  /** Reads a part; false if another thread is decoding its chunk and there is no waiting. */
  private boolean read(Part part, Place place, boolean wait) {
    Place to = place.at(part.inBox);
    try {
      Optional<ChunkPlace> found = index.find(part.scaled);
      if (found.isEmpty()) {
        to.fill(part.box, fill);
        return true;
      }
      ChunkPlace stored = found.get();
      if (isRaw(part.scaled, stored)) {
        requireRoom(stored);
        new DenseElements(file::read, stored.address(), chunk, type)
            .read(part.inChunk, part.box, to);
        return true;
      }
      return readDecoded(part, stored, to, wait);
    } catch (FormatException e) {
      throw new FormatException(
          "chunk at " + Arrays.toString(start(part.scaled)) + ": " + e.getMessage(), e);
    }
  }

  private long[] start(long[] scaled) {
    long[] start = scaled.clone();
    Arrays.setAll(start, axis -> scaled[axis] * chunk[axis]);
    return start;
  }

  private boolean isRaw(long[] scaled, ChunkPlace stored) {
    return filters.isEmpty()
        || filters.leavesOut(stored.mask())
        || (rawEdges && crossesEdge(scaled));
  }

  private boolean crossesEdge(long[] scaled) {
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] - scaled[axis] * chunk[axis] < chunk[axis]) {
        return true;
      }
    }
    return false;
  }

  private void requireRoom(ChunkPlace stored) {
    // What is too much was written past the filters, where the edge should have had none.
    if (rawEdges ? stored.size() < chunkBytes : stored.size() != chunkBytes) {
      throw new FormatException(
          "the file is damaged: it has " + stored.size() + " bytes, expected are " + chunkBytes);
    }
  }

  private boolean readDecoded(Part part, ChunkPlace stored, Place to, boolean wait) {
    long visible = visible(part.scaled);
    long wanted = part.elements();
    if (wanted == visible) {
      ByteBuffer bytes = decode(stored);
      copy(bytes, part, to);
      Scratch.give(bytes);
      return true;
    }
    DecodedChunks.Key key = new DecodedChunks.Key(this, LongBuffer.wrap(part.scaled));
    Optional<ByteBuffer> kept = decoded.get(key, visible, wanted, wait, () -> decode(stored));
    kept.ifPresent(bytes -> copy(bytes, part, to));
    return kept.isPresent();
  }

  private void copy(ByteBuffer bytes, Part part, Place to) {
    to.copy(
        bytes.order(type.dtype().byteOrder()),
        Place.ints(chunk),
        Place.ints(part.inChunk),
        Place.ints(part.box));
  }

  /** How many elements of a chunk lie inside the shape. */
  private long visible(long[] scaled) {
    long elements = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      elements *= Math.min(chunk[axis], shape[axis] - scaled[axis] * chunk[axis]);
    }
    return elements;
  }

  private ByteBuffer decode(ChunkPlace stored) {
    file.requireInside(stored.address(), stored.size());
    int size = Math.toIntExact(Math.min(stored.size(), Integer.MAX_VALUE - 8));
    ByteBuffer bytes = ByteBuffer.wrap(Scratch.take(size), 0, size);
    file.read(bytes, stored.address());
    ByteBuffer elements = filters.decode(bytes.flip(), stored.mask());
    return DenseElements.converted(elements, elements.remaining() / type.size(), type);
  }
}
