package org.dosna.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.dosna.Along;
import org.dosna.ArraySource;
import org.dosna.BlockFunction;
import org.dosna.BlocksFunction;
import org.dosna.ChunkFunction;
import org.dosna.Codecs;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.FillChunks;
import org.dosna.Group;
import org.dosna.Halo;
import org.dosna.ImageLevels;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Operator;
import org.dosna.Picks;
import org.dosna.RechunkPlan;
import org.dosna.Slice;

/**
 * Calls all public methods of some objects, in whatever state these and their store are, with good
 * arguments and with one after the other odd: nothing may come out but a {@link DosnaException}.
 * Calls are in the same order in every process.
 */
public final class CallSweep {
  /** A chunk of 2 axes, as the dataset has that the arguments are made for. */
  private static final NDArray BOX = NDArray.full(DType.INT32, 1, 2, 3);

  /** What ends something comes last. */
  private static final Set<String> LAST = Set.of("clear", "delete", "close", "disconnect");

  /** Of each type the argument of a good call, and what else is tried. */
  private static final Map<Class<?>, List<?>> ARGUMENTS = arguments();

  /** A stream or an iteration is followed as far. */
  private static final int FOLLOWED = 100;

  private final Group group;
  private final Runnable before;

  /**
   * A sweep.
   *
   * @param group where methods that want a group put something
   * @param before what is done before each call
   */
  public CallSweep(Group group, Runnable before) {
    this.group = group;
    this.before = before;
  }

  private static Map<Class<?>, List<?>> arguments() {
    Map<Class<?>, List<?>> of = new HashMap<>();
    of.put(boolean.class, List.of(true, false));
    of.put(int.class, List.of(1, -1, 0, Integer.MAX_VALUE));
    of.put(long.class, List.of(1L, -1L, Long.MIN_VALUE));
    of.put(double.class, List.of(1.0, Double.NaN, Double.NEGATIVE_INFINITY));
    of.put(int[].class, List.of(new int[] {2, 2}, new int[0], new int[2], new int[] {-1, 1}));
    of.put(
        long[].class,
        List.of(new long[2], new long[0], new long[] {-1, 0}, new long[] {7, Long.MAX_VALUE}));
    of.put(String.class, List.of("0", "other", "", "..", "a/b", "9".repeat(300), "*", "\ud800"));
    of.put(
        Object.class,
        List.of(1, "text", new BigInteger("9".repeat(99)), new Complex(1, 2), new int[2][]));
    of.put(Object[].class, List.of(new Object[] {"0", 1}, new Object[] {BOX}));
    of.put(Slice[].class, List.of(new Slice[0], new Slice[] {Slice.at(99)}, new Slice[40]));
    of.put(
        NDArray.class, List.of(BOX, NDArray.zeros(DType.COMPLEX64), NDArray.zeros(DType.INT8, 7)));
    of.put(ArraySource.class, of.get(NDArray.class));
    of.put(ChunkFunction.class, List.<ChunkFunction>of((block, where) -> block, (b, w) -> BOX));
    of.put(
        BlocksFunction.class, List.<BlocksFunction>of((blocks, where) -> BOX, (b, w) -> b.get(9)));
    of.put(List.class, List.of(List.of(), List.of(BOX)));
    of.put(BlockFunction.class, List.<BlockFunction<Integer>>of((block, where) -> 1));
    of.put(BinaryOperator.class, List.<BinaryOperator<Object>>of((first, second) -> first));
    of.put(Halo.class, List.of(Halo.of(1, 1), Halo.of(1), Halo.of(1000, 0).wrap()));
    of.put(DType.class, List.of(DType.FLOAT64, DType.BOOL));
    of.put(DatasetSpec.class, List.of(DatasetSpec.of(DType.INT8, 4, 4).chunkSize(2, 3)));
    of.put(Codecs.class, List.of(Codecs.none(), Codecs.parse("shuffle, gzip"), Codecs.delta()));
    of.put(
        Picks.class,
        List.of(
            Picks.orthogonal(Slice.list(0, 1)),
            Picks.points(NDArray.of(new int[] {0, 9}), NDArray.of(new int[] {-1, 0}))));
    of.put(Operator.class, List.of(Operator.PLUS, Operator.LOG));
    of.put(RechunkPlan.class, List.of(RechunkPlan.to(1, 2), RechunkPlan.to(3)));
    of.put(FillChunks.class, List.of(FillChunks.STORED));
    ImageLevels.Level level = new ImageLevels.Level("0", List.of(1.0, 2.0), List.of(0.0, 0.5));
    of.put(ImageLevels.class, List.of(new ImageLevels(List.of("", "meter"), List.of(level))));
    of.put(OpenMode.class, List.of(OpenMode.READ_ONLY));
    return of;
  }

  /**
   * Calls the methods of some objects.
   *
   * @param receivers the objects; of each those methods that public classes of the core declare
   * @return what came out that should not, one line each
   */
  public List<String> faults(Object... receivers) {
    Set<String> faults = new LinkedHashSet<>();
    for (Object receiver : receivers) {
      Stream.of(receiver.getClass().getMethods())
          .filter(CallSweep::isSwept)
          .sorted(
              Comparator.comparing((Method method) -> LAST.contains(method.getName()))
                  .thenComparing(Method::getName)
                  .thenComparing(method -> Arrays.toString(method.getParameterTypes())))
          .forEach(method -> sweep(receiver, method, faults));
    }
    return List.copyOf(faults);
  }

  private static boolean isSwept(Method method) {
    return method.getDeclaringClass().getName().startsWith("org.dosna.")
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic()
        && !method.getName().equals("equals")
        // Users get none.
        && !List.of(method.getParameterTypes()).contains(Along.class);
  }

  private void sweep(Object receiver, Method method, Set<String> faults) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = Stream.of(types).map(type -> values(type).get(0)).toArray();
    call(receiver, method, arguments, faults);
    for (int i = 0; i < types.length; i++) {
      List<?> values = values(types[i]);
      for (Object odd : values.subList(1, values.size())) {
        Object[] changed = arguments.clone();
        changed[i] = odd;
        call(receiver, method, changed, faults);
      }
    }
  }

  private List<?> values(Class<?> type) {
    if (type.isAssignableFrom(Group.class) && type != Object.class) {
      return List.of(group);
    }
    if (!ARGUMENTS.containsKey(type) && type.isArray()) {
      Object[] one = (Object[]) Array.newInstance(type.getComponentType(), 1);
      one[0] = values(type.getComponentType()).get(0);
      return List.of(one, Array.newInstance(type.getComponentType(), 0));
    }
    if (!ARGUMENTS.containsKey(type)) {
      throw new IllegalStateException("no argument of " + type);
    }
    return ARGUMENTS.get(type);
  }

  private void call(Object receiver, Method method, Object[] arguments, Set<String> faults) {
    before.run();
    try {
      method.setAccessible(true);
      follow(method.invoke(receiver, arguments));
    } catch (InvocationTargetException e) {
      note(receiver, method, arguments, e.getCause(), faults);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method.toString(), e);
    } catch (RuntimeException e) {
      note(receiver, method, arguments, e, faults);
    } finally {
      Thread.interrupted();
    }
  }

  /** What is lazy is done now. */
  private static void follow(Object result) {
    if (result instanceof Stream<?> stream) {
      try (stream) {
        List<Object> followed = new ArrayList<>();
        stream.limit(FOLLOWED).forEach(followed::add);
      }
    } else if (result instanceof Iterable<?> iterable) {
      Iterator<?> iterator = iterable.iterator();
      for (int i = 0; i < FOLLOWED && iterator.hasNext(); i++) {
        iterator.next();
      }
    }
  }

  private static void note(
      Object receiver, Method method, Object[] arguments, Throwable thrown, Set<String> faults) {
    if (!(thrown instanceof DosnaException)) {
      String given = Arrays.deepToString(arguments);
      faults.add(
          receiver.getClass().getSimpleName()
              + "."
              + method.getName()
              + given.substring(0, Math.min(200, given.length()))
              + ": "
              + thrown
              + " at "
              + thrown.getStackTrace()[0]);
    }
  }
}
