package org.dosna.examples.explorer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.dosna.examples.Json;

/**
 * A tile: up to 256 by 256 elements of a plane, every so many steps. What is sent is a length of 4
 * bytes, so much text in JSON, and the elements as numbers of 4 or 8 bytes, all little-endian. A
 * chunk that cannot be read leaves NaN, and is told in the text.
 */
final class Tiles {
  static final int SIZE = 256;

  /** What the chunks that are read for one tile have at most, but that some are read always. */
  private static final long MAX_BYTES = 256L << 20;

  private static final long ALWAYS = 16;

  private final Image.Level level;
  private final Plane plane;
  private final Axis rows;
  private final Axis columns;
  private final double[] values;
  private final List<Map<String, Object>> problems = new ArrayList<>();

  /** What a tile has of one axis: from one position to another, in strides. */
  private record Axis(long begin, long end, long stride, int chunk, long step) {
    static Axis of(long shape, int chunk, long step, long tile, long stride) {
      long begin = Math.min(shape, tile * SIZE * stride);
      return new Axis(begin, Math.min(shape, begin + SIZE * stride), stride, chunk, step);
    }

    static Axis none() {
      return new Axis(0, 1, 1, 1, 1);
    }

    int length() {
      return (int) ((end - begin + stride - 1) / stride);
    }

    long chunks() {
      return Math.min(length(), (end - begin + chunk - 1) / chunk + 1);
    }

    Axis every(int sampled) {
      return new Axis(begin, end, stride * sampled, chunk, step);
    }

    /** What of it lies in one chunk. */
    Axis in(long index) {
      long from = Math.max(begin, index * chunk);
      long first = begin + (from - begin + stride - 1) / stride * stride;
      return new Axis(
          first, Math.max(first, Math.min(end, (index + 1) * chunk)), stride, chunk, step);
    }

    Slice slice() {
      return Slice.range(begin, end, stride);
    }

    /** Where it begins and ends in the finest level. */
    List<Long> box(long index) {
      return List.of(index * chunk * step, (index + 1) * chunk * step);
    }
  }

  private Tiles(Image.Level level, Plane plane, Axis rows, Axis columns) {
    this.level = level;
    this.plane = plane;
    this.rows = rows;
    this.columns = columns;
    this.values = new double[rows.length() * columns.length()];
  }

  /** The tile of a plane at some place: the given number of tiles of this step from its begin. */
  static ByteBuffer read(Image image, Plane plane, long step, long row, long column) {
    Image.Level level = image.at(plane, step);
    Dataset dataset = level.dataset();
    long[] shape = dataset.shape();
    int[] chunk = dataset.chunkSize();
    Axis rows =
        plane.rows().map(axis -> axis(shape, chunk, level, axis, step, row)).orElseGet(Axis::none);
    Axis columns = axis(shape, chunk, level, plane.columns(), step, column);
    int sampled = 1;
    long affordable = Math.max(ALWAYS, MAX_BYTES / Math.max(1, dataset.spec().chunkBytes()));
    while (rows.every(sampled).chunks() * columns.every(sampled).chunks() > affordable) {
      sampled *= 2;
    }
    Tiles tile = new Tiles(level, plane, rows.every(sampled), columns.every(sampled));
    tile.fill();
    return tile.bytes(step * sampled, sampled > 1);
  }

  private static Axis axis(
      long[] shape, int[] chunk, Image.Level level, int axis, long step, long tile) {
    long ofLevel = level.steps()[axis];
    return Axis.of(shape[axis], chunk[axis], ofLevel, tile, step / ofLevel);
  }

  private void fill() {
    if (values.length == 0) {
      return;
    }
    try {
      put(rows, columns);
    } catch (ChunkException e) {
      fillByChunks();
    }
  }

  /** Slower, but what can be read is. */
  private void fillByChunks() {
    Arrays.fill(values, Double.NaN);
    for (long r = rows.begin() / rows.chunk(); r * rows.chunk() < rows.end(); r++) {
      for (long c = columns.begin() / columns.chunk(); c * columns.chunk() < columns.end(); c++) {
        Axis ofRows = rows.in(r);
        Axis ofColumns = columns.in(c);
        if (ofRows.length() > 0 && ofColumns.length() > 0) {
          try {
            put(ofRows, ofColumns);
          } catch (ChunkException e) {
            problems.add(problem(e, r, c));
          }
        }
      }
    }
  }

  private Map<String, Object> problem(ChunkException e, long row, long column) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("chunk", e.index());
    problem.put("rows", rows.box(row));
    problem.put("columns", columns.box(column));
    problem.put("message", String.valueOf(e.getMessage()));
    return problem;
  }

  /** Reads a part of it, and puts it into its place. */
  private void put(Axis ofRows, Axis ofColumns) {
    Dataset dataset = level.dataset();
    Slice[] slices =
        plane.slices(dataset.shape(), level.steps(), ofRows.slice(), ofColumns.slice());
    NDArray read = dataset.get(slices);
    double[] part = read.toDoubles();
    int height = ofRows.length();
    int width = ofColumns.length();
    int top = (int) ((ofRows.begin() - rows.begin()) / rows.stride());
    int left = (int) ((ofColumns.begin() - columns.begin()) / columns.stride());
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        values[(top + i) * columns.length() + left + j] =
            plane.isTurned() ? part[j * height + i] : part[i * width + j];
      }
    }
  }

  private ByteBuffer bytes(long step, boolean isSampled) {
    boolean isSingle = isSingle(level.dataset().dtype());
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("shape", new int[] {rows.length(), columns.length()});
    head.put("step", step);
    head.put("sampled", isSampled);
    head.put("level", level.dataset().name());
    head.put("itemSize", isSingle ? Float.BYTES : Double.BYTES);
    head.put("problems", problems);
    byte[] text = Json.text(head).getBytes(StandardCharsets.UTF_8);
    int begin = (Integer.BYTES + text.length + Double.BYTES - 1) / Double.BYTES * Double.BYTES;
    byte[] padded = Arrays.copyOf(text, begin - Integer.BYTES);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    ByteBuffer bytes =
        ByteBuffer.allocate(begin + values.length * (isSingle ? Float.BYTES : Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(padded.length)
            .put(padded);
    for (double value : values) {
      if (isSingle) {
        bytes.putFloat((float) value);
      } else {
        bytes.putDouble(value);
      }
    }
    return bytes.flip();
  }

  /** Whether a float holds all that the dtype has. */
  private static boolean isSingle(DType dtype) {
    return dtype.itemSize() <= 2
        || dtype.nativeOrder().equals(DType.FLOAT32)
        || dtype.nativeOrder().equals(DType.COMPLEX64);
  }
}
