package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Reducible;
import org.junit.jupiter.api.Test;

/** Reductions give the same bits with every engine and number of threads, again and again. */
class SameResultTest extends ThreadsTestBase {
  private static final int REPEATED = 2;

  /** Numbers whose sum depends on the order of additions. */
  private static NDArray numbers(DType dtype, long... shape) {
    NDArray numbers = NDArray.random(DType.FLOAT64, 1, shape);
    double[] values = (double[]) numbers.array();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - 0.5) * Math.pow(10, i % 17 - 8);
    }
    return numbers.astype(dtype);
  }

  private static List<String> results(Reducible data) {
    return List.of(
        "sum " + bits(data.sum()),
        "mean " + bits(data.mean()),
        "std " + bits(data.std()),
        "min " + data.min() + Arrays.toString(data.argMin()),
        "max " + data.max() + Arrays.toString(data.argMax()),
        "histogram " + Arrays.toString(data.histogram(20, -1e3, 1e3)),
        "own " + bits(data.reduce((block, where) -> sum(block), (a, b) -> a * 1.000001 + b)),
        "order " + data.reduce((block, where) -> where.toString(), String::concat).hashCode());
  }

  private static double sum(NDArray block) {
    return Arrays.stream(block.toDoubles()).sum();
  }

  private static String bits(Number number) {
    return Long.toHexString(Double.doubleToRawLongBits(number.doubleValue())) + " " + number;
  }

  private List<String> allResults(Pool pool) {
    List<String> all = new ArrayList<>();
    for (String dataset : pool.listDatasets()) {
      Dataset data = pool.getDataset(dataset);
      all.addAll(results(data));
      all.addAll(results(data.view("60::-1, 1::3")));
    }
    return all;
  }

  @Test
  void whateverTheEngineAndItsThreads() {
    Cluster cpu = Dosna.with("ram", "cpu").cluster(name).connect();
    Pool pool = cpu.createPool("pool");
    pool.createDataset("float32", numbers(DType.FLOAT32, 130, 140), 16, 16);
    pool.createDataset("float64", numbers(DType.FLOAT64, 90, 70), 7, 8);
    // More chunks than groups.
    pool.createDataset("small", numbers(DType.FLOAT32, 66, 63), 1, 1);
    DatasetSpec spec = DatasetSpec.of(DType.FLOAT64, 400, 300).chunkSize(3, 5).fillValue(0.1);
    Dataset sparse = pool.createDataset("sparse", spec);
    sparse.set("5:300:17, ::11", numbers(DType.FLOAT64, 18, 28));
    List<String> expected = allResults(pool);
    for (int jobs : new int[] {1, 2, 3, 8}) {
      Pool threads = connect(jobs).getPool("pool");
      for (int i = 0; i < REPEATED; i++) {
        assertEquals(expected, allResults(threads), jobs + " jobs");
      }
    }
    cpu.close();
  }
}
