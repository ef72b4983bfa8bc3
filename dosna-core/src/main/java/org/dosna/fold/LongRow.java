package org.dosna.fold;

/** What is done with a row of integers. */
enum LongRow {
  /** Adds. */
  SUM,
  /** Multiplies. */
  PROD,
  /** Takes the smaller one. */
  MIN,
  /** Takes the larger one. */
  MAX;

  /** What changes nothing. */
  long identity() {
    return switch (this) {
      case SUM -> 0;
      case PROD -> 1;
      case MIN -> Long.MAX_VALUE;
      case MAX -> Long.MIN_VALUE;
    };
  }

  void toCell(long[] row, int count, long[] cells, int cell) {
    long result = cells[cell];
    switch (this) {
      case SUM -> {
        for (int i = 0; i < count; i++) {
          result += row[i];
        }
      }
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

  void toCells(long[] row, int count, long[] cells, int cell) {
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
