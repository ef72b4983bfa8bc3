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
    switch (this) {
      case SUM -> cells[cell] += PairwiseSum.of(row, 0, count);
      case PROD -> {
        double product = cells[cell];
        for (int i = 0; i < count; i++) {
          product *= row[i];
        }
        cells[cell] = product;
      }
      case MIN -> cells[cell] = Math.min(cells[cell], least(row, count));
      case MAX -> cells[cell] = Math.max(cells[cell], greatest(row, count));
    }
  }

  /** Math.min is slow where each call waits for the one before; a branch is foreseen. */
  private static double least(double[] row, int count) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      if (!(row[i] >= least)) {
        least = row[i];
        if (Double.isNaN(least)) {
          return least;
        }
      }
    }
    return least;
  }

  private static double greatest(double[] row, int count) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      if (!(row[i] <= greatest)) {
        greatest = row[i];
        if (Double.isNaN(greatest)) {
          return greatest;
        }
      }
    }
    return greatest;
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
