package org.dosna;

import java.util.Arrays;
import java.util.Optional;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Slicing;

/**
 * What a {@link Lazy} computes, block by block: what a block is made of is read at once, and then
 * computed piece by piece, so that what is in between stays in the processor's cache.
 */
interface Expression {
  /** So many elements are computed at a time. */
  int PIECE_ELEMENTS = 1 << 14;

  /** The dtype of the result, in native order. */
  DType dtype();

  /** The shape of the result. */
  long[] shape();

  /** Reads what a box of the result is made of. */
  Operands read(long[] origin, long[] box);

  /** What was read for a box; used by one thread. */
  interface Operands {
    /** Computes a part of the box; an array that is not to be changed. */
    NDArray compute(long[] origin, long[] part);

    /** An array that was computed already. */
    static Operands of(NDArray array) {
      return (origin, part) ->
          Arrays.equals(part, array.shape()) ? array : array.get(Slice.box(origin, part));
    }
  }

  /** Computes a box of the result into an array of its shape and dtype. */
  default void fill(long[] origin, NDArray into) {
    Operands operands = read(origin, into.shape());
    ChunkGrid pieces = ChunkGrid.of(into.shape(), lastAxes(into.shape(), PIECE_ELEMENTS));
    pieces
        .positions()
        .forEach(
            index -> {
              long[] begin = pieces.origin(index);
              long[] part = Arrays.stream(pieces.extent(index)).asLongStream().toArray();
              into.set(Slice.box(begin, part), operands.compute(begin, part));
            });
  }

  /** Computes a box of the result; a new array. */
  default NDArray block(long[] origin, long[] box) {
    NDArray block = NDArray.zeros(dtype(), box);
    fill(origin, block);
    return block;
  }

  /** A part of a shape of so many elements at most, whole on the last axes. */
  static int[] lastAxes(long[] shape, long most) {
    int[] size = new int[shape.length];
    long left = most;
    for (int axis = size.length - 1; axis >= 0; axis--) {
      size[axis] = (int) Math.max(1, Math.min(shape[axis], left));
      left /= size[axis];
    }
    return size;
  }

  /** A source as it is. */
  record Elements(ArraySource source, DType dtype, long[] shape) implements Expression {
    static Elements of(ArraySource source) {
      return new Elements(source, source.dtype().nativeOrder(), source.shape());
    }

    @Override
    public Operands read(long[] origin, long[] box) {
      NDArray block = NDArray.zeros(dtype, box);
      source.read(origin, block);
      return Operands.of(block);
    }
  }

  /** One value everywhere; beside others it adapts to them as a number does. */
  record Constant(Object value) implements Expression {
    @Override
    public DType dtype() {
      throw new UnsupportedOperationException("a number has no dtype of its own");
    }

    @Override
    public long[] shape() {
      return new long[0];
    }

    @Override
    public Operands read(long[] origin, long[] box) {
      throw new UnsupportedOperationException("a number is no array");
    }
  }

  /** A function of blocks that are broadcast to each other. */
  record Call(Function function, Expression[] operands, DType dtype, long[] shape)
      implements Expression {
    /** Computes a block of blocks and numbers. */
    interface Function {
      NDArray apply(Object... operands);
    }

    /** A call, tried on single elements: so operands that do not go together are refused now. */
    static Call of(Function function, Expression... operands) {
      Object[] samples = new Object[operands.length];
      long[] shape = {};
      for (int i = 0; i < samples.length; i++) {
        boolean isNumber = operands[i] instanceof Constant;
        samples[i] =
            isNumber ? ((Constant) operands[i]).value() : NDArray.zeros(operands[i].dtype());
        shape = ArrayMath.common(shape, operands[i].shape());
      }
      return new Call(function, operands, function.apply(samples).dtype(), shape);
    }

    @Override
    public Operands read(long[] origin, long[] box) {
      Operands[] read = new Operands[operands.length];
      for (int i = 0; i < read.length; i++) {
        if (!(operands[i] instanceof Constant)) {
          Region inside = inside(operands[i], origin, box);
          read[i] = new Last(operands[i].read(inside.origin(), inside.shape()));
        }
      }
      return (begin, part) -> {
        Object[] parts = new Object[operands.length];
        for (int i = 0; i < parts.length; i++) {
          if (operands[i] instanceof Constant number) {
            parts[i] = number.value();
          } else {
            Region inside = inside(operands[i], begin, part);
            parts[i] = read[i].compute(inside.origin(), inside.shape());
          }
        }
        return ArrayMath.broadcast(function.apply(parts), part);
      };
    }

    /** The part of an operand that is broadcast to a box. */
    static Region inside(Expression operand, long[] origin, long[] box) {
      long[] shape = operand.shape();
      long[] begin = new long[shape.length];
      long[] part = new long[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        int of = box.length - shape.length + axis;
        begin[axis] = shape[axis] == 1 ? 0 : origin[of];
        part[axis] = shape[axis] == 1 ? 1 : box[of];
      }
      return new Region(begin, part);
    }
  }

  /** Remembers the last part: one that is broadcast is wanted again and again. */
  final class Last implements Operands {
    private final Operands of;
    private Optional<NDArray> computed = Optional.empty();
    private long[] origin = {};

    Last(Operands of) {
      this.of = of;
    }

    @Override
    public NDArray compute(long[] begin, long[] part) {
      boolean isSame = Arrays.equals(begin, origin);
      Optional<NDArray> known =
          computed.filter(last -> isSame && Arrays.equals(last.shape(), part));
      NDArray result = known.orElseGet(() -> of.compute(begin, part));
      computed = Optional.of(result);
      origin = begin;
      return result;
    }
  }

  /** A window on another expression. */
  record Seen(Expression of, Slicing slices) implements Expression {
    @Override
    public DType dtype() {
      return of.dtype();
    }

    @Override
    public long[] shape() {
      return slices.resultShape();
    }

    @Override
    public Operands read(long[] origin, long[] box) {
      Slicing part = slices.then(Slicing.box(origin, box, shape()));
      NDArray block = NDArray.zeros(dtype(), box);
      if (!part.isEmpty()) {
        long[] begin = new long[part.ndim()];
        long[] around = new long[begin.length];
        Slice[] inside = new Slice[begin.length];
        for (int axis = 0; axis < begin.length; axis++) {
          long reach = (part.count(axis) - 1) * part.step(axis);
          begin[axis] = part.start(axis) + Math.min(0, reach);
          around[axis] = Math.abs(reach) + 1;
          Slice forwards = Slice.all().step(Math.abs(part.step(axis)));
          inside[axis] = reach < 0 ? Slice.all().step(part.step(axis)) : forwards;
        }
        block.set(of.block(begin, around).get(inside).reshape(box));
      }
      return Operands.of(block);
    }
  }

  /** A window on this. */
  default Expression seen(Selection selection) {
    if (selection instanceof Slicing slices) {
      return new Seen(this, slices);
    }
    throw new DosnaException(
        "Of an expression of shape "
            + Arrays.toString(shape())
            + " no lists can be taken; take them of what it is made of, or of get()");
  }
}
