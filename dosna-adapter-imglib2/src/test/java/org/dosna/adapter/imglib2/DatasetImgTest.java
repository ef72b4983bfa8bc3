package org.dosna.adapter.imglib2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.imglib2.Cursor;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.ComplexType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.dosna.Cluster;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Slice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images show what datasets hold, and write it back. */
class DatasetImgTest {
  private static final long[] RAGGED = {5, 7, 10};
  private static final int[] CHUNK = {2, 4, 8};

  private final Cluster cluster =
      Dosna.with("ram", "cpu").cluster(UUID.randomUUID().toString()).connect();
  private final Pool pool = cluster.createPool("pool");

  @AfterEach
  void close() {
    pool.close();
    cluster.deletePool("pool");
    cluster.disconnect();
  }

  static Stream<DType> dtypes() {
    return Stream.of(
        DType.BOOL,
        DType.INT8,
        DType.INT16,
        DType.INT32,
        DType.INT64,
        DType.UINT8,
        DType.UINT16,
        DType.UINT32,
        DType.UINT64,
        DType.FLOAT16,
        DType.FLOAT32,
        DType.FLOAT64,
        DType.COMPLEX64,
        DType.COMPLEX128,
        DType.of(">f8"));
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void showsAndStoresEveryType(DType dtype) {
    NDArray data = NDArray.random(dtype.nativeOrder(), 7, RAGGED);
    Dataset dataset = newDataset("data", dtype);
    dataset.set("...", data);
    Dataset target = newDataset("target", dtype);

    DatasetImg<?> image = DatasetImg.of(dataset);
    DatasetImg<?> written = DatasetImg.of(target);
    assertArrayEquals(new long[] {10, 7, 5}, image.dimensionsAsLongArray());
    requireShown(image, data);
    copy(image, written);
    requireShown(written, data);
    assertEquals(0, target.countStoredChunks());
    written.flush();
    assertEquals(data, target.get());
  }

  @Test
  void knowsItsType() {
    Dataset dataset = newDataset("data", DType.FLOAT32);
    Img<FloatType> image = DatasetImg.of(dataset, new FloatType());
    assertEquals(FloatType.class, image.getType().getClass());
    DosnaException wrong =
        assertThrows(DosnaException.class, () -> DatasetImg.of(dataset, new IntType()));
    assertTrue(wrong.getMessage().contains("float32 is an image of FloatType, not of IntType"));
    assertThrows(DosnaException.class, () -> DatasetImg.of(dataset, new FloatType(), -1));
  }

  @Test
  void whatWasChangedIsThereWhateverIsKept() {
    Dataset dataset = newDataset("data", DType.INT32);
    DatasetImg<IntType> image = DatasetImg.of(dataset, new IntType(), 0);
    NDArray data = NDArray.arange(DType.INT32, RAGGED);
    RandomAccess<IntType> access = image.randomAccess();
    for (int round = 1; round <= 3; round++) {
      for (int i = 0; i < data.size(); i++) {
        int at = (int) (i * 97L % data.size()); // another cell nearly each time
        access.setPositionAndGet(at % 10, at / 10 % 7, at / 70).set(round * at);
      }
      requireShown(image, data.times(round));
      image.flush();
      assertEquals(data.times(round), dataset.get());
    }
  }

  @Test
  void writesOnlyWhatWasChanged() {
    Dataset dataset = newDataset("data", DType.FLOAT32);
    DatasetImg<FloatType> image = DatasetImg.of(dataset, new FloatType());
    image.getAt(9, 6, 4).set(1);
    LoopBuilder.setImages(image).forEachPixel(FloatType::get);
    image.flush();
    assertEquals(1, dataset.countStoredChunks());
    dataset.set("...", 5);
    image.flush();
    assertEquals(5, dataset.get("-1, -1, -1").getDouble());
  }

  @Test
  void randomWritesAsInMemory() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      long[] shape = random.longs(1 + random.nextInt(4), 1, 9).toArray();
      int[] chunk = random.ints(shape.length, 1, 6).toArray();
      NDArray model = NDArray.random(DType.INT32, round, shape);
      DatasetSpec spec = DatasetSpec.of(DType.INT32, shape).chunkSize(chunk);
      Dataset dataset = pool.createDataset("random" + round, spec, model);
      DatasetImg<IntType> image = DatasetImg.of(dataset, new IntType(), random.nextInt(1000));
      RandomAccess<IntType> access = image.randomAccess();
      for (int i = 0; i < 200; i++) {
        long[] at = new long[shape.length];
        Arrays.setAll(at, axis -> random.nextInt((int) shape[axis]));
        IntType pixel = access.setPositionAndGet(Axes.reversed(at));
        assertEquals(model.getLong(at), pixel.get(), "seed " + seed);
        pixel.set(i);
        model.setLong(i, at);
        if (random.nextInt(40) == 0) {
          image.flush();
          assertEquals(model, dataset.get(), "seed " + seed);
        }
      }
    }
  }

  @Test
  void manyThreadsReadAndWriteTheirParts() throws Exception {
    Dataset dataset =
        pool.createDataset("data", DatasetSpec.of(DType.INT64, 8, 30, 30).chunkSize(3, 8, 8));
    DatasetImg<LongType> image = DatasetImg.of(dataset, new LongType(), 3000);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> plane = new ArrayList<>();
      for (int z = 0; z < 8; z++) {
        RandomAccessibleInterval<LongType> own = Views.hyperSlice(image, 2, z);
        long value = z + 1;
        plane.add(threads.submit(() -> own.forEach(pixel -> pixel.set(pixel.get() + value))));
      }
      for (Future<?> each : plane) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    image.flush();
    for (int z = 0; z < 8; z++) {
      assertEquals(NDArray.full(DType.INT64, z + 1, 30, 30), dataset.get(Slice.at(z)));
    }
  }

  @Test
  void whatCannotBeWrittenStaysChanged() {
    Dataset dataset = newDataset("data", DType.UINT8);
    DatasetImg<UnsignedByteType> image = DatasetImg.of(dataset, new UnsignedByteType());
    image.getAt(9, 6, 4).set(200);
    dataset.resize(5, 7, 9);
    assertThrows(DosnaException.class, image::flush);
    dataset.resize(5, 7, 10);
    image.flush();
    assertEquals(200, dataset.get("-1, -1, -1").getLong());
  }

  @Test
  void copiesIntoMemory() {
    NDArray data = NDArray.random(DType.FLOAT32, 1, RAGGED);
    Dataset dataset = newDataset("data", DType.FLOAT32);
    dataset.set("...", data);
    Img<FloatType> copy = DatasetImg.of(dataset, new FloatType()).copy();
    dataset.set("...", 0);
    requireShown(copy, data);
  }

  private Dataset newDataset(String name, DType dtype) {
    return pool.createDataset(name, DatasetSpec.of(dtype, RAGGED).chunkSize(CHUNK));
  }

  @SuppressWarnings("unchecked")
  private static <T extends NativeType<T>> void copy(Img<?> from, Img<?> to) {
    LoopBuilder.setImages((Img<T>) from, (Img<T>) to).forEachPixel((one, other) -> other.set(one));
  }

  private static void requireShown(Img<?> image, NDArray data) {
    Cursor<?> cursor = image.localizingCursor();
    long count = 0;
    while (cursor.hasNext()) {
      Object shown = value(cursor.next());
      long[] at = Axes.reversed(cursor.positionAsLongArray());
      Object expected = data.getObject(at);
      if (expected instanceof Float single) {
        expected = single.doubleValue();
      }
      assertEquals(expected.toString(), shown.toString());
      count++;
    }
    assertEquals(data.size(), count);
  }

  private static Object value(Object pixel) {
    if (pixel instanceof NativeBoolType bool) {
      return bool.get();
    } else if (pixel instanceof IntegerType<?> integer) {
      return integer.getBigInteger();
    } else if (pixel instanceof RealType<?> real) {
      return real.getRealDouble();
    }
    ComplexType<?> complex = (ComplexType<?>) pixel;
    return new Complex(complex.getRealDouble(), complex.getImaginaryDouble());
  }
}
