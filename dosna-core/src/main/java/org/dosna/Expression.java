package org.dosna;

import java.util.Arrays;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Slicing;

/** What a {@link Lazy} computes, block by block. */
interface Expression {
  /** The dtype of the result, in native order. */
  DType dtype();

  /** The shape of the result. */
  long[] shape();

  /** Computes a box of the result; a new array. */
  NDArray block(long[] origin, long[] box);

  /** A source as it is. */
  record Elements(ArraySource source, DType dtype, long[] shape) implements Expression {
    static Elements of(ArraySource source) {
      return new Elements(source, source.dtype().nativeOrder(), source.shape());
    }

    @Override
    public NDArray block(long[] origin, long[] box) {
      NDArray block = NDArray.zeros(dtype, box);
      source.read(origin, block);
      return block;
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
    public NDArray block(long[] origin, long[] box) {
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
    public NDArray block(long[] origin, long[] box) {
      Object[] blocks = new Object[operands.length];
      for (int i = 0; i < blocks.length; i++) {
        blocks[i] =
            operands[i] instanceof Constant number
                ? number.value()
                : part(operands[i], origin, box);
      }
      return ArrayMath.broadcast(function.apply(blocks), box);
    }

    /** The part of an operand that is broadcast to a box. */
    static NDArray part(Expression operand, long[] origin, long[] box) {
      long[] shape = operand.shape();
      long[] begin = new long[shape.length];
      long[] part = new long[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        int of = box.length - shape.length + axis;
        begin[axis] = shape[axis] == 1 ? 0 : origin[of];
        part[axis] = shape[axis] == 1 ? 1 : box[of];
      }
      return operand.block(begin, part);
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
    public NDArray block(long[] origin, long[] box) {
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
      return block;
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
