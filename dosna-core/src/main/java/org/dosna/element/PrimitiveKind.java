package org.dosna.element;

import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * The six primitive arrays that hold elements, and how rows of slots move between them and byte
 * buffers. A slot is one primitive value.
 */
public enum PrimitiveKind {
  /** Backed by {@code byte[]}. */
  BYTE(byte.class, new ByteRows()),
  /** Backed by {@code short[]}. */
  SHORT(short.class, new ShortRows()),
  /** Backed by {@code int[]}. */
  INT(int.class, new IntRows()),
  /** Backed by {@code long[]}. */
  LONG(long.class, new LongRows()),
  /** Backed by {@code float[]}. */
  FLOAT(float.class, new FloatRows()),
  /** Backed by {@code double[]}. */
  DOUBLE(double.class, new DoubleRows());

  /**
   * From this length on, in slots, rows are copied from and to buffers one by one; shorter ones are
   * faster through an array in between.
   */
  public static final int MIN_DIRECT_ROW = Stage.MIN_DIRECT_ROW;

  private final Class<?> primitive;
  private final RowLoops loops;
  private final ThreadLocal<Stage> stage;

  PrimitiveKind(Class<?> primitive, RowLoops loops) {
    this.primitive = primitive;
    this.loops = loops;
    this.stage = ThreadLocal.withInitial(() -> new Stage(loops, allocate(Stage.SLOTS)));
  }

  /**
   * The kind of a given array.
   *
   * @param array a primitive array
   * @return its kind
   * @throws IllegalArgumentException if it is anything else, {@code boolean[]} and {@code char[]}
   *     included
   */
  public static PrimitiveKind of(Object array) {
    for (PrimitiveKind kind : values()) {
      if (array.getClass().getComponentType() == kind.primitive) {
        return kind;
      }
    }
    throw new IllegalArgumentException("not an array of numbers: " + array.getClass());
  }

  /**
   * The array type.
   *
   * @return for instance {@code "float[]"}
   */
  public String arrayName() {
    return primitive.getName() + "[]";
  }

  /**
   * Makes an array of zeros.
   *
   * @param slots its length
   * @return a primitive array
   */
  public Object allocate(int slots) {
    return Array.newInstance(primitive, slots);
  }

  /**
   * A byte buffer seen as slots in the buffer's byte order, from its position to its limit.
   *
   * @param bytes the buffer
   * @return a view of it, for {@link #getRows} and {@link #putRows}
   */
  public Buffer view(ByteBuffer bytes) {
    return loops.view(bytes);
  }

  /**
   * An array seen as a buffer.
   *
   * @param array an array of this kind
   * @return a view of it, as of bytes
   */
  public Buffer view(Object array) {
    return loops.view(array);
  }

  /**
   * Copies rows from array to array.
   *
   * @param from source array
   * @param i first slot read
   * @param to target array
   * @param j first slot written
   * @param rows how they lie
   */
  public void copyRows(Object from, int i, Object to, int j, Rows rows) {
    loops.copyRows(from, i, to, j, rows);
  }

  /**
   * Copies rows from a {@link #view} to an array.
   *
   * @param from source view
   * @param i first slot read
   * @param to target array
   * @param j first slot written
   * @param rows how they lie
   */
  public void getRows(Buffer from, int i, Object to, int j, Rows rows) {
    if (Stage.servesGet(rows)) {
      stage.get().getRows(from, i, to, j, rows);
    } else {
      loops.getRows(from, i, to, j, rows);
    }
  }

  /**
   * Copies rows from an array to a {@link #view}.
   *
   * @param from source array
   * @param i first slot read
   * @param to target view
   * @param j first slot written
   * @param rows how they lie
   */
  public void putRows(Object from, int i, Buffer to, int j, Rows rows) {
    if (Stage.servesPut(rows)) {
      stage.get().putRows(from, i, to, j, rows);
    } else {
      loops.putRows(from, i, to, j, rows);
    }
  }

  /**
   * Copies rows from several {@link #view views} to an array: the first row of each, then the
   * second of each.
   *
   * @param from source views
   * @param i first slot read of the first view
   * @param to target array
   * @param j first slot written of the first view's row
   * @param rows how they lie; dense
   * @param beside where the other views' rows are
   */
  public void getRows(Buffer[] from, int i, Object to, int j, Rows rows, SideBySideRows beside) {
    loops.getRows(from, i, to, j, rows, beside);
  }

  /**
   * Copies rows from an array to several {@link #view views}: the first row of each, then the
   * second of each.
   *
   * @param from source array
   * @param i first slot read for the first view
   * @param to target views
   * @param j first slot written of the first view
   * @param rows how they lie; dense
   * @param beside where the other views' rows are
   */
  public void putRows(Object from, int i, Buffer[] to, int j, Rows rows, SideBySideRows beside) {
    loops.putRows(from, i, to, j, rows, beside);
  }
}
