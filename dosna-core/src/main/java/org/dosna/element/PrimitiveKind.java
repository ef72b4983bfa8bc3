package org.dosna.element;

import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * The six primitive arrays that hold elements, and the loops that move a row of slots between them
 * and byte buffers. A slot is one primitive value. Java has no generics over primitives, so each
 * loop is written once per type, here and nowhere else.
 */
public enum PrimitiveKind {
  /** Backed by {@code byte[]}. */
  BYTE(byte.class) {
    @Override
    public Buffer view(ByteBuffer bytes) {
      return bytes.slice();
    }

    @Override
    public void copyRow(Object from, int i, int iStep, Object to, int j, int jStep, int count) {
      byte[] source = (byte[]) from;
      byte[] target = (byte[]) to;
      if (iStep == 1 && jStep == 1) {
        System.arraycopy(source, i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source[i + n * iStep];
      }
    }

    @Override
    public void getRow(Buffer from, int i, int iStep, Object to, int j, int jStep, int count) {
      ByteBuffer source = (ByteBuffer) from;
      byte[] target = (byte[]) to;
      if (iStep == 1 && jStep == 1) {
        source.get(i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source.get(i + n * iStep);
      }
    }

    @Override
    public void putRow(Object from, int i, int iStep, Buffer to, int j, int jStep, int count) {
      byte[] source = (byte[]) from;
      ByteBuffer target = (ByteBuffer) to;
      if (iStep == 1 && jStep == 1) {
        target.put(j, source, i, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target.put(j + n * jStep, source[i + n * iStep]);
      }
    }
  },

  /** Backed by {@code short[]}. */
  SHORT(short.class) {
    @Override
    public Buffer view(ByteBuffer bytes) {
      return bytes.asShortBuffer();
    }

    @Override
    public void copyRow(Object from, int i, int iStep, Object to, int j, int jStep, int count) {
      short[] source = (short[]) from;
      short[] target = (short[]) to;
      if (iStep == 1 && jStep == 1) {
        System.arraycopy(source, i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source[i + n * iStep];
      }
    }

    @Override
    public void getRow(Buffer from, int i, int iStep, Object to, int j, int jStep, int count) {
      ShortBuffer source = (ShortBuffer) from;
      short[] target = (short[]) to;
      if (iStep == 1 && jStep == 1) {
        source.get(i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source.get(i + n * iStep);
      }
    }

    @Override
    public void putRow(Object from, int i, int iStep, Buffer to, int j, int jStep, int count) {
      short[] source = (short[]) from;
      ShortBuffer target = (ShortBuffer) to;
      if (iStep == 1 && jStep == 1) {
        target.put(j, source, i, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target.put(j + n * jStep, source[i + n * iStep]);
      }
    }
  },

  /** Backed by {@code int[]}. */
  INT(int.class) {
    @Override
    public Buffer view(ByteBuffer bytes) {
      return bytes.asIntBuffer();
    }

    @Override
    public void copyRow(Object from, int i, int iStep, Object to, int j, int jStep, int count) {
      int[] source = (int[]) from;
      int[] target = (int[]) to;
      if (iStep == 1 && jStep == 1) {
        System.arraycopy(source, i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source[i + n * iStep];
      }
    }

    @Override
    public void getRow(Buffer from, int i, int iStep, Object to, int j, int jStep, int count) {
      IntBuffer source = (IntBuffer) from;
      int[] target = (int[]) to;
      if (iStep == 1 && jStep == 1) {
        source.get(i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source.get(i + n * iStep);
      }
    }

    @Override
    public void putRow(Object from, int i, int iStep, Buffer to, int j, int jStep, int count) {
      int[] source = (int[]) from;
      IntBuffer target = (IntBuffer) to;
      if (iStep == 1 && jStep == 1) {
        target.put(j, source, i, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target.put(j + n * jStep, source[i + n * iStep]);
      }
    }
  },

  /** Backed by {@code long[]}. */
  LONG(long.class) {
    @Override
    public Buffer view(ByteBuffer bytes) {
      return bytes.asLongBuffer();
    }

    @Override
    public void copyRow(Object from, int i, int iStep, Object to, int j, int jStep, int count) {
      long[] source = (long[]) from;
      long[] target = (long[]) to;
      if (iStep == 1 && jStep == 1) {
        System.arraycopy(source, i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source[i + n * iStep];
      }
    }

    @Override
    public void getRow(Buffer from, int i, int iStep, Object to, int j, int jStep, int count) {
      LongBuffer source = (LongBuffer) from;
      long[] target = (long[]) to;
      if (iStep == 1 && jStep == 1) {
        source.get(i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source.get(i + n * iStep);
      }
    }

    @Override
    public void putRow(Object from, int i, int iStep, Buffer to, int j, int jStep, int count) {
      long[] source = (long[]) from;
      LongBuffer target = (LongBuffer) to;
      if (iStep == 1 && jStep == 1) {
        target.put(j, source, i, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target.put(j + n * jStep, source[i + n * iStep]);
      }
    }
  },

  /** Backed by {@code float[]}. */
  FLOAT(float.class) {
    @Override
    public Buffer view(ByteBuffer bytes) {
      return bytes.asFloatBuffer();
    }

    @Override
    public void copyRow(Object from, int i, int iStep, Object to, int j, int jStep, int count) {
      float[] source = (float[]) from;
      float[] target = (float[]) to;
      if (iStep == 1 && jStep == 1) {
        System.arraycopy(source, i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source[i + n * iStep];
      }
    }

    @Override
    public void getRow(Buffer from, int i, int iStep, Object to, int j, int jStep, int count) {
      FloatBuffer source = (FloatBuffer) from;
      float[] target = (float[]) to;
      if (iStep == 1 && jStep == 1) {
        source.get(i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source.get(i + n * iStep);
      }
    }

    @Override
    public void putRow(Object from, int i, int iStep, Buffer to, int j, int jStep, int count) {
      float[] source = (float[]) from;
      FloatBuffer target = (FloatBuffer) to;
      if (iStep == 1 && jStep == 1) {
        target.put(j, source, i, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target.put(j + n * jStep, source[i + n * iStep]);
      }
    }
  },

  /** Backed by {@code double[]}. */
  DOUBLE(double.class) {
    @Override
    public Buffer view(ByteBuffer bytes) {
      return bytes.asDoubleBuffer();
    }

    @Override
    public void copyRow(Object from, int i, int iStep, Object to, int j, int jStep, int count) {
      double[] source = (double[]) from;
      double[] target = (double[]) to;
      if (iStep == 1 && jStep == 1) {
        System.arraycopy(source, i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source[i + n * iStep];
      }
    }

    @Override
    public void getRow(Buffer from, int i, int iStep, Object to, int j, int jStep, int count) {
      DoubleBuffer source = (DoubleBuffer) from;
      double[] target = (double[]) to;
      if (iStep == 1 && jStep == 1) {
        source.get(i, target, j, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target[j + n * jStep] = source.get(i + n * iStep);
      }
    }

    @Override
    public void putRow(Object from, int i, int iStep, Buffer to, int j, int jStep, int count) {
      double[] source = (double[]) from;
      DoubleBuffer target = (DoubleBuffer) to;
      if (iStep == 1 && jStep == 1) {
        target.put(j, source, i, count);
        return;
      }
      for (int n = 0; n < count; n++) {
        target.put(j + n * jStep, source[i + n * iStep]);
      }
    }
  };

  private final Class<?> primitive;

  PrimitiveKind(Class<?> primitive) {
    this.primitive = primitive;
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
   * @return a view of it, for {@link #getRow} and {@link #putRow}
   */
  public abstract Buffer view(ByteBuffer bytes);

  /**
   * Copies a row from array to array.
   *
   * @param from source array
   * @param i first slot read
   * @param iStep distance between slots read; may be negative or 0
   * @param to target array
   * @param j first slot written
   * @param jStep distance between slots written; may be negative
   * @param count number of slots
   */
  public abstract void copyRow(
      Object from, int i, int iStep, Object to, int j, int jStep, int count);

  /**
   * Copies a row from a {@link #view} to an array; parameters as in {@link #copyRow}.
   *
   * @param from source view
   * @param i first slot read
   * @param iStep distance between slots read
   * @param to target array
   * @param j first slot written
   * @param jStep distance between slots written
   * @param count number of slots
   */
  public abstract void getRow(
      Buffer from, int i, int iStep, Object to, int j, int jStep, int count);

  /**
   * Copies a row from an array to a {@link #view}; parameters as in {@link #copyRow}.
   *
   * @param from source array
   * @param i first slot read
   * @param iStep distance between slots read
   * @param to target view
   * @param j first slot written
   * @param jStep distance between slots written
   * @param count number of slots
   */
  public abstract void putRow(
      Object from, int i, int iStep, Buffer to, int j, int jStep, int count);
}
