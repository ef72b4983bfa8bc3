package org.dosna.fold;

import org.dosna.element.ElementType;

/** Counts elements that are not zero. */
record CountFold(Statistic statistic) implements Fold {
  @Override
  public ElementType result() {
    return statistic == Statistic.COUNT ? ElementType.INT64 : ElementType.BOOL;
  }

  @Override
  public Cells begin(int cells) {
    return Cells.ofLongs(cells);
  }

  @Override
  public void add(Cells cells, ElementType type, Object array, FoldShape shape, long place) {
    long[] row = new long[FoldShape.MAX_ROW];
    long[] counts = cells.longs();
    shape.visit(
        new FoldShape.Visitor() {
          @Override
          public void toCell(int from, int count, int cell, int at) {
            Loader.flags(type, array, from, row, count);
            LongRow.SUM.toCell(row, count, counts, cell);
          }

          @Override
          public void toCells(int from, int count, int cell, int at) {
            Loader.flags(type, array, from, row, count);
            LongRow.SUM.toCells(row, count, counts, cell);
          }
        });
  }

  @Override
  public void combine(Cells cells, Cells others) {
    LongRow.SUM.toCells(others.longs(), others.longs().length, cells.longs(), 0);
  }

  @Override
  public Object finish(Cells cells, long perCell) {
    long[] counts = cells.longs();
    if (statistic == Statistic.COUNT) {
      return counts;
    }
    long least = statistic == Statistic.ANY ? 1 : perCell;
    byte[] flags = new byte[counts.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = (byte) (counts[i] >= least ? 1 : 0);
    }
    return flags;
  }
}
