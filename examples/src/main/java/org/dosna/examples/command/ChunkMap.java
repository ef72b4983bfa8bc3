package org.dosna.examples.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dosna.Dataset;

/**
 * Which chunks of a dataset are stored, drawn: the grid's last two axes, each cell as many chunks
 * as needed for it to fit. What lies on other axes is one plane, or all planes together.
 */
final class ChunkMap {
  private static final int MOST_ROWS = 24;
  private static final int MOST_COLUMNS = 64;
  private static final String LEGEND = "#: stored, +: half of it or more, -: less, .: nothing";

  private final long[] plane;
  private final long rows;
  private final long columns;
  private final long planes;
  private final long[][] stored;

  private ChunkMap(long[] grid, long[] plane) {
    int axes = grid.length;
    this.plane = plane;
    this.columns = grid[axes - 1];
    this.rows = axes == 1 ? 1 : grid[axes - 2];
    this.planes =
        plane.length > 0
            ? 1
            : Arrays.stream(grid).limit(Math.max(0, axes - 2)).reduce(1, (a, b) -> a * b);
    this.stored = new long[(int) Math.min(MOST_ROWS, rows)][(int) Math.min(MOST_COLUMNS, columns)];
  }

  /** Looks at the list of stored chunks; at a plane of the grid, or if that is empty, at all. */
  static ChunkMap of(Dataset dataset, long... plane) {
    ChunkMap map = new ChunkMap(dataset.chunkGrid(), plane);
    try (Stream<long[]> chunks = dataset.view().storedChunks(dataset.spec().chunkSize())) {
      chunks.forEach(map::count);
    }
    return map;
  }

  private void count(long[] chunk) {
    int axes = chunk.length;
    long[] before = Arrays.copyOf(chunk, Math.max(0, axes - 2));
    if (plane.length == 0 || Arrays.equals(before, plane)) {
      long row = axes == 1 ? 0 : chunk[axes - 2];
      stored[(int) (row * stored.length / rows)][
          (int) (chunk[axes - 1] * stored[0].length / columns)]++;
    }
  }

  /** The drawing. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(title()));
    for (int row = 0; row < stored.length; row++) {
      StringBuilder line = new StringBuilder("  ");
      for (int column = 0; column < stored[row].length; column++) {
        long all =
            length(row, stored.length, rows) * length(column, stored[row].length, columns) * planes;
        line.append(sign(stored[row][column], all));
      }
      lines.add(line.toString());
    }
    lines.add(LEGEND);
    return lines;
  }

  private String title() {
    String where =
        plane.length > 0
            ? "plane " + Arrays.toString(plane)
            : planes > 1 ? "all " + planes + " planes together" : "";
    return "chunk map: " + rows + " x " + columns + (where.isEmpty() ? "" : ", " + where);
  }

  /** How many of all positions fall into a cell. */
  private static long length(int cell, int cells, long all) {
    return (all * (cell + 1) + cells - 1) / cells - (all * cell + cells - 1) / cells;
  }

  private static char sign(long count, long all) {
    return count == 0 ? '.' : count == all ? '#' : 2 * count >= all ? '+' : '-';
  }

  /** How many chunks are stored in each cell. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("plane", plane);
    facts.put("rows", rows);
    facts.put("columns", columns);
    facts.put("planes", planes);
    facts.put("stored", stored);
    return facts;
  }
}
