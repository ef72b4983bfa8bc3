package org.dosna.plan;

import java.util.Collections;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.dosna.CancelledException;
import org.dosna.ChunkException;
import org.dosna.NDArray;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.Transfer;

/** Reads all of a chunk to see whether that is possible; a failure is heard of, and passed over. */
final class CheckStep implements ChunkStep {
  private final ChunkedArray dataset;
  private final long[] index;
  private final BiConsumer<long[], ChunkException> failed;

  /**
   * A step that checks.
   *
   * @param dataset whose chunk it is
   * @param index the chunk
   * @param failed hears why the chunk cannot be read
   */
  CheckStep(ChunkedArray dataset, long[] index, BiConsumer<long[], ChunkException> failed) {
    this.dataset = dataset;
    this.index = index;
    this.failed = failed;
  }

  @Override
  public String operation() {
    return "check";
  }

  @Override
  public long[] index() {
    return index.clone();
  }

  @Override
  public boolean callsUser() {
    return false;
  }

  @Override
  public Optional<Transfer> work() {
    NDArray chunk = dataset.spec().fillChunk();
    ChunkStep read = TransferStep.read("check", index, Transfer.whole(chunk));
    try {
      // Within this step, as a failure of another one would end the check.
      dataset.walk(Collections.singleton(read).iterator());
    } catch (CancelledException e) {
      throw e;
    } catch (ChunkException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      failed.accept(index, e);
    }
    return Optional.empty();
  }
}
