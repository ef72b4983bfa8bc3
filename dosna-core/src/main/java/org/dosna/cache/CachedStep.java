package org.dosna.cache;

import java.util.Optional;
import org.dosna.NDArray;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.FilterStep;
import org.dosna.spi.Transfer;

/**
 * A step that finds what it reads in the cache, or reads all of the chunk for it; what it changes
 * is taken out.
 */
final class CachedStep extends FilterStep {
  /** What is being read. */
  private record Fetched(StampBatch.Look look, NDArray chunk, Transfer wanted) {}

  private final CachedArray array;
  private final Changes changes;
  private final StampBatch stamps;
  private final int place;
  private Optional<Fetched> fetched = Optional.empty();

  CachedStep(ChunkStep in, CachedArray array, Changes changes, StampBatch stamps, int place) {
    super(in);
    this.array = array;
    this.changes = changes;
    this.stamps = stamps;
    this.place = place;
  }

  /** A check is about what is stored. */
  private boolean isCheck() {
    return in.operation().equals("check");
  }

  @Override
  public Optional<Transfer> input() {
    Optional<Transfer> wanted = in.input();
    return wanted.isEmpty() || isCheck() ? wanted : found(wanted.get());
  }

  /** What is left to be read. */
  private Optional<Transfer> found(Transfer wanted) {
    StampBatch.Look look = stamps.look(place);
    if (look.stamp().isEmpty()) {
      return Optional.of(wanted);
    }
    Optional<Object> cached = array.cache().elements(look.key(), look.stamp().get());
    if (cached.isPresent()) {
      in.requireCurrent();
      wanted.fromChunk(cached.get());
      return Optional.empty();
    }
    fetched = Optional.of(new Fetched(look, array.chunk(), wanted));
    return fetched.map(Fetched::chunk).map(Transfer::whole);
  }

  @Override
  public Optional<Transfer> work() throws Exception {
    fetched.ifPresent(
        read -> {
          read.wanted.fromChunk(read.chunk.array());
          array.put(read.look.key(), read.look.ticket(), read.look.stamp().get(), read.chunk);
        });
    fetched = Optional.empty();
    Optional<Transfer> output = in.work();
    if (output.isPresent()) {
      changes.begin(array.key(index()));
    }
    return output;
  }

  @Override
  public boolean deletes() {
    boolean deletes = in.deletes();
    if (deletes) {
      changes.begin(array.key(index()));
    }
    return deletes;
  }

  @Override
  public void done() {
    changes.end(array.key(index()));
    in.done();
  }
}
