package org.dosna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.copy.Places;
import org.dosna.copy.StridedBox;
import org.dosna.fold.Statistic;
import org.dosna.image.Downsample;
import org.dosna.image.Filter;
import org.dosna.image.Pyramid;
import org.dosna.image.Spacing;
import org.dosna.minimal.MinimalCluster;
import org.dosna.plan.TransferStep;
import org.dosna.spi.Batches;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.ChunkKeys;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.LaneWalker;
import org.dosna.spi.Layer;
import org.dosna.spi.LockWait;
import org.dosna.spi.MappedSteps;
import org.dosna.spi.MemoryObjectStore;
import org.dosna.spi.NamedLocks;
import org.dosna.spi.ObjectChunks;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;
import org.dosna.spi.Piece;
import org.dosna.spi.Resize;
import org.dosna.spi.SourceRead;
import org.dosna.spi.Transfer;
import org.dosna.testkit.ArgumentSweep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody can pass to the library, null above all, is used or refused in our own words. */
class ArgumentsTest {
  private static final Set<Class<?>> OF_USERS =
      Set.of(
          ArraySource.class,
          BlockFunction.class,
          BlocksFunction.class,
          ChunkFunction.class,
          ChunkKeys.class,
          ChunkStep.class,
          LaneWalker.class,
          Codec.class,
          Coder.class,
          Layer.class,
          ObjectStore.class,
          Progress.Listener.class,
          SourceRead.class);

  private static final Map<Class<?>, List<?>> ODDITIES =
      Map.of(
          int.class, List.of(-1, 0, 7, Integer.MAX_VALUE, Integer.MIN_VALUE),
          long.class, List.of(-1L, 0L, 7L, Long.MAX_VALUE, Long.MIN_VALUE),
          double.class, List.of(-1.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY),
          int[].class, List.of(new int[0], new int[] {-1}, new int[] {0}, new int[2], new int[40]),
          long[].class,
              List.of(
                  new long[0],
                  new long[] {-1},
                  new long[] {7},
                  new long[] {Long.MAX_VALUE},
                  new long[] {Long.MIN_VALUE},
                  new long[] {Long.MAX_VALUE, Long.MAX_VALUE},
                  new long[40]),
          String.class,
              List.of(
                  "",
                  " ",
                  ".",
                  "..",
                  "/",
                  "a/../b",
                  "a//b",
                  "\0",
                  "\ud800",
                  "9".repeat(30),
                  "[",
                  "*"),
          Object.class,
              List.of(
                  "text",
                  'c',
                  new Object(),
                  new int[0],
                  new int[2][],
                  new Object[1],
                  DType.BOOL,
                  Double.NaN,
                  new Complex(1, 2),
                  new BigInteger("9".repeat(400)),
                  OpenMode.READ_ONLY),
          NDArray.class,
              List.of(
                  NDArray.zeros(DType.FLOAT32, 0, 3),
                  NDArray.zeros(DType.COMPLEX64),
                  NDArray.zeros(DType.INT32, 5),
                  NDArray.zeros(DType.INT32, 1, 1, 1)),
          Slice[].class,
              List.of(
                  new Slice[] {Slice.at(9)},
                  new Slice[] {Slice.newAxis(), Slice.ellipsis(), Slice.ellipsis()},
                  new Slice[] {Slice.all(), Slice.all()},
                  new Slice[] {Slice.range(Long.MIN_VALUE, Long.MAX_VALUE, -Long.MAX_VALUE)}));

  private final Cluster cluster = new MinimalCluster(new ConcurrentHashMap<>()).connect();
  private final Map<Class<?>, Object> samples = new HashMap<>();
  private NpySource npy;

  /** Something that is only passed: null is to be found before it is used. */
  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError(method + " is called");
            }));
  }

  private <T> void sample(Class<T> type, T value) {
    samples.put(type, value);
  }

  @BeforeEach
  void makeSamples(@TempDir Path folder) {
    NDArray array = NDArray.zeros(DType.INT32, 2);
    Path file = folder.resolve("a.npy");
    Npy.write(file, array);
    npy = Npy.open(file);
    Pool pool = cluster.createPool("pool");
    Dataset dataset = pool.createDataset("data", array, 2);
    Iterator<ChunkStep> steps = Collections.emptyIterator();
    ChunkStep step = TransferStep.read("get", new long[1], Transfer.whole(array));
    sample(String.class, "0");
    sample(Object.class, 1);
    sample(Object[].class, new Object[] {"0", 1});
    sample(long[].class, new long[] {0});
    sample(int[].class, new int[] {1});
    sample(short[].class, new short[1]);
    sample(byte[].class, new byte[1]);
    sample(double[].class, new double[1]);
    sample(float[].class, new float[1]);
    sample(boolean[].class, new boolean[1]);
    sample(Path.class, file);
    sample(IOException.class, new IOException("full"));
    sample(ByteBuffer.class, ByteBuffer.allocate(8));
    sample(List.class, List.of());
    sample(Optional.class, Optional.empty());
    sample(Iterator.class, steps);
    sample(NDArray[].class, new NDArray[] {NDArray.zeros(DType.INT32)});
    sample(long[][].class, new long[][] {{0}});
    sample(Picks.class, Picks.orthogonal());
    sample(Along.class, Along.of(Statistic.STD, 0));
    sample(LazyReduction.class, dataset.lazy().max(0));
    sample(Lazy.class, dataset.lazy());
    sample(BlocksFunction.class, (blocks, where) -> blocks.get(0));
    sample(Operator.class, Operator.PLUS);
    sample(Runnable.class, () -> {});
    sample(Supplier.class, () -> Stream.empty());
    sample(Consumer.class, any -> {});
    sample(Function.class, any -> any);
    sample(UnaryOperator.class, any -> any);
    sample(BinaryOperator.class, (first, second) -> first);
    sample(LongFunction.class, first -> steps);
    sample(NDArray.class, array);
    sample(ArraySource.class, array);
    sample(Attributes.class, dataset.attributes());
    sample(BlockFunction.class, (block, where) -> block);
    sample(ChunkFunction.class, (block, where) -> block);
    sample(Cluster.class, cluster);
    sample(DataChunk.class, dataset.createChunk(0));
    sample(Dataset.class, dataset);
    sample(AsyncDataset.class, dataset.async());
    sample(DatasetView.class, dataset.view(":1"));
    sample(DatasetSpec.class, dataset.spec());
    sample(ChunkGrid.class, dataset.spec().grid());
    sample(DType.class, DType.INT32);
    sample(FillChunks.class, FillChunks.STORED);
    Codecs codecs = Codecs.parse("shuffle");
    sample(Codecs.class, codecs);
    sample(Codecs.Part.class, codecs.parts().get(0));
    sample(ChunkForm.class, new ChunkForm(dataset.spec(), new byte[0]));
    sample(Finding.Kind.class, Finding.Kind.FOREIGN);
    sample(Finding.class, new Finding(Finding.Kind.FOREIGN, "a", "b", "c"));
    sample(Halo.class, Halo.of(0));
    sample(NpySource.class, npy);
    sample(OpenMode.class, OpenMode.READ_ONLY);
    sample(Options.class, Options.none());
    sample(Member.class, new Member("data", false));
    sample(Pool.class, pool);
    sample(Group.class, pool);
    sample(Progress.Listener.class, progress -> {});
    RechunkPlan rechunk = RechunkPlan.to();
    sample(RechunkPlan.class, rechunk);
    sample(Rechunking.class, rechunk.of(dataset));
    sample(Rechunking.Pass.class, rechunk.of(dataset).passes().get(0));
    sample(Region.class, new Region(new long[1], new long[1]));
    sample(Selector.class, new Selector(Dosna.status()));
    sample(Slice.class, Slice.all());
    sample(Slice[].class, new Slice[] {Slice.all()});
    Layer layer = chunked -> any -> any;
    sample(Layer.class, layer);
    sample(LayeredCluster.class, new LayeredCluster(cluster, layer));
    sample(ChunkBytes.class, new ChunkBytes(ByteBuffer.allocate(8), 0));
    sample(ChunkKeys.class, ChunkKeys.numbered("x", '/'));
    ChunkPlan plan = new ChunkPlan("get", false, 0, 1, first -> steps);
    sample(ChunkPlan.class, plan);
    sample(ChunkStep.class, step);
    sample(ChunkedArray.class, dataset.chunked());
    sample(LaneWalker.class, lane -> {});
    sample(BiPredicate.class, (index, other) -> true);
    sample(BooleanSupplier.class, () -> true);
    sample(NamedLocks.class, new NamedLocks<String>());
    sample(LockWait.class, new LockWait(folder, 0, 1));
    sample(Lock.class, new ReentrantLock());
    sample(Batches.class, new Batches(steps, 1));
    sample(MappedSteps.class, new MappedSteps(steps, any -> any));
    ObjectStore store = unused(ObjectStore.class);
    sample(ObjectStore.class, store);
    sample(MemoryObjectStore.class, new MemoryObjectStore());
    sample(ObjectVersion.class, new ObjectVersion("x"));
    sample(
        ObjectChunks.class,
        new ObjectChunks(store, ChunkKeys.numbered("x", '/'), dataset::spec, () -> {}));
    sample(Pyramid.class, Pyramid.build(dataset, pool, 1, Downsample.mean()));
    sample(Downsample.class, Downsample.mean());
    sample(Filter.class, Filter.median(1));
    sample(Spacing.class, Spacing.of(1));
    sample(Transfer.class, Transfer.whole(array));
    sample(Piece.class, Transfer.whole(array).pieces(1).get(0));
    sample(Places.class, StridedBox.all(2, 1));
    sample(SourceRead.class, unused(SourceRead.class));
    sample(
        Resize.class,
        new Resize() {
          @Override
          protected DatasetSpec present() {
            return dataset.spec();
          }

          @Override
          protected void dropOutside(DatasetSpec shown) {}

          @Override
          protected void show(DatasetSpec after) {}
        });
  }

  @AfterEach
  void close() {
    npy.close();
    cluster.close();
  }

  private List<String> faults(Class<?> neighbour, Map<Class<?>, List<?>> oddities) {
    List<Class<?>> classes = new ArrayList<>(ArgumentSweep.publicClasses(neighbour));
    classes.remove(Arguments.class);
    return new ArgumentSweep(samples, oddities).faults(classes, OF_USERS);
  }

  @Test
  void usersGetNoOtherExceptionsThanOurs() {
    assertEquals("", String.join("\n", faults(Dosna.class, ODDITIES)));
  }

  @Test
  void soDoUsersOfImages() {
    assertEquals("", String.join("\n", faults(Pyramid.class, ODDITIES)));
  }

  @Test
  void authorsOfBackendsAreToldWhatIsNull() {
    assertEquals("", String.join("\n", faults(ChunkPlan.class, Map.of())));
  }
}
