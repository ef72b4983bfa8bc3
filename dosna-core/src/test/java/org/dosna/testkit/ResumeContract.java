package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.dosna.AlreadyExistsException;
import org.dosna.ArraySource;
import org.dosna.BlocksFunction;
import org.dosna.CancelledException;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Halo;
import org.dosna.Job;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Progress;
import org.dosna.RechunkPlan;
import org.dosna.Region;
import org.dosna.image.Downsample;
import org.dosna.image.Pyramid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that goes on where it was. */
abstract class ResumeContract extends StoreContract {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 40, 36);
  private static final NDArray MAPPED = DATA.plus(1);
  private static final int CHUNKS = 10 * 9;
  private static final String MARK = "dosna-job";

  /** In which chunk a function fails: somewhere behind the middle. */
  private static final long FAILS_AT = 24;

  /** Steps that others may be at, two threads with several requests each. */
  private static final int MOST_AT_WORK = 2 * 16;

  private final AtomicLong calls = new AtomicLong();
  private volatile boolean fails;
  private Dataset data;

  @BeforeEach
  void createData() {
    data = pool.createDataset("data", DATA, 4, 4);
  }

  private boolean keepsAttributes() {
    return store.capabilities().contains(Capability.ATTRIBUTES);
  }

  /** Adds one; counts, and fails if it is to. */
  private NDArray plusOne(NDArray block, Region where) {
    failIn(where.origin());
    calls.incrementAndGet();
    return block.plus(1);
  }

  private void failIn(long[] origin) {
    if (fails && origin[0] == FAILS_AT && origin[1] <= 0) {
      throw new IllegalStateException("no more memory");
    }
  }

  /** Elements plus one, block by block. */
  private ArraySource source() {
    return new ArraySource() {
      @Override
      public DType dtype() {
        return DType.INT32;
      }

      @Override
      public long[] shape() {
        return DATA.shape();
      }

      @Override
      public void read(long[] origin, NDArray into) {
        failIn(origin);
        calls.incrementAndGet();
        MAPPED.read(origin, into);
      }
    };
  }

  private <T> T job(Supplier<T> work) {
    return Job.resume("job", work);
  }

  /** Work is broken off, and goes on: nothing is done twice but what was on its way. */
  private void assertResumed(String name, NDArray expected, Supplier<Dataset> work) {
    fails = true;
    calls.set(0);
    assertThrows(DosnaException.class, () -> job(work));
    fails = false;
    long before = calls.getAndSet(0);
    assertEquals(List.of(name, name + ".job"), made());
    Dataset done = job(work);
    long after = calls.getAndSet(0);
    long left = mine(CHUNKS) - before;
    assertTrue(
        after >= left && after <= left + MOST_AT_WORK,
        () -> before + " and " + after + " of " + mine(CHUNKS) + " chunks were done");
    assertEquals(expected, done.get());
    assertEquals(expected, reopen(name).get());
    assertEquals(List.of(name), made());
    assertEquals(expected, job(work).get());
    assertEquals(0, calls.get());
    done.delete();
    assertEquals(expected, job(work).get());
    assertEquals(mine(CHUNKS), calls.get());
    done.pool().deleteDataset(name);
    assertEquals(List.of(), made());
  }

  /** All datasets but the first. */
  private List<String> made() {
    return pool.listDatasets().stream().filter(name -> !name.equals("data")).toList();
  }

  @Test
  void whatWasBrokenOffGoesOn() {
    if (keepsAttributes()) {
      BlocksFunction ofTwo = (blocks, where) -> plusOne(blocks.get(0), where);
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 40, 36).chunkSize(4, 4);
      assertResumed("new", MAPPED, () -> data.map(this::plusOne, "new"));
      assertResumed(
          "new",
          MAPPED,
          () -> data.map((block, where) -> plusOne(block, inside(where)), Halo.of(1, 1), "new"));
      assertResumed("new", MAPPED, () -> data.map(ofTwo, List.of(DATA), "new"));
      assertResumed("new", MAPPED, () -> pool.createDataset("new", spec, source()));
    }
  }

  /** A region without its halo. */
  private static Region inside(Region where) {
    return new Region(new long[] {where.origin()[0] + 1, where.origin()[1] + 1}, where.shape());
  }

  @Test
  void aDatasetThatIsThereIsLoadedOn() {
    if (keepsAttributes()) {
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 40, 36).chunkSize(4, 4);
      Dataset there = pool.createDataset("new", spec);
      there.set("...", 7);
      fails = true;
      Runnable load = () -> there.load(source());
      assertThrows(DosnaException.class, () -> Job.resume("job", load));
      fails = false;
      assertRefused(
          DosnaException.class, () -> Job.resume("another", load), "job: load", "another");
      assertRefused(
          DosnaException.class,
          () -> Job.resume("job", () -> there.load(DATA.astype(DType.INT64))),
          "int64");
      Job.resume("job", load);
      assertEquals(MAPPED, reopen("new").get());
      assertTrue(calls.get() <= mine(CHUNKS) + MOST_AT_WORK, calls::toString);
      Job.resume("job", load);
      Job.resume("another", () -> there.load(DATA));
      assertEquals(DATA, reopen("new").get());
      assertEquals(List.of("new"), made());
    }
  }

  @Test
  void copiesAndExpressionsAndPyramidsGoOn() {
    if (keepsAttributes()) {
      data.attributes().set("beamline", "I13");
      assertGoesOn(() -> data.copy(pool, "copy", 5, 4));
      assertEquals("I13", reopen("copy").attributes().get("beamline"));
      assertEquals(DATA, reopen("copy").get());
      assertGoesOn(() -> data.copy(pool, "rows", RechunkPlan.to(1, 36).withMemory("8K")));
      assertEquals(DATA, reopen("rows").get());
      assertGoesOn(() -> data.lazy().times(2).into(pool, "twice"));
      assertEquals(DATA.times(2), reopen("twice").get());
      assertGoesOn(() -> data.lazy().max(1).into(pool, "max", 2));
      assertEquals(DATA.max(1), reopen("max").get());
      Group levels =
          store.capabilities().contains(Capability.GROUPS) ? pool.createGroup("levels") : pool;
      assertGoesOn(() -> Pyramid.build(data, levels, 3, Downsample.mean(), 2).level(2));
      assertEquals(18, Pyramid.open(levels).level(1).get().get("0, 0").getLong());
      Dataset copy = Job.resume("job", () -> data.copy("again"));
      assertEquals(List.of("beamline", MARK), copy.attributes().list());
      assertEquals(List.of("beamline"), copy.copy("third").attributes().list());
    }
  }

  /** Cancels work again and again, each time when some chunks more were done, until all are. */
  private void assertGoesOn(Supplier<Dataset> work) {
    for (int round = 0; round < 3; round++) {
      AtomicLong bytes = new AtomicLong();
      AtomicLong chunks = new AtomicLong();
      Progress.Listener cancels =
          progress -> {
            boolean isNew = bytes.getAndSet(progress.bytesDone()) < progress.bytesDone();
            if (isNew && chunks.incrementAndGet() == 2) {
              progress.cancel();
            }
          };
      assertThrows(CancelledException.class, () -> Progress.report(cancels, () -> job(work)));
    }
    assertEquals(1, pool.walk("**" + "/*.job").count());
    job(work);
    assertEquals(0, pool.walk("**" + "/*.job").count());
  }

  @Test
  void whatIsFillValueOnlyIsDone() {
    if (keepsAttributes()) {
      ChunkFunction zero = (block, where) -> plusOne(block, where).times(0);
      assertResumed("new", DATA.times(0), () -> data.map(zero, "new"));
    }
  }

  @Test
  void whatTheJobDidNotMakeStays() {
    if (keepsAttributes()) {
      Dataset others =
          pool.createDataset("new", DatasetSpec.of(DType.INT32, 40, 36).chunkSize(4, 4));
      Supplier<Dataset> work = () -> data.map(this::plusOne, "new");
      assertRefused(AlreadyExistsException.class, () -> job(work), "new", "not made by job 'job'");
      others.set("...", 3);
      assertRefused(AlreadyExistsException.class, () -> job(work), "new", "not made by job 'job'");
      assertEquals(NDArray.full(DType.INT32, 3, 40, 36), reopen("new").get());
      assertEquals(List.of("new"), made());
      others.delete();
      Dataset inTheWay = pool.createDataset("new.job", DATA, 4, 4);
      assertRefused(DosnaException.class, () -> job(work), "new.job");
      assertEquals(DATA, inTheWay.get());
      assertEquals(List.of("new.job"), made());
      inTheWay.delete();
      assertRefused(
          DosnaException.class, () -> job(() -> pool.createDataset("a//b", DATA)), "a part of");
      assertThrows(DosnaException.class, () -> Job.resume("a/b", work));
      assertThrows(DosnaException.class, () -> Job.resume("", work));
      assertEquals(List.of(), made());
    }
  }

  @Test
  void onlyTheSameJobGoesOn() {
    if (keepsAttributes()) {
      fails = true;
      Supplier<Dataset> work = () -> data.map(this::plusOne, "new");
      assertThrows(DosnaException.class, () -> job(work));
      fails = false;
      NDArray before = reopen("new").get();
      calls.set(0);
      Dataset other = pool.createDataset("other", DATA.get("1:"), 4, 4);
      for (Supplier<Dataset> wrong :
          List.<Supplier<Dataset>>of(
              () -> other.map(this::plusOne, "new"),
              () -> data.map(this::plusOne, "new", DType.FLOAT32),
              () -> data.map(this::plusOne, Halo.of(1, 1), "new"),
              () -> data.copy("new"),
              () -> pool.createDataset("new", DATA, 4, 5))) {
        assertRefused(DosnaException.class, () -> job(wrong), "new", "job: map of dataset 'data'");
      }
      assertRefused(
          AlreadyExistsException.class, () -> Job.resume("job2", work), "job: map of", "job2: map");
      assertThrows(AlreadyExistsException.class, work::get);
      assertEquals(0, calls.get());
      assertEquals(before, reopen("new").get());
      assertEquals(List.of("new", "new.job", "other"), made());
      assertEquals(MAPPED, job(work).get());
    }
  }

  /** In whatever state a process was killed. */
  @Test
  void whatIsMissingIsMadeAnew() {
    if (keepsAttributes()) {
      fails = true;
      Supplier<Dataset> work = () -> data.map(this::plusOne, "new");
      assertThrows(DosnaException.class, () -> job(work));
      fails = false;
      String mark = (String) pool.getDataset("new").attributes().get(MARK);
      String done = (String) pool.getDataset("new.job").attributes().get(MARK);
      pool.deleteDataset("new.job");
      calls.set(0);
      assertEquals(MAPPED, job(work).get());
      assertEquals(mine(CHUNKS), calls.getAndSet(0));
      assertEquals(done, pool.getDataset("new").attributes().get(MARK));

      // Before the dataset said so, but with marks of an older one.
      fails = true;
      pool.deleteDataset("new");
      assertThrows(DosnaException.class, () -> job(work));
      fails = false;
      pool.getDataset("new").clear();
      pool.getDataset("new").attributes().remove(MARK);
      calls.set(0);
      assertEquals(MAPPED, job(work).get());
      assertEquals(mine(CHUNKS), calls.getAndSet(0));

      // Before the record was deleted; and before it said what it is for.
      DatasetSpec ofRecord = DatasetSpec.of(DType.UINT8, CHUNKS).chunkSize(1 << 14);
      pool.createDataset("new.job", ofRecord).attributes().set(MARK, done);
      assertEquals(MAPPED, job(work).get());
      assertEquals(List.of("new"), made());
      pool.deleteDataset("new");
      pool.createDataset("new.job", ofRecord);
      assertEquals(MAPPED, job(work).get());
      assertEquals(mine(CHUNKS), calls.getAndSet(0));
      assertEquals(List.of("new"), made());
      assertTrue(mark.startsWith(done), mark);
    }
  }

  @Test
  void whatCannotBeDoneTwiceIsRefused() {
    assertRefused(
        DosnaException.class,
        () -> Job.resume("job", () -> data.apply(this::plusOne)),
        "apply",
        "job 'job'",
        "map(");
    assertRefused(
        DosnaException.class, () -> Job.resume("job", () -> data.append(DATA, 0)), "append");
    assertEquals(DATA, reopen("data").get());
    assertFalse(Job.isRunning());
  }

  /** Only what the job itself makes is its work. */
  @Test
  void whatAFunctionMakesIsNotResumed() {
    if (keepsAttributes() && cluster.group().size() == 1) {
      Dataset made =
          job(
              () ->
                  data.map(
                      (block, where) -> {
                        assertFalse(Job.isRunning());
                        pool.createDataset(
                                "in " + where.origin()[0] + " " + where.origin()[1], block)
                            .delete();
                        return block;
                      },
                      "new"));
      assertEquals(DATA, made.get());
      assertEquals(List.of("new"), made());
    }
  }

  @Test
  void withoutAttributesItIsRefusedAndNothingIsLeft() {
    if (!keepsAttributes()) {
      assertRefused(
          DosnaException.class, () -> job(() -> data.map(this::plusOne, "new")), "attribute");
      assertRefused(
          DosnaException.class, () -> Job.resume("job", () -> data.load(MAPPED)), "attribute");
      assertEquals(List.of(), made());
      assertEquals(DATA, data.get());
    }
  }

  @Test
  void whoIsInterruptedOrDisconnectedGoesOn() {
    if (keepsAttributes() && cluster.group().size() == 1) {
      Pool another = connect().getPool(POOL);
      Dataset seen = another.getDataset("data");
      ChunkFunction closing =
          (block, where) -> {
            if (where.origin()[0] == FAILS_AT) {
              another.close();
            }
            return plusOne(block, where);
          };
      assertThrows(DosnaException.class, () -> job(() -> seen.map(closing, "new")));
      ChunkFunction interrupting =
          (block, where) -> {
            if (where.origin()[0] == FAILS_AT + 4) {
              throw new InterruptedException("enough");
            }
            return plusOne(block, where);
          };
      assertThrows(DosnaException.class, () -> job(() -> data.map(interrupting, "new")));
      Thread.interrupted();
      calls.set(0);
      assertEquals(MAPPED, job(() -> data.map(this::plusOne, "new")).get());
      assertTrue(calls.get() < CHUNKS, calls::toString);
      assertEquals(List.of("new"), made());
    }
  }
}
