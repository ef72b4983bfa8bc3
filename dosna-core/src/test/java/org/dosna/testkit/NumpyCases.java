package org.dosna.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dosna.Along;
import org.dosna.AlongAxes;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Elementwise;
import org.dosna.Indexable;
import org.dosna.Lazy;
import org.dosna.LazyReduction;
import org.dosna.NDArray;
import org.dosna.NDArrays;
import org.dosna.Operator;
import org.dosna.Pool;
import org.dosna.Sliceable;
import org.dosna.Turning;
import org.dosna.Viewable;

/**
 * Random programs of selections, views that turn, arithmetic over several datasets and reductions,
 * run on a pool, whose results are compared with numpy's. Numpy is asked when the test runs: the
 * property {@code dosna.pypi.python} names a Python that has it.
 */
public final class NumpyCases {
  /** Another one each time; with it the same programs are tried again. */
  public static final long SEED =
      Long.getLong("dosna.exchange.seed", new Random().nextInt(Integer.MAX_VALUE));

  private final Pool pool;
  private final List<String[]> arrays = new ArrayList<>();
  private int made;
  private Sliceable root = NDArray.zeros(DType.BOOL);

  private NumpyCases(Pool pool) {
    this.pool = pool;
  }

  /**
   * Asks numpy.
   *
   * @param folder where the programs and their results are written
   * @param programs how many
   * @return a file
   */
  public static Path generate(Path folder, int programs) throws IOException, InterruptedException {
    Path script = copied("numpy_cases.py", folder);
    copied("numpy_reductions.py", folder);
    Path table = folder.resolve("cases.tsv");
    System.out.println("NumpyCases: dosna.exchange.seed=" + SEED);
    List<String> command =
        List.of(
            System.getProperty("dosna.pypi.python", "/usr/bin/python3"),
            script.toString(),
            Long.toString(SEED),
            Integer.toString(programs),
            table.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
    return table;
  }

  private static Path copied(String resource, Path folder) throws IOException {
    Path file = folder.resolve(resource);
    try (InputStream in = NumpyCases.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    return file;
  }

  /**
   * Runs programs.
   *
   * @param pool where datasets are made for them
   * @param table what {@link #generate} wrote
   * @return how many were run, and then what was found: each program whose result differs
   */
  public static List<String> differences(Pool pool, Path table) throws IOException {
    NumpyCases cases = new NumpyCases(pool);
    List<String> found = new ArrayList<>();
    int count = 0;
    for (String line : Files.readAllLines(table)) {
      String[] columns = line.split("\t", -1);
      if (columns[0].equals("array")) {
        cases.add(columns);
      } else {
        count++;
        cases.difference(columns).ifPresent(found::add);
      }
    }
    found.add(0, count + " programs");
    return found;
  }

  private void add(String[] columns) {
    arrays.add(columns);
    create("array" + (arrays.size() - 1), columns);
  }

  private Dataset create(String name, String[] columns) {
    int[] chunks = Arrays.stream(Tables.longs(columns[3])).mapToInt(Math::toIntExact).toArray();
    DatasetSpec spec = DatasetSpec.of(DType.of(columns[1]), Tables.longs(columns[2]));
    return pool.createDataset(name, spec.chunkSize(chunks), array(columns));
  }

  private static NDArray array(String[] columns) {
    return Tables.array(DType.of(columns[1]).nativeOrder().numpy(), columns[2], columns[4]);
  }

  private Optional<String> difference(String[] columns) {
    List<String> steps = List.of(columns).subList(4, columns.length);
    Optional<String> fault;
    try {
      NDArray actual = run(steps);
      fault =
          columns[0].equals("error")
              ? Optional.of("numpy refuses it; given was " + actual)
              : fault(Tables.array(columns[0], columns[1], columns[2]), columns[3], actual);
    } catch (RuntimeException e) {
      boolean refused = columns[0].equals("error") && e instanceof DosnaException;
      fault = refused ? Optional.empty() : Optional.of(e.toString());
    }
    return fault.map(text -> "seed " + SEED + ", " + steps + ": " + text);
  }

  private static Optional<String> fault(NDArray expected, String compare, NDArray actual) {
    boolean same =
        expected.dtype() == actual.dtype()
            && Arrays.equals(expected.shape(), actual.shape())
            && (expected.equals(actual) || isNear(expected, compare, actual));
    return same ? Optional.empty() : Optional.of("expected " + expected + ", was " + actual);
  }

  private static boolean isNear(NDArray expected, String compare, NDArray actual) {
    if (expected.dtype().element().isIntegral()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      for (boolean imaginary : new boolean[] {false, true}) {
        double want = NumpyReduction.part(expected, i, imaginary);
        double have = NumpyReduction.part(actual, i, imaginary);
        boolean near =
            switch (compare) {
              case "bits" -> false;
              case "zeros" -> want == have;
              case "2ulp" -> Math.abs(want - have) <= 2 * ulp(expected.dtype(), want);
              default ->
                  Math.abs(want - have)
                      <= NumpyReduction.lastDigits(expected.dtype(), want)
                          + Double.parseDouble(compare);
            };
        if (!near && Double.compare(want, have) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static double ulp(DType dtype, double value) {
    return switch (dtype.itemSize()) {
      case 2 -> Math.max(Math.abs(value) * 0x1p-10, 0x1p-24);
      case 4 -> Math.ulp((float) value);
      default -> Math.ulp(value);
    };
  }

  private NDArray run(List<String> steps) {
    Deque<Object> stack = new ArrayDeque<>();
    root = NDArray.zeros(DType.BOOL);
    for (String step : steps) {
      int end = step.indexOf(' ');
      stack.push(done(step.substring(0, end), step.substring(end + 1), stack));
    }
    return got(stack.pop());
  }

  /** All elements; sometimes by way of a new dataset. */
  private NDArray got(Object value) {
    made++;
    boolean stored = made % 4 == 0;
    if (value instanceof Lazy lazy) {
      boolean can = stored && lazy.shape().length > 0;
      return can ? lazy.into(pool, "made" + made).get() : lazy.get();
    }
    if (value instanceof LazyReduction reduction) {
      boolean can = stored && reduction.shape().length > 0;
      return can ? reduction.into(pool, "made" + made).get() : reduction.get();
    }
    return value instanceof NDArray array ? array : ((Sliceable) value).get();
  }

  private Object done(String step, String text, Deque<Object> stack) {
    return switch (step) {
      case "dataset" -> pool.getDataset("array" + text);
      case "array" -> array(arrays.get(Integer.parseInt(text)));
      case "new" -> target(text);
      case "get" -> got(stack.pop());
      case "scalar" -> scalar(text);
      case "unary" -> elementwise(stack.pop()).apply(Operator.valueOf(text));
      case "binary" -> binary(Operator.valueOf(text), stack.pop(), stack.pop());
      case "astype" -> astype(stack.pop(), DType.of(text));
      case "where" -> where(stack.pop(), stack.pop(), stack.pop());
      case "clip" -> {
        long[] bounds = Tables.longs(text);
        yield elementwise(stack.pop()).clip(bounds[0], bounds[1]);
      }
      case "reduce" -> reduced(stack.pop(), text.split(" "));
      case "set" -> assigned(stack.pop(), stack.pop());
      case "unique" -> NDArrays.unique((NDArray) stack.pop()).counts();
      case "concat", "stack" -> joined(step, text, (NDArray) stack.pop(), (NDArray) stack.pop());
      default -> picked(stack.pop(), step, text);
    };
  }

  /** A dataset or an array, to which something will be assigned. */
  private Sliceable target(String text) {
    String[] words = text.split(" ");
    String[] columns = arrays.get(Integer.parseInt(words[1]));
    root = words[0].equals("array") ? array(columns) : create("new" + made, columns);
    return root;
  }

  private NDArray assigned(Object value, Object selected) {
    NDArray elements =
        value instanceof Long number ? NDArray.of(new long[] {number}).reshape() : got(value);
    ((Sliceable) selected).set(elements);
    return root.get();
  }

  private static Object scalar(String text) {
    String[] words = text.split(" ");
    return switch (words[0]) {
      case "int" -> Long.valueOf(words[1]);
      case "float" -> Double.valueOf(words[1]);
      default -> Boolean.valueOf(words[1]);
    };
  }

  private static Elementwise<?> elementwise(Object value) {
    return value instanceof NDArray array ? array : Lazy.of((ArraySource) value);
  }

  private static Object binary(Operator operator, Object second, Object first) {
    boolean inMemory = first instanceof NDArray && !isStored(second);
    return (inMemory ? elementwise(first) : Lazy.of((ArraySource) first)).apply(operator, second);
  }

  private static boolean isStored(Object value) {
    return value instanceof ArraySource && !(value instanceof NDArray);
  }

  private static Object astype(Object value, DType dtype) {
    return value instanceof NDArray array
        ? array.astype(dtype)
        : Lazy.of((ArraySource) value).astype(dtype);
  }

  private static Object where(Object second, Object first, Object mask) {
    return Stream.of(mask, first, second).anyMatch(NumpyCases::isStored)
        ? Lazy.of((ArraySource) mask).where(first, second)
        : NDArrays.where((NDArray) mask, first, second);
  }

  private static NDArray joined(String how, String axis, NDArray second, NDArray first) {
    int at = Integer.parseInt(axis);
    return how.equals("stack")
        ? NDArrays.stack(at, first, second)
        : NDArrays.concat(at, first, second);
  }

  private static Object reduced(Object value, String[] words) {
    int[] axes = axes(words[1]);
    double parameter = Double.parseDouble(words[2]);
    boolean ddof = parameter != 0 && words[0].matches(".*(std|var)");
    boolean keep = words[3].equals("1");
    if (value instanceof Lazy || (isStored(value) && (ddof || keep))) {
      LazyReduction reduction =
          NumpyReduction.of(Lazy.of((ArraySource) value), words[0], axes, parameter);
      reduction = ddof ? reduction.ddof(parameter) : reduction;
      return keep ? reduction.keepDims() : reduction;
    }
    @SuppressWarnings("unchecked")
    AlongAxes<NDArray> plain = (AlongAxes<NDArray>) value;
    AlongAxes<NDArray> changed =
        what -> {
          Along divided = ddof ? what.ddof(parameter) : what;
          return plain.along(keep ? divided.keepDims() : divided);
        };
    return NumpyReduction.of(changed, words[0], axes, parameter);
  }

  private static int[] axes(String text) {
    return Arrays.stream(Tables.longs(text)).mapToInt(Math::toIntExact).toArray();
  }

  /** A selection; of an array a copy, unless something will be assigned to it. */
  private Object picked(Object value, String step, String text) {
    boolean isTarget = value == root;
    Object seen =
        switch (step) {
          case "view" -> viewed(value, text, isTarget);
          case "oindex" -> ((Indexable<?>) value).oindex(text);
          case "vindex" -> ((Indexable<?>) value).vindex(points(text));
          case "mask" -> ((Indexable<?>) value).mask(mask(text, ((ArraySource) value).shape()));
          default -> turned((Turning<?>) value, step, axes(text));
        };
    return value instanceof NDArray && !isTarget ? ((Sliceable) seen).get() : seen;
  }

  private static Object viewed(Object value, String slices, boolean isTarget) {
    if (value instanceof NDArray array) {
      // Each slice is about its own axis: so it means the same.
      return isTarget ? array.oindex(slices) : array.get(slices);
    }
    return value instanceof Lazy lazy ? lazy.view(slices) : ((Viewable) value).view(slices);
  }

  private static Object turned(Turning<?> value, String how, int[] axes) {
    return switch (how) {
      case "transpose" -> value.transpose(axes);
      case "swapAxes" -> value.swapAxes(axes[0], axes[1]);
      case "flip" -> value.flip(axes);
      default -> value.squeeze();
    };
  }

  private static NDArray[] points(String text) {
    return Arrays.stream(text.split(";"))
        .map(axis -> axis.split(":", -1))
        .map(axis -> NDArray.of(Tables.longs(axis[1])).reshape(Tables.longs(axis[0])))
        .toArray(NDArray[]::new);
  }

  private static NDArray mask(String bits, long[] shape) {
    boolean[] mask = new boolean[bits.length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = bits.charAt(i) == '1';
    }
    return NDArray.of(mask, shape);
  }
}
