package org.dosna.adapter.imglib2;

import net.imglib2.img.basictypeaccess.BooleanAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.LongArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;

/** The elements of a cell, as ImgLib2 reads and writes them; each change is noticed. */
final class Pixels {
  private Pixels() {}

  /** Bytes that are 0 or 1. */
  static final class Booleans implements BooleanAccess {
    private final byte[] bytes;
    private final CellState state;

    Booleans(byte[] bytes, CellState state) {
      this.bytes = bytes;
      this.state = state;
    }

    @Override
    public boolean getValue(int index) {
      return bytes[index] != 0;
    }

    @Override
    public void setValue(int index, boolean value) {
      bytes[index] = (byte) (value ? 1 : 0);
      state.changed();
    }
  }

  @SuppressWarnings("serial") // Cells are not serialized.
  static final class Bytes extends ByteArray {
    private final transient CellState state;

    Bytes(byte[] array, CellState state) {
      super(array);
      this.state = state;
    }

    @Override
    public void setValue(int index, byte value) {
      super.setValue(index, value);
      state.changed();
    }
  }

  @SuppressWarnings("serial") // Cells are not serialized.
  static final class Shorts extends ShortArray {
    private final transient CellState state;

    Shorts(short[] array, CellState state) {
      super(array);
      this.state = state;
    }

    @Override
    public void setValue(int index, short value) {
      super.setValue(index, value);
      state.changed();
    }
  }

  @SuppressWarnings("serial") // Cells are not serialized.
  static final class Ints extends IntArray {
    private final transient CellState state;

    Ints(int[] array, CellState state) {
      super(array);
      this.state = state;
    }

    @Override
    public void setValue(int index, int value) {
      super.setValue(index, value);
      state.changed();
    }
  }

  @SuppressWarnings("serial") // Cells are not serialized.
  static final class Longs extends LongArray {
    private final transient CellState state;

    Longs(long[] array, CellState state) {
      super(array);
      this.state = state;
    }

    @Override
    public void setValue(int index, long value) {
      super.setValue(index, value);
      state.changed();
    }
  }

  @SuppressWarnings("serial") // Cells are not serialized.
  static final class Floats extends FloatArray {
    private final transient CellState state;

    Floats(float[] array, CellState state) {
      super(array);
      this.state = state;
    }

    @Override
    public void setValue(int index, float value) {
      super.setValue(index, value);
      state.changed();
    }
  }

  @SuppressWarnings("serial") // Cells are not serialized.
  static final class Doubles extends DoubleArray {
    private final transient CellState state;

    Doubles(double[] array, CellState state) {
      super(array);
      this.state = state;
    }

    @Override
    public void setValue(int index, double value) {
      super.setValue(index, value);
      state.changed();
    }
  }
}
