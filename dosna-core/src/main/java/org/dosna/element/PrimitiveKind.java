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
 * The six primitive arrays that hold elements, and the loops that move rows of slots between them
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
    public void copyRows(Object from, int i, Object to, int j, Rows rows) {
      byte[] source = (byte[]) from;
      byte[] target = (byte[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          System.arraycopy(source, p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source[p + n * rows.fromStep()];
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void getRows(Buffer from, int i, Object to, int j, Rows rows) {
      ByteBuffer source = (ByteBuffer) from;
      byte[] target = (byte[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          source.get(p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source.get(p + n * rows.fromStep());
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void putRows(Object from, int i, Buffer to, int j, Rows rows) {
      byte[] source = (byte[]) from;
      ByteBuffer target = (ByteBuffer) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          target.put(q, source, p, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target.put(q + n * rows.toStep(), source[p + n * rows.fromStep()]);
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
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
    public void copyRows(Object from, int i, Object to, int j, Rows rows) {
      short[] source = (short[]) from;
      short[] target = (short[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          System.arraycopy(source, p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source[p + n * rows.fromStep()];
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void getRows(Buffer from, int i, Object to, int j, Rows rows) {
      ShortBuffer source = (ShortBuffer) from;
      short[] target = (short[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          source.get(p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source.get(p + n * rows.fromStep());
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void putRows(Object from, int i, Buffer to, int j, Rows rows) {
      short[] source = (short[]) from;
      ShortBuffer target = (ShortBuffer) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          target.put(q, source, p, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target.put(q + n * rows.toStep(), source[p + n * rows.fromStep()]);
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
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
    public void copyRows(Object from, int i, Object to, int j, Rows rows) {
      int[] source = (int[]) from;
      int[] target = (int[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          System.arraycopy(source, p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source[p + n * rows.fromStep()];
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void getRows(Buffer from, int i, Object to, int j, Rows rows) {
      IntBuffer source = (IntBuffer) from;
      int[] target = (int[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          source.get(p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source.get(p + n * rows.fromStep());
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void putRows(Object from, int i, Buffer to, int j, Rows rows) {
      int[] source = (int[]) from;
      IntBuffer target = (IntBuffer) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          target.put(q, source, p, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target.put(q + n * rows.toStep(), source[p + n * rows.fromStep()]);
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
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
    public void copyRows(Object from, int i, Object to, int j, Rows rows) {
      long[] source = (long[]) from;
      long[] target = (long[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          System.arraycopy(source, p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source[p + n * rows.fromStep()];
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void getRows(Buffer from, int i, Object to, int j, Rows rows) {
      LongBuffer source = (LongBuffer) from;
      long[] target = (long[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          source.get(p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source.get(p + n * rows.fromStep());
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void putRows(Object from, int i, Buffer to, int j, Rows rows) {
      long[] source = (long[]) from;
      LongBuffer target = (LongBuffer) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          target.put(q, source, p, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target.put(q + n * rows.toStep(), source[p + n * rows.fromStep()]);
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
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
    public void copyRows(Object from, int i, Object to, int j, Rows rows) {
      float[] source = (float[]) from;
      float[] target = (float[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          System.arraycopy(source, p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source[p + n * rows.fromStep()];
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void getRows(Buffer from, int i, Object to, int j, Rows rows) {
      FloatBuffer source = (FloatBuffer) from;
      float[] target = (float[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          source.get(p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source.get(p + n * rows.fromStep());
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void putRows(Object from, int i, Buffer to, int j, Rows rows) {
      float[] source = (float[]) from;
      FloatBuffer target = (FloatBuffer) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          target.put(q, source, p, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target.put(q + n * rows.toStep(), source[p + n * rows.fromStep()]);
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
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
    public void copyRows(Object from, int i, Object to, int j, Rows rows) {
      double[] source = (double[]) from;
      double[] target = (double[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          System.arraycopy(source, p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source[p + n * rows.fromStep()];
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void getRows(Buffer from, int i, Object to, int j, Rows rows) {
      DoubleBuffer source = (DoubleBuffer) from;
      double[] target = (double[]) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          source.get(p, target, q, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target[q + n * rows.toStep()] = source.get(p + n * rows.fromStep());
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
      }
    }

    @Override
    public void putRows(Object from, int i, Buffer to, int j, Rows rows) {
      double[] source = (double[]) from;
      DoubleBuffer target = (DoubleBuffer) to;
      int p = i;
      int q = j;
      for (int row = 0; row < rows.count(); row++) {
        if (rows.areDense()) {
          target.put(q, source, p, rows.length());
        } else {
          for (int n = 0; n < rows.length(); n++) {
            target.put(q + n * rows.toStep(), source[p + n * rows.fromStep()]);
          }
        }
        p += rows.fromStride();
        q += rows.toStride();
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
   * Copies rows from array to array.
   *
   * @param from source array
   * @param i first slot read
   * @param to target array
   * @param j first slot written
   * @param rows how they lie
   */
  public abstract void copyRows(Object from, int i, Object to, int j, Rows rows);

  /**
   * Copies rows from a {@link #view} to an array.
   *
   * @param from source view
   * @param i first slot read
   * @param to target array
   * @param j first slot written
   * @param rows how they lie
   */
  public abstract void getRows(Buffer from, int i, Object to, int j, Rows rows);

  /**
   * Copies rows from an array to a {@link #view}.
   *
   * @param from source array
   * @param i first slot read
   * @param to target view
   * @param j first slot written
   * @param rows how they lie
   */
  public abstract void putRows(Object from, int i, Buffer to, int j, Rows rows);
}
