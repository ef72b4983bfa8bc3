package org.dosna.examples.soak;

import static org.dosna.examples.soak.Subject.require;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Pool;

/** One thread's part: random operations, each compared with the model. */
final class Worker implements Runnable {
  private static final int OTHERS_WAIT = 60;

  /** Of the things to do with one's own rows those that are no collective call. */
  private static final int LOCAL = 6;

  private final Subject subject;
  private final int number;
  private final Random random;
  private final AtomicBoolean stop;
  private final String rows;
  private final Interruption interruption = new Interruption();

  /** What this worker's rows are to be when the present operation is done. */
  private NDArray asked;

  private Cluster cluster;
  private Pool pool;
  private Dataset data;

  @SuppressWarnings("NullAway.Init") // the rest by connect(), with which it begins
  Worker(Subject subject, int number, String rows, long seed, AtomicBoolean stop) {
    this.subject = subject;
    this.number = number;
    this.random = new Random(seed + number);
    this.stop = stop;
    this.rows = rows;
  }

  @Override
  public void run() {
    try {
      while (!stop.get()) {
        boolean alone = !subject.isTogether() && random.nextInt(OTHERS_WAIT) == 0;
        Lock lock = alone ? subject.lock.writeLock() : subject.lock.readLock();
        lock.lock();
        try {
          if (alone) {
            changeAll();
          } else {
            mayBeInterrupted();
          }
        } finally {
          lock.unlock();
        }
        subject.operations.incrementAndGet();
      }
    } finally {
      cluster.close();
    }
  }

  /** What to interrupt this worker with. */
  Interruption interruption() {
    return interruption;
  }

  /** An operation that is interrupted says so; then each element is as before or as asked. */
  private void mayBeInterrupted() {
    NDArray before = ownModel();
    asked = before;
    interruption.begin();
    boolean done = false;
    try {
      workOnOwnRows();
      done = true;
    } catch (DosnaException e) {
      if (!interruption.happened()) {
        throw e;
      }
    } finally {
      interruption.end();
    }
    if (!done) {
      recover(before);
    }
  }

  private void recover(NDArray before) {
    if (!subject.isTogether()) {
      cluster.close();
      connect();
    }
    if (pool.hasDataset(temporary())) {
      pool.deleteDataset(temporary());
    }
    NDArray actual = data.view(rows).get();
    int[] now = (int[]) actual.array();
    for (int i = 0; i < now.length; i++) {
      if (now[i] != ((int[]) before.array())[i] && now[i] != ((int[]) asked.array())[i]) {
        throw new AssertionError("after an interrupt: " + actual + "; before " + before);
      }
    }
    subject.model().set(rows, actual);
  }

  /** With a cluster object of its own; under mpi all workers do it at the beginning. */
  void connect() {
    cluster = subject.connect();
    pool = cluster.getPool(Subject.POOL);
    data = pool.getDataset(Subject.NAME);
  }

  private NDArray ownModel() {
    return subject.model().get(rows);
  }

  private void workOnOwnRows() {
    switch (random.nextInt(subject.isTogether() ? LOCAL : LOCAL + 6)) {
      case 0, 1, 2 -> write();
      case 3, 4, 5 -> read();
      case 6 -> reduce();
      case 7 -> copy();
      case 8 -> map();
      case 9 -> setAttribute();
      case 10 -> data = pool.getDataset(Subject.NAME);
      default -> reconnect();
    }
  }

  private void reconnect() {
    if (random.nextInt(10) == 0) {
      cluster.close();
      connect();
    }
  }

  private String range(long length) {
    if (random.nextInt(4) == 0) {
      return Integer.toString(random.nextInt((int) length));
    }
    int a = random.nextInt((int) length);
    int b = random.nextInt((int) length);
    int step = 1 + random.nextInt(3);
    return a <= b ? a + ":" + (b + 1) + ":" + step : a + ":" + b + ":-" + step;
  }

  private String slices() {
    long[] shape = ownModel().shape();
    return range(shape[0]) + ", " + range(shape[1]);
  }

  private void write() {
    String slices = slices();
    NDArray own = ownModel();
    NDArray value =
        random.nextBoolean()
            ? NDArray.random(DType.INT32, random.nextLong(), own.get(slices).shape())
            : NDArray.full(DType.INT32, random.nextInt(10));
    own.set(slices, value);
    asked = own;
    data.view(rows).set(slices, value);
    subject.model().set(rows, own);
  }

  private void read() {
    String slices = random.nextInt(4) == 0 ? "..." : slices();
    require(ownModel().get(slices), data.view(rows).get(slices), slices + " of worker " + number);
  }

  private void reduce() {
    String slices = slices();
    NDArray expected = ownModel().get(slices);
    DatasetView view = data.view(rows).view(slices);
    long[] values = expected.toLongs();
    require(BigInteger.valueOf(Arrays.stream(values).sum()), view.sum(), "sum of " + slices);
    require((int) Arrays.stream(values).min().orElseThrow(), view.min(), "min of " + slices);
    require((int) Arrays.stream(values).max().orElseThrow(), view.max(), "max of " + slices);
    require(view.max(), expected.getObject(view.argMax()), "argMax of " + slices);
    long small = Arrays.stream(values).filter(v -> v >= -1 && v <= 10).count();
    long counted = Arrays.stream(view.histogram(4, -1, 10)).sum();
    require(small, counted, "histogram of " + slices);
  }

  private String temporary() {
    return "worker" + number;
  }

  private void copy() {
    int[] chunkSize = {1 + random.nextInt(64), 8 + random.nextInt(96)};
    Dataset copy = data.copy(pool, temporary(), chunkSize);
    require(ownModel(), copy.get(rows), "a copy in chunks of " + Arrays.toString(chunkSize));
    copy.apply((block, where) -> plusOne(block));
    require(plusOne(ownModel()), copy.get(rows), "a changed copy");
    copy.delete();
  }

  private static NDArray plusOne(NDArray block) {
    int[] values = (int[]) block.array();
    for (int i = 0; i < values.length; i++) {
      values[i]++;
    }
    return block;
  }

  private void map() {
    Halo halo = Halo.of(random.nextInt(20), random.nextInt(20));
    List<Halo> edges =
        List.of(halo.reflect(), halo.mirror(), halo.nearest(), halo.wrap(), halo.constant(3));
    Halo chosen = edges.get(random.nextInt(edges.size()));
    Dataset mapped = data.map((block, where) -> block, chosen, temporary(), DType.FLOAT64);
    require(ownModel().astype(DType.FLOAT64), mapped.get(rows), "a map with " + chosen);
    mapped.delete();
  }

  private void setAttribute() {
    long value = random.nextLong();
    data.attributes().set(temporary(), value);
    require(value, data.attributes().get(temporary()), "an attribute");
  }

  /** Whether the worker's rows are what they have to be. */
  void checkOwn() {
    require(ownModel(), data.get(rows), "rows " + rows);
  }

  /** Takes what is there for right: it is what the others have checked. */
  void adopt() {
    subject.model().set("...", data.get());
  }

  /** Collective calls, to be made by all processes with the same random numbers. */
  void workTogether() {
    reduce();
    copy();
    map();
    setAttribute();
    changeAll();
  }

  void close() {
    cluster.close();
  }

  /** What concerns everybody's rows; nobody else is at work. */
  private void changeAll() {
    subject.check(data);
    NDArray model = subject.model();
    long[] shape = Subject.SPEC.shape();
    switch (random.nextInt(6)) {
      case 0 -> {
        data.apply((block, where) -> plusOne(block));
        plusOne(model);
      }
      case 1 -> {
        NDArray value = NDArray.random(DType.INT32, random.nextLong(), shape);
        data.load(value);
        model.set("...", value);
      }
      case 2 -> {
        data.clear();
        model.set("...", Subject.FILL);
      }
      case 3 -> {
        data.deleteChunk(1, 2);
        model.set("16:32, 48:72", Subject.FILL);
      }
      case 4 -> {
        long columns = random.nextInt((int) shape[1]);
        data.resize(shape[0], columns);
        data.resize(shape);
        model.set(":, " + columns + ":", Subject.FILL);
      }
      default -> append();
    }
    subject.check(data);
  }

  private void append() {
    int axis = random.nextInt(2);
    long[] shape = Subject.SPEC.shape();
    long before = shape[axis];
    shape[axis] = 1L + random.nextInt(40);
    NDArray added = NDArray.random(DType.INT32, random.nextLong(), shape);
    data.append(added, axis);
    String end = axis == 0 ? before + ":" : ":, " + before + ":";
    require(added, data.get(end), "what was appended");
    data.resize(Subject.SPEC.shape());
  }
}
