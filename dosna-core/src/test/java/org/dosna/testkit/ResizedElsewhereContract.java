package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dosna.ArraySource;
import org.dosna.Block;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetView;
import org.dosna.Halo;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datasets, views and sources whose shape changes after somebody has got hold of them. */
abstract class ResizedElsewhereContract extends StoreContract {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 7, 10);

  private Dataset data;

  @BeforeEach
  void createData() {
    data = createInts("data", shape(7, 10), 3, 4);
    data.load(DATA);
  }

  /** The dataset as somebody has it who opened it before three rows were added. */
  private Dataset openedBefore() {
    Dataset opened = reopen("data");
    data.append(NDArray.full(DType.INT32, 5, 3, 10), 0);
    return opened;
  }

  @Test
  void whoHadItOpenWorksOnAllThatIsThereNow() {
    if (resizes()) {
      Dataset copy = openedBefore().copy("copy");
      assertEquals(data.get(), copy.get());
      Dataset rechunked = openedBefore().copy(pool, "rechunked", 4, 3);
      assertEquals(data.get(), rechunked.get());
      Dataset mapped = openedBefore().map((block, where) -> block, "mapped");
      assertEquals(data.get(), mapped.get());
      Dataset smooth = openedBefore().map((b, w) -> b, Halo.of(4, 0).wrap(), "smooth");
      assertEquals(data.get(), smooth.get());
      assertArrayEquals(shape(22, 10), openedBefore().cloneStructure("empty").shape());
      long seen = 0;
      for (Block block : openedBefore().blocks()) {
        seen += block.data().size();
      }
      assertEquals(25 * 10, seen);
      openedBefore().apply((b, w) -> NDArray.full(DType.INT32, 8, b.shape()));
      assertEquals(NDArray.full(DType.INT32, 8, 28, 10), reopen("data").get());
    }
  }

  @Test
  void whoHadItOpenFindsTheChunksThatAreThereNow() {
    if (resizes()) {
      assertEquals(12, openedBefore().countStoredChunks());
      assertTrue(openedBefore().hasChunk(4, 0));
      assertArrayEquals(shape(5, 2), openedBefore().getChunk(5, 2).index());
      assertTrue(openedBefore().deleteChunk(6, 0));
      openedBefore().clear();
      assertEquals(0, data.countStoredChunks());
      Dataset opened = reopen("data");
      data.resize(40, 10);
      assertArrayEquals(shape(13, 0), opened.createChunk(13, 0).index());
      data.resize(3, 10);
      assertRefused(InvalidSliceException.class, () -> opened.hasChunk(1, 0), "[1, 0]", "[1, 3]");
    }
  }

  @Test
  void aViewOfWhatWasCutOffIsRefused() {
    if (resizes()) {
      for (String slices : List.of("5:", "::-1", "..., -1", "6, ::4")) {
        data.resize(7, 10);
        data.load(DATA);
        DatasetView view = data.view(slices);
        data.resize(6, 9);
        String[] parts = {"view", "'data'", "[6, 9]"};
        assertRefused(InvalidSliceException.class, view::get, parts);
        assertRefused(InvalidSliceException.class, () -> view.set("...", 3), parts);
        assertRefused(InvalidSliceException.class, view::sum, parts);
        assertRefused(InvalidSliceException.class, () -> view.reduce((b, w) -> 1, Math::max));
        NDArray into = NDArray.zeros(DType.INT32, view.shape());
        long[] origin = new long[into.ndim()];
        assertRefused(InvalidSliceException.class, () -> view.read(origin, into), parts);
        assertEquals(DATA.get(":6, :9"), reopen("data").get());
        data.resize(7, 10);
        NDArray expected = NDArray.full(DType.INT32, -1, 7, 10);
        expected.set(":6, :9", DATA.get(":6, :9"));
        assertEquals(expected.get(slices), view.get());
      }
    }
  }

  @Test
  void aViewOfWhatIsLeftStays() {
    if (resizes()) {
      DatasetView view = data.view("::-2, 1:9:3");
      DatasetView nothing = data.view("6:, 4:4");
      DatasetView left = view.view("1:, 0");
      data.resize(5, 2);
      assertEquals(DATA.get("4::-2, 1"), left.get());
      assertEquals(NDArray.zeros(DType.INT32, 1, 0), nothing.get());
      data.append(NDArray.zeros(DType.INT32, 5, 20), 1);
      assertEquals(DATA.get("4::-2, 1"), left.get());
      assertArrayEquals(shape(4, 3), view.shape());
    }
  }

  /** A source that has one row more each time it is asked, as others append to it. */
  private static final class Growing implements ArraySource {
    private int rows = 1;

    @Override
    public DType dtype() {
      return DType.INT32;
    }

    @Override
    public long[] shape() {
      return new long[] {++rows, 10};
    }

    @Override
    public void read(long[] origin, NDArray into) {
      into.set("...", 3);
    }
  }

  @Test
  void aGrowingSourceIsAppendedAsItWasAtFirst() {
    if (resizes()) {
      data.append(new Growing(), 0);
      NDArray expected = NDArray.full(DType.INT32, 3, 9, 10);
      expected.set(":7", DATA);
      assertEquals(expected, reopen("data").get());
    }
  }
}
