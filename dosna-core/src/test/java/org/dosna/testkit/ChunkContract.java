package org.dosna.testkit;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dosna.AlreadyExistsException;
import org.dosna.DType;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Slice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single chunks, and which of them reading and writing makes. */
abstract class ChunkContract extends StoreContract {
  private static final NDArray ONES = NDArray.full(DType.INT32, 1, 3, 4);

  /** Shape 7 x 10 in chunks of 3 x 4: the last ones reach beyond the shape on both axes. */
  private Dataset data;

  @BeforeEach
  void createData() {
    data = createInts("data", shape(7, 10), 3, 4);
  }

  private static NDArray chunkOf(Object fill) {
    return NDArray.full(DType.INT32, fill, 3, 4);
  }

  /** Asserts which chunks are stored, asked in every way there is. */
  private void assertStored(long[]... expected) {
    Dataset opened = reopen("data");
    Set<List<Long>> wanted = Arrays.stream(expected).map(ChunkContract::list).collect(toSet());
    for (long row = 0; row < 3; row++) {
      for (long column = 0; column < 3; column++) {
        boolean stored = wanted.contains(List.of(row, column));
        assertEquals(stored, opened.hasChunk(row, column), "chunk " + row + ", " + column);
      }
    }
    assertEquals(wanted.size(), opened.countStoredChunks());
    store
        .raw()
        .map(raw -> raw.chunks(POOL, "data").stream().map(ChunkContract::list).collect(toSet()))
        .ifPresent(stored -> assertEquals(wanted, stored));
  }

  private static List<Long> list(long[] index) {
    return Arrays.stream(index).boxed().toList();
  }

  /** Asserts what is stored of a chunk, beyond the dataset's shape too. */
  private void assertChunk(NDArray expected, long... index) {
    assertEquals(expected, reopen("data").getChunk(index).getData());
    store
        .raw()
        .map(raw -> raw.chunk(POOL, "data", index).orElseThrow())
        .ifPresent(stored -> assertArrayEquals(Samples.bytes(expected, DType.INT32), stored));
  }

  @Test
  void aCreatedChunkHoldsFillValue() {
    DataChunk chunk = data.createChunk(2, 1);
    assertArrayEquals(shape(2, 1), chunk.index());
    assertArrayEquals(new int[] {3, 4}, chunk.shape());
    assertEquals(DType.INT32, chunk.dtype());
    assertEquals(48, chunk.byteCount());
    assertEquals(chunkOf(-1), chunk.getData());
    assertChunk(chunkOf(-1), 2, 1);
    assertStored(shape(2, 1));
    assertTrue(chunk.toString().contains("[2, 1]"), chunk.toString());
  }

  @Test
  void aChunkIsCreatedOnce() {
    data.createChunk(0, 0).setData(ONES);
    assertRefused(
        AlreadyExistsException.class,
        () -> reopen("data").createChunk(0, 0),
        "[0, 0]",
        "'data'",
        "'" + POOL + "'");
    assertChunk(ONES, 0, 0);
  }

  @Test
  void aMissingChunkIsNamed() {
    String[] parts = {"[1, 2]", "'data'", "'" + POOL + "'", "not stored"};
    assertRefused(NotFoundException.class, () -> data.getChunk(1, 2), parts);
    assertFalse(data.hasChunk(1, 2));
    assertFalse(data.deleteChunk(1, 2));
    assertStored();
  }

  @Test
  void positionsOutsideTheGridAreRefused() {
    List<long[]> wrong =
        List.of(shape(3, 0), shape(0, 3), shape(-1, 0), shape(0), shape(0, 0, 0), shape());
    for (long[] index : wrong) {
      String[] parts = {Arrays.toString(index), "[3, 3]", "'data'"};
      assertRefused(InvalidSliceException.class, () -> data.createChunk(index), parts);
      assertRefused(InvalidSliceException.class, () -> data.getChunk(index), parts);
      assertRefused(InvalidSliceException.class, () -> data.hasChunk(index), parts);
      assertRefused(InvalidSliceException.class, () -> data.deleteChunk(index), parts);
    }
    assertStored();
  }

  @Test
  void aDeletedChunkReadsAsFillValue() {
    data.set("...", 4);
    DataChunk chunk = data.getChunk(1, 1);
    assertTrue(reopen("data").deleteChunk(1, 1));
    assertFalse(data.deleteChunk(1, 1));
    assertFalse(data.hasChunk(1, 1));
    NDArray expected = NDArray.full(DType.INT32, 4, 7, 10);
    expected.set("3:6, 4:8", -1);
    assertEquals(expected, data.get());
    assertRefused(NotFoundException.class, chunk::getData, "[1, 1]");
    assertRefused(NotFoundException.class, () -> chunk.setData(ONES), "[1, 1]");
    assertFalse(data.hasChunk(1, 1));
  }

  @Test
  void aChunkObjectSeesTheChunkThatIsThere() {
    DataChunk chunk = data.createChunk(0, 1);
    chunk.setData(ONES);
    reopen("data").deleteChunk(0, 1);
    reopen("data").set("0, 4", 8);
    NDArray expected = chunkOf(-1);
    expected.set("0, 0", 8);
    assertEquals(expected, chunk.getData());
    chunk.setData(ONES);
    assertEquals(ONES, reopen("data").getChunk(0, 1).getData());
    assertEquals(ONES, chunk.getData());
  }

  @Test
  void partsOfAChunkAreReadAndWritten() {
    DataChunk chunk = data.createChunk(0, 0);
    NDArray model = chunkOf(-1);
    Slice[][] parts = {
      {Slice.at(1)},
      {Slice.all(), Slice.all().step(-2)},
      {Slice.ellipsis(), Slice.at(-1)},
      {Slice.from(1), Slice.range(1, 3)},
      {Slice.at(2), Slice.at(2)},
      {Slice.all().step(-1), Slice.newAxis(), Slice.from(5)}
    };
    int value = 10;
    for (Slice[] part : parts) {
      NDArray values = NDArray.arange(DType.INT32, model.get(part).shape());
      values.set("...", value++);
      chunk.setData(values, part);
      model.set(part, values);
      assertEquals(model, chunk.getData());
      assertEquals(model.get(part), chunk.getData(part));
    }
    chunk.setData(NDArray.of(new double[] {1.9, -2.9, 1e99, Double.NaN}), Slice.at(0));
    model.set("0", NDArray.of(new int[] {1, -2, Integer.MAX_VALUE, 0}));
    assertChunk(model, 0, 0);
    assertEquals(model, data.get(":3, :4"));
  }

  @Test
  void partsOfEdgeChunksAgreeWithAnArray() {
    Cases cases = new Cases(5);
    long[] chunkShape = {3, 4};
    String[] inside = {":, :2", ":1, :", ":1, :2"};
    long[][] edges = {{0, 2}, {2, 0}, {2, 2}};
    for (int edge = 0; edge < edges.length; edge++) {
      DataChunk chunk = data.createChunk(edges[edge]);
      NDArray model = chunkOf(-1);
      for (int step = 0; step < Effort.times(100); step++) {
        String slices = cases.slices(chunkShape);
        NDArray value = cases.value(DType.INT32, model.get(slices).shape());
        chunk.setData(value, Slice.parse(slices));
        model.set(slices, value);
        NDArray clipped = chunkOf(-1);
        clipped.set(inside[edge], model.get(inside[edge]));
        model = clipped;
        assertEquals(model, chunk.getData(), slices);
        assertEquals(model.get(slices), chunk.getData(Slice.parse(slices)), slices);
      }
      assertChunk(model, edges[edge]);
    }
  }

  @Test
  void dataThatDoesNotFitAChunkIsRefused() {
    DataChunk chunk = data.createChunk(0, 0);
    chunk.setData(ONES);
    for (long[] shape : List.of(shape(3), shape(4, 3), shape(3, 4, 1), shape(1), shape(0, 4))) {
      NDArray wrong = NDArray.zeros(DType.INT32, shape);
      assertRefused(
          InvalidSliceException.class,
          () -> chunk.setData(wrong),
          "[3, 4]",
          Arrays.toString(shape));
    }
    NDArray five = NDArray.zeros(DType.INT32, 5);
    assertRefused(InvalidSliceException.class, () -> chunk.setData(five, Slice.at(0)), "[5]");
    assertRefused(InvalidSliceException.class, () -> chunk.setData(five, Slice.at(3)), "3");
    assertRefused(InvalidSliceException.class, () -> chunk.setData(five, Slice.to(0)), "[5]");
    assertRefused(InvalidSliceException.class, () -> chunk.getData(Slice.at(-4)), "-4");
    assertChunk(ONES, 0, 0);
  }

  @Test
  void readingNeverCreatesAChunk() {
    data.get();
    data.get("::-1, 3");
    data.get(":2, :2", NDArray.zeros(DType.INT32, 2, 2));
    data.read(shape(6, 9), NDArray.zeros(DType.INT32, 1, 1));
    data.blocks().forEach(block -> assertEquals(-1, block.data().getLong(0, 0)));
    data.hasChunk(0, 0);
    assertStored();
  }

  @Test
  void writingCreatesTheTouchedChunksOnly() {
    data.set("0:0", 1);
    assertStored();
    data.set("4, 5", 1);
    assertStored(shape(1, 1));
    data.set("::6, ::9", 1);
    assertStored(shape(0, 0), shape(0, 2), shape(1, 1), shape(2, 0), shape(2, 2));
    NDArray expected = NDArray.full(DType.INT32, -1, 7, 10);
    expected.set("4, 5", 1);
    expected.set("::6, ::9", 1);
    assertEquals(expected, reopen("data").get());
  }

  @Test
  void beyondTheShapeIsFillValue() {
    NDArray corner = chunkOf(-1);
    data.set("6, 8:", 3);
    corner.set("0, :2", 3);
    assertChunk(corner, 2, 2);
    data.set("...", 4);
    corner.set("0, :2", 4);
    assertChunk(corner, 2, 2);
    data.getChunk(2, 2).setData(ONES);
    corner.set("0, :2", 1);
    assertChunk(corner, 2, 2);
    data.getChunk(2, 2).setData(NDArray.full(DType.INT32, 9, 3), Slice.all(), Slice.at(1));
    corner.set("0, 1", 9);
    assertChunk(corner, 2, 2);
    data.load(NDArray.full(DType.INT32, 6, 7, 10));
    corner.set("0, :2", 6);
    assertChunk(corner, 2, 2);
    data.apply((block, where) -> NDArray.full(DType.INT32, 7, block.shape()));
    corner.set("0, :2", 7);
    assertChunk(corner, 2, 2);
  }

  @Test
  void clearingDeletesAllChunks() {
    data.set("1:5, 5", 2);
    assertStored(shape(0, 1), shape(1, 1));
    reopen("data").clear();
    assertStored();
    assertEquals(NDArray.full(DType.INT32, -1, 7, 10), data.get());
    data.clear();
    data.set("0, 0", 3);
    assertStored(shape(0, 0));
  }
}
