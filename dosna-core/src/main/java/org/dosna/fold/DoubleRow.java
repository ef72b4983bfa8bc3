package org.dosna.fold;

/** What is done with a row of floating point numbers. NaN wins over everything. */
enum DoubleRow {
  /** Adds. */
  SUM,
  /** Multiplies. */
  PROD,
  /** Takes the smaller one. */
  MIN,
  /** Takes the larger one. */
  MAX;

  /** What changes nothing. */
  double identity() {
    return switch (this) {
      case SUM -> 0;
      case PROD -> 1;
      case MIN -> Double.POSITIVE_INFINITY;
      case MAX -> Double.NEGATIVE_INFINITY;
    };
  }

  void toCell(double[] row, int count, double[] cells, int cell) {
    double result = cells[cell];
    switch (this) {
      case SUM -> result += PairwiseSum.of(row, 0, count);
      case PROD -> {
        for (int i = 0; i < count; i++) {
          result *= row[i];
        }
      }
      case MIN -> {
        for (int i = 0; i < count; i++) {
          result = Math.min(result, row[i]);
        }
      }
      case MAX -> {
        for (int i = 0; i < count; i++) {
          result = Math.max(result, row[i]);
        }
      }
    }
    cells[cell] = result;
  }

  void toCells(double[] row, int count, double[] cells, int cell) {
    switch (this) {
      case SUM -> {
        for (int i = 0; i < count; i++) {
          cells[cell + i] += row[i];
        }
      }
      case PROD -> {
        for (int i = 0; i < count; i++) {
          cells[cell + i] *= row[i];
        }
      }
      case MIN -> {
        for (int i = 0; i < count; i++) {
          cells[cell + i] = Math.min(cells[cell + i], row[i]);
        }
      }
      case MAX -> {
        for (int i = 0; i < count; i++) {
          cells[cell + i] = Math.max(cells[cell + i], row[i]);
        }
      }
    }
  }
}
