package org.dosna.backend.zarr;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.dosna.ChunkException;
import org.dosna.DatasetSpec;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkTransfer;
import org.dosna.spi.ObjectChunks;
import org.dosna.spi.Transfer;

/**
 * Walks a lane so that steps on chunks of one shard that follow each other are one {@link
 * ShardChange}: each chunk is encoded and written when its step has worked. Parts of chunks, also
 * those at the dataset's edge, are kept in memory and changed at the end, when it is sure what they
 * are parts of. A step is done when its shard is published. Used for one lane.
 */
final class ShardWalk implements AutoCloseable {
  private final ArrayObject array;
  private final Shards shards;
  private final ShardStore store;
  private final ObjectChunks read;
  private final ChunkForm form;
  private final BiFunction<ChunkStep, Exception, ChunkException> failed;
  private Optional<Pending> pending = Optional.empty();

  /**
   * A walk over the chunks of an array.
   *
   * @param read reads them
   * @param failed what is thrown if a step fails
   */
  ShardWalk(
      ArrayObject array,
      ShardStore store,
      ObjectChunks read,
      ChunkForm form,
      BiFunction<ChunkStep, Exception, ChunkException> failed) {
    this.array = array;
    this.shards = array.metadata().shards().orElseThrow();
    this.store = store;
    this.read = read;
    this.form = form;
    this.failed = failed;
  }

  /** Walks all steps; if it ends early, those that have worked are done all the same. */
  void walk(Iterator<ChunkStep> lane) {
    try {
      while (lane.hasNext()) {
        take(lane.next());
      }
    } catch (RuntimeException e) {
      publishAfter(e);
      throw e;
    }
    publish();
  }

  private void publishAfter(RuntimeException failure) {
    try {
      publish();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void take(ChunkStep step) {
    String shard = array.keys().key(shards.shardOf(step.index()));
    if (pending.filter(begun -> !begun.shard.equals(shard)).isPresent()) {
      publish();
    }
    try {
      step.input().ifPresent(part -> read.read(step.index(), part));
      Optional<Transfer> output = step.work();
      if (output.isPresent() || step.deletes()) {
        pending = pending.or(() -> Optional.of(new Pending(shard, step)));
        pending.get().add(step, output);
      } else {
        step.done();
      }
    } catch (Exception e) {
      throw failed.apply(step, e);
    }
  }

  private void publish() {
    if (pending.isPresent()) {
      try (Pending begun = pending.get()) {
        pending = Optional.empty();
        begun.publish();
      }
    }
  }

  @Override
  public void close() {
    pending.ifPresent(Pending::close);
  }

  /** What is done with one shard. */
  private final class Pending implements AutoCloseable {
    private final String shard;
    private final ChunkStep first;
    private final long[] position;
    private final ShardChange change;
    private final ObjectChunks chunks;
    private final List<ChunkStep> steps = new ArrayList<>();
    private final List<ChunkTransfer> parts = new ArrayList<>();
    private DatasetSpec kept = array.kept();

    Pending(String shard, ChunkStep first) {
      this.shard = shard;
      this.first = first;
      this.position = shards.shardOf(first.index());
      this.change = store.change(shard);
      this.chunks = new ObjectChunks(change, array.chunkKeys(), () -> kept, form, () -> {});
    }

    void add(ChunkStep step, Optional<Transfer> output) {
      output.ifPresent(
          transfer -> {
            if (transfer.isWhole(kept.grid().chunkElements())) {
              chunks.write(step.index(), transfer);
            } else {
              parts.add(new ChunkTransfer(step, transfer));
            }
          });
      steps.add(step);
    }

    void publish() {
      ChunkStep[] present = {first};
      try {
        boolean[] existed = new boolean[steps.size()];
        change.publish(() -> finish(present, existed));
        for (int n = 0; n < existed.length; n++) {
          present[0] = steps.get(n);
          if (present[0].deletes()) {
            present[0].deleted(existed[n]);
          }
          present[0].done();
        }
      } catch (RuntimeException e) {
        throw failed.apply(present[0], e);
      }
    }

    /** The last changes; returns whether there are any. */
    private boolean finish(ChunkStep[] present, boolean[] existed) {
      // Looked at after the shard, so that it is a shape in which that was written.
      kept = array.presentKept();
      for (int slot = 0; slot < shards.count(); slot++) {
        if (!kept.hasChunk(shards.chunk(position, slot))) {
          change.leaveOut(slot);
        }
      }
      for (ChunkTransfer part : parts) {
        present[0] = part.step();
        chunks.write(part.index(), part.transfer());
      }
      boolean isChanged = false;
      for (int n = 0; n < existed.length; n++) {
        present[0] = steps.get(n);
        existed[n] = present[0].deletes() && chunks.delete(present[0].index());
        isChanged |= existed[n] || !present[0].deletes();
      }
      return isChanged;
    }

    @Override
    public void close() {
      change.close();
    }
  }
}
