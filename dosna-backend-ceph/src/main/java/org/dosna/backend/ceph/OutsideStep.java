package org.dosna.backend.ceph;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Gives fill value to what of a chunk lies outside a shape on one axis, where it is not already.
 */
final class OutsideStep implements ChunkStep {
  private final DatasetSpec spec;
  private final long[] index;
  private final int[] start;
  private final int[] count;
  private NDArray outside;

  private OutsideStep(DatasetSpec spec, long[] index, int axis, int begin) {
    this.spec = spec;
    this.index = index;
    this.start = new int[index.length];
    this.count = spec.chunkSize();
    start[axis] = begin;
    count[axis] -= begin;
  }

  /** What there is to do with one chunk. */
  static Stream<ChunkStep> all(DatasetSpec spec, long[] index) {
    if (!spec.hasChunk(index)) {
      return Stream.of(new RemoveStep(index));
    }
    int[] extent = spec.extent(index);
    return IntStream.range(0, extent.length)
        .filter(axis -> extent[axis] < spec.chunkSize()[axis])
        .mapToObj(axis -> new OutsideStep(spec, index, axis, extent[axis]));
  }

  /** Removes a chunk that lies outside the shape. */
  private record RemoveStep(long[] index) implements ChunkStep {
    @Override
    public String operation() {
      return "resize";
    }

    @Override
    public boolean deletes() {
      return true;
    }
  }

  @Override
  public String operation() {
    return "resize";
  }

  @Override
  public long[] index() {
    return index;
  }

  @Override
  public Optional<Transfer> input() {
    outside = NDArray.zeros(spec.dtype(), Arrays.stream(count).asLongStream().toArray());
    return Optional.of(transfer(outside));
  }

  @Override
  public Optional<Transfer> work() {
    NDArray fill = NDArray.full(spec.dtype(), spec.fillValue(), outside.shape());
    return outside.equals(fill) ? Optional.empty() : Optional.of(transfer(fill));
  }

  private Transfer transfer(NDArray array) {
    return Transfer.box(array, spec.chunkSize(), start);
  }
}
