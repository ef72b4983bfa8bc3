package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dosna.Block;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Datasets of 10^15 elements in 10^12 chunks: nothing but the chunks touched costs anything. The
 * timeout only ends what would take years.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class HugeDatasetContract extends StoreContract {
  private static final String CORNER = "49995:50005, 49995:50005, 49995:50005";

  private Dataset huge;

  @BeforeEach
  void createHuge() {
    huge =
        pool.createDataset(
            "huge",
            DatasetSpec.of(DType.INT16, 100_000, 100_000, 100_000)
                .chunkSize(10, 10, 10)
                .fillValue(3));
  }

  private boolean listsChunks() {
    return store.capabilities().contains(Capability.CHUNK_LISTING);
  }

  private void assertStored(long expected) {
    if (listsChunks()) {
      assertEquals(expected, reopen("huge").countStoredChunks());
    }
    if (store.raw().isPresent()) {
      assertEquals(expected, store.raw().get().chunks(POOL, "huge").size());
    }
  }

  @Test
  void isCreatedOpenedAndDescribed() {
    Dataset opened = reopen("huge");
    assertEquals(1_000_000_000_000L, opened.chunkCount());
    assertTrue(opened.toString().contains("[100000, 100000, 100000]"), opened.toString());
    assertEquals(List.of("huge"), pool.listDatasets());
    assertStored(0);
  }

  @Test
  void isWrittenAndReadInPlaces() {
    NDArray box = NDArray.arange(DType.INT16, 10, 10, 10);
    huge.set(CORNER, box);
    huge.set("-1, -1, -1", 8);
    Dataset opened = reopen("huge");
    assertEquals(box, opened.get(CORNER));
    assertEquals(box.get("::-1, 5, ::3"), opened.get("50004:49994:-1, 50000, 49995:50005:3"));
    assertEquals(8, opened.get("-1, -1, 99999").getLong());
    assertEquals(3, opened.get("0, 0, 0").getLong());
    assertStored(9);
  }

  @Test
  void isReadWithStepsThatJumpOverChunks() {
    huge.set("::50000, ::50000, ::50000", NDArray.arange(DType.INT16, 2, 2, 2));
    assertStored(8);
    assertEquals(
        NDArray.arange(DType.INT16, 2, 2, 2).get("::-1, ::-1, ::-1"),
        reopen("huge").get("50000::-50000, 50000::-50000, 50000::-50000"));
    assertEquals(5, reopen("huge").get("50000, 0, 50000").getLong());
  }

  @Test
  void deletesAndClearsOnlyWhatIsStored() {
    huge.set(CORNER, 1);
    assertTrue(huge.deleteChunk(4999, 4999, 4999));
    assertFalse(huge.deleteChunk(4999, 4999, 4999));
    assertStored(7);
    if (listsChunks()) {
      huge.clear();
      assertStored(0);
      assertEquals(NDArray.full(DType.INT16, 3, 10, 10, 10), reopen("huge").get(CORNER));
    }
    huge.set(CORNER, 2);
    huge.delete();
    assertFalse(connect().getPool(POOL).hasDataset("huge"));
  }

  @Test
  void isCopiedAsFarAsItIsStored() {
    huge.set(CORNER, 1);
    Dataset clone = huge.cloneStructure("clone");
    assertEquals(huge.chunkCount(), clone.chunkCount());
    if (listsChunks()) {
      assertEquals(NDArray.full(DType.INT16, 1, 10, 10, 10), huge.copy("copy").get(CORNER));
      assertEquals(8, reopen("copy").countStoredChunks());
    }
    assertEquals(3, clone.get("50000, 50000, 50000").getLong());
  }

  @Test
  void yieldsBlocksLazily() {
    huge.set("0, 0, 10", 4);
    Iterator<Block> blocks = huge.blocks().iterator();
    blocks.next();
    Block second = blocks.next();
    assertEquals(new Region(shape(0, 0, 10), shape(10, 10, 10)), second.region());
    assertEquals(4, second.data().getLong(0, 0, 0));
    assertStored(1);
  }

  @Test
  void aResultTooLargeIsRefusedWithItsSize() {
    assertRefused(DosnaException.class, huge::get, "2.000e+15 bytes", "2^31-9", "blocks()");
    assertRefused(DosnaException.class, () -> huge.get("0"), "[100000, 100000]", "blocks()");
    assertStored(0);
  }

  @Test
  void mayHaveAsManyElementsAsALongCounts() {
    DatasetSpec spec = DatasetSpec.of(DType.UINT8, Long.MAX_VALUE).chunkSize(1 << 10);
    Dataset line = pool.createDataset("line", spec);
    line.set("-3:", NDArray.of(DType.UINT8, new byte[] {1, 2, 3}));
    line.set("0", 9);
    long last = Long.MAX_VALUE - 1;
    Dataset opened = reopen("line");
    assertEquals(Long.MAX_VALUE, opened.shape()[0]);
    assertEquals(3, opened.get(Long.toString(last)).getLong());
    assertEquals(NDArray.of(DType.UINT8, new byte[] {3, 9}), opened.get("::" + -last));
  }
}
