package org.dosna.indexing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.ChunkGrid;
import org.dosna.element.Shapes;

/**
 * The passes in which an array gets other chunks with the least work, if only so many elements may
 * be in memory. As in the Python project rechunker, chunks that are read, and chunks that are
 * written, are gathered into blocks as large as memory allows; where one block cannot be both, an
 * intermediate array lies between, whose chunks are as long on each axis as the shorter of the two
 * blocks; where these would be too small, there are several, and the blocks between go over from
 * the first to the last in even ratios. Other than there, chunks of an intermediate always divide
 * the blocks that write them, and an intermediate has to be less work than reading some chunks
 * twice.
 */
public final class RechunkPasses {
  /** What a chunk costs beside its bytes, in bytes: a request, a file that is opened. */
  private static final double CHUNK_COST = 1 << 16;

  private static final int MOST_PASSES = 6;

  private final ChunkGrid source;
  private final int[] target;
  private final int itemSize;
  private final long most;

  private RechunkPasses(ChunkGrid source, int[] target, int itemSize, long most) {
    this.source = source;
    this.target = target;
    this.itemSize = itemSize;
    this.most = most;
  }

  /**
   * Plans the passes.
   *
   * @param source the chunks that there are
   * @param target the shape of the chunks that are wanted
   * @param itemSize bytes of an element
   * @param most how many elements a block may have: not less than a chunk, and less than 2^31
   * @return the passes, first to last; at least one
   */
  public static List<RechunkPass> of(ChunkGrid source, int[] target, int itemSize, long most) {
    RechunkPasses planner = new RechunkPasses(source, target, itemSize, most);
    List<RechunkPass> best = planner.through(planner.grown(target, source.chunkSize()));
    List<List<RechunkPass>> others = new ArrayList<>();
    others.add(planner.through(planner.grown(target, planner.common())));
    for (int count = 2; count <= MOST_PASSES; count++) {
      others.add(planner.through(planner.blocks(count)));
    }
    for (List<RechunkPass> other : others) {
      best = planner.cost(other) < planner.cost(best) ? other : best;
    }
    return best;
  }

  private double cost(List<RechunkPass> passes) {
    double cost = 0;
    for (RechunkPass pass : passes) {
      cost += (double) pass.reads() * (itemSize * pass.from().chunkElements() + CHUNK_COST);
      cost += (double) pass.writes() * (itemSize * pass.to().chunkElements() + CHUNK_COST);
    }
    return cost;
  }

  /** The least lengths that both chunks divide. */
  private int[] common() {
    int[] common = new int[target.length];
    for (int axis = 0; axis < common.length; axis++) {
      long gcd = RechunkPass.gcd(source.chunkSize(axis), target[axis]);
      long multiple = source.chunkSize(axis) / gcd * target[axis];
      common[axis] = (int) Math.min(Integer.MAX_VALUE, multiple);
    }
    return common;
  }

  /** The blocks of several passes. */
  private int[][] blocks(int count) {
    int[][] blocks = new int[count][];
    int[] last = grown(target, source.chunkSize());
    int[] first = grown(source.chunkSize(), last);
    for (int pass = 0; pass < count; pass++) {
      blocks[pass] = between(first, last, (double) pass / (count - 1));
    }
    blocks[0] = first;
    blocks[count - 1] = last;
    return blocks;
  }

  /** A block on the way from one to another: the same part of the ratio on each axis. */
  private int[] between(int[] first, int[] last, double way) {
    int[] block = new int[first.length];
    for (int axis = 0; axis < block.length; axis++) {
      int begin = clipped(first, axis);
      int end = clipped(last, axis);
      int shorter = Math.min(begin, end);
      double wanted = Math.pow(begin, 1 - way) * Math.pow(end, way);
      int times = Math.max(1, (int) (wanted / shorter));
      boolean divides = Math.max(begin, end) % shorter == 0;
      int even = divides ? divisor(Math.max(begin, end) / shorter, times) : 0;
      block[axis] = even > 0 ? shorter * even : Math.max(1, (int) wanted);
    }
    return block;
  }

  private int clipped(int[] block, int axis) {
    return (int) Math.max(1, Math.min(block[axis], source.shape(axis)));
  }

  /** The passes with given blocks; each block is made as large as memory allows afterwards. */
  private List<RechunkPass> through(int[]... blocks) {
    List<RechunkPass> passes = new ArrayList<>();
    ChunkGrid from = source;
    for (int pass = 0; pass < blocks.length; pass++) {
      boolean isLast = pass == blocks.length - 1;
      int[] chunk = isLast ? target : shared(blocks[pass], blocks[pass + 1]);
      ChunkGrid to = ChunkGrid.of(source.shape(), chunk);
      passes.add(new RechunkPass(from, filled(blocks[pass]), to));
      from = to;
    }
    return passes;
  }

  private ChunkGrid filled(int[] block) {
    int[] shape = new int[block.length];
    Arrays.setAll(shape, axis -> (int) Math.min(Integer.MAX_VALUE, source.shape(axis)));
    return ChunkGrid.of(source.shape(), grown(block, shape));
  }

  /** Chunks that are written by one block and read by the next. */
  private int[] shared(int[] writing, int[] reading) {
    int[] chunk = new int[writing.length];
    for (int axis = 0; axis < chunk.length; axis++) {
      int written = clipped(writing, axis);
      int read = clipped(reading, axis);
      int even = divisor(written, read);
      boolean isAll = written == source.shape(axis);
      chunk[axis] = isAll || written <= read ? Math.min(written, read) : even > 0 ? even : written;
    }
    return chunk;
  }

  /** A block made of several, towards a length on each axis that it should have, the last first. */
  private int[] grown(int[] block, int[] towards) {
    int[] grown = block.clone();
    for (int axis = block.length - 1; axis >= 0; axis--) {
      long length = Math.min(towards[axis], source.shape(axis));
      int wanted = (int) ((length + block[axis] - 1) / block[axis]);
      int times = (int) Math.min(wanted, most / Shapes.size(grown));
      boolean divides = times > 0 && towards[axis] % block[axis] == 0;
      int even = divides ? divisor(towards[axis] / block[axis], times) : 0;
      grown[axis] *= Math.max(1, times == wanted || even == 0 ? times : even);
    }
    return grown;
  }

  /** The largest divisor of a number that is not larger than another, nor less than half of it. */
  private static int divisor(int number, int most) {
    for (long parts = (number - 1L) / most + 1; 2L * number >= parts * most; parts++) {
      if (number % parts == 0) {
        return (int) (number / parts);
      }
    }
    return 0;
  }
}
