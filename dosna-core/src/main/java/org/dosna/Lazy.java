package org.dosna;

import java.util.Arrays;
import java.util.Optional;
import org.dosna.element.Shapes;
import org.dosna.indexing.Selections;
import org.dosna.indexing.Slicing;

/**
 * Something that is computed when it is wanted: a dataset, a view or an array, and what arithmetic,
 * comparison, casts and slices make of them, with numpy 2's dtypes and broadcasting. All of it is
 * one pass over blocks; there are no datasets in between. Immutable.
 *
 * <pre>{@code
 * Lazy dark = Lazy.of(darkDataset);
 * scan.lazy().minus(dark).divide(Lazy.of(flat).minus(dark)).astype(DType.FLOAT32)
 *     .into(pool, "corrected");
 * }</pre>
 *
 * <p>Datasets have to be as they were when the expression was made: what reaches beyond a smaller
 * shape is an {@link InvalidSliceException}.
 */
public final class Lazy implements ArraySource, Elementwise<Lazy>, AlongAxes<LazyReduction> {
  /** Without a dataset in it, so many elements are computed at a time. */
  private static final int BLOCK_ELEMENTS = 1 << 18;

  /** What an operator makes of blocks, perhaps cast. */
  private record Arithmetic(Operator operator, Optional<DType> cast)
      implements Expression.Call.Function {
    @Override
    public NDArray apply(Object... blocks) {
      NDArray first = (NDArray) blocks[0];
      Object[] others = Arrays.copyOfRange(blocks, 1, blocks.length);
      return cast.isPresent()
          ? ArrayMath.applyAs(cast.get(), first, operator, others)
          : first.apply(operator, others);
    }
  }

  private final Expression expression;
  private final Optional<DatasetView> view;
  private final Optional<int[]> chunkSize;

  private Lazy(Expression expression, Optional<DatasetView> view, Optional<int[]> chunkSize) {
    this.expression = expression;
    this.view = view;
    this.chunkSize = chunkSize;
  }

  /**
   * A source as it is.
   *
   * @param source a dataset, a view, an array, a file
   * @return what gives its elements
   */
  public static Lazy of(ArraySource source) {
    if (Arguments.require("source", source) instanceof Lazy lazy) {
      return lazy;
    }
    Optional<DatasetView> view =
        source instanceof Dataset dataset
            ? Optional.of(dataset.view())
            : Optional.of(source)
                .filter(DatasetView.class::isInstance)
                .map(DatasetView.class::cast);
    ArraySource read = view.isPresent() ? view.get() : source;
    return new Lazy(Expression.Elements.of(read), view, view.map(DatasetView::blockSize));
  }

  private static Expression operand(Object given) {
    return given instanceof ArraySource source
        ? of(source).expression
        : new Expression.Constant(given);
  }

  /** Blocks are those of the first operand that has the shape of the result. */
  private static Lazy of(Expression result, Object... operands) {
    Optional<int[]> chunks = Optional.empty();
    for (Object operand : operands) {
      if (chunks.isEmpty() && operand instanceof ArraySource source) {
        Lazy lazy = of(source);
        boolean fits = Arrays.equals(lazy.shape(), result.shape());
        chunks = fits ? lazy.chunkSize : Optional.empty();
      }
    }
    return new Lazy(result, Optional.empty(), chunks);
  }

  @Override
  public Lazy apply(Operator operator, Object... others) {
    Arguments.require("operator", operator);
    Arguments.requireAll("others", others);
    Expression[] operands = new Expression[others.length + 1];
    Object[] all = new Object[operands.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i == 0 ? this : others[i - 1];
      operands[i] = operand(all[i]);
    }
    return of(Expression.Call.of(new Arithmetic(operator, Optional.empty()), operands), all);
  }

  /**
   * The elements cast to another dtype, as {@link NDArray#astype} does.
   *
   * @param newType the dtype
   * @return a new object
   */
  public Lazy astype(DType newType) {
    Arguments.require("newType", newType);
    if (expression instanceof Expression.Call call
        && call.function() instanceof Arithmetic computed
        && computed.cast.isEmpty()) {
      Arithmetic cast = new Arithmetic(computed.operator, Optional.of(newType));
      return new Lazy(Expression.Call.of(cast, call.operands()), view, chunkSize);
    }
    return of(
        Expression.Call.of(blocks -> ((NDArray) blocks[0]).astype(newType), expression), this);
  }

  /**
   * Takes each element from one of two, as {@link NDArrays#where} does.
   *
   * @param first taken where this is not 0: a source, Number, Boolean or {@link Complex}
   * @param second taken elsewhere
   * @return a new object
   */
  public Lazy where(Object first, Object second) {
    Arguments.require("first", first);
    Arguments.require("second", second);
    Expression.Call call =
        Expression.Call.of(
            blocks -> NDArrays.where((NDArray) blocks[0], blocks[1], blocks[2]),
            expression,
            operand(first),
            operand(second));
    return of(call, this, first, second);
  }

  @Override
  public LazyReduction along(Along what) {
    return new LazyReduction(this, Arguments.require("what", what));
  }

  @Override
  public DType dtype() {
    return expression.dtype();
  }

  @Override
  public long[] shape() {
    return expression.shape().clone();
  }

  /** A block of something larger, to which this is broadcast. */
  NDArray broadcast(Region where) {
    Region inside = Expression.Call.inside(expression, where.origin(), where.shape());
    return ArrayMath.broadcast(expression.block(inside.origin(), inside.shape()), where.shape());
  }

  /** The view that this is, if it is nothing else. */
  Optional<DatasetView> asView() {
    return view;
  }

  /** The shape of the blocks in which it is computed. */
  int[] blockSize() {
    return chunkSize
        .map(int[]::clone)
        .orElseGet(() -> Expression.lastAxes(shape(), BLOCK_ELEMENTS));
  }

  @Override
  public void read(long[] origin, NDArray into) {
    ArraySource.requireDType(this, into);
    Slicing.box(origin, into.shape(), shape());
    expression.fill(origin, into);
  }

  /**
   * A window on it.
   *
   * @param slices one per axis; missing ones mean whole axes; no lists
   * @return a new object
   * @throws InvalidSliceException if the slice does not fit
   */
  public Lazy view(Slice... slices) {
    if (view.isPresent()) {
      return of(view.get().view(slices));
    }
    return of(expression.seen(Selections.of(slices, shape())));
  }

  /**
   * A window on it.
   *
   * @param slices as {@link Slice#parse} reads it; no lists
   * @return a new object
   * @throws InvalidSliceException if the slice cannot be read or does not fit
   */
  public Lazy view(String slices) {
    return view(Slice.parse(slices));
  }

  /**
   * Computes all of it, block by block.
   *
   * @return a new array
   * @throws DosnaException if it would have more than 2^31-9 slots
   */
  public NDArray get() {
    if (view.isPresent()) {
      return view.get().get();
    }
    NDArray result = NDArray.zeros(dtype(), shape());
    if (Shapes.size(shape()) > 0) {
      ChunkGrid grid = ChunkGrid.of(shape(), blockSize());
      grid.positions()
          .forEach(
              index -> {
                long[] origin = grid.origin(index);
                long[] box = Arrays.stream(grid.extent(index)).asLongStream().toArray();
                result.set(Slice.box(origin, box), expression.block(origin, box));
              });
    }
    return result;
  }

  /**
   * Computes a slice.
   *
   * @param slices as {@link Slice#parse} reads it; no lists
   * @return a new array
   * @throws InvalidSliceException if the slice cannot be read or does not fit
   */
  public NDArray get(String slices) {
    return view(slices).get();
  }

  /**
   * Computes all of it into a new dataset, chunk by chunk, as the pool's engine deals them out.
   *
   * @param pool where to
   * @param newName its name
   * @param chunks the shape of its chunks; left out, that of the first dataset in the expression
   *     that has the shape of the result
   * @return the new dataset; removed again if it fails
   */
  public Dataset into(Group pool, String newName, int... chunks) {
    Arguments.require("pool", pool);
    Arguments.require("newName", newName);
    Arguments.require("chunks", chunks);
    DatasetSpec spec = DatasetSpec.of(dtype(), shape());
    int[] given = chunks.length > 0 ? chunks : chunkSize.orElse(spec.chunkSize());
    return pool.createDataset(newName, spec.chunkSize(given), this);
  }

  /** For instance {@code Lazy float32 [10, 256]}. */
  @Override
  public String toString() {
    return "Lazy " + dtype() + " " + Arrays.toString(shape());
  }
}
