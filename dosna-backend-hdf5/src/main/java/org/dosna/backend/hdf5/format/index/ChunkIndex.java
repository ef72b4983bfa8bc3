package org.dosna.backend.hdf5.format.index;

import java.util.Optional;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.object.Dataspace;
import org.dosna.backend.hdf5.format.object.Layout;

/**
 * Finds the chunks of a dataset. Only what leads to a chunk is read, so that cost grows with the
 * chunks asked for. Thread safe.
 */
@FunctionalInterface
public interface ChunkIndex {
  /**
   * Finds a chunk.
   *
   * @param scaled its position on each axis, counted in chunks
   * @return where it is; nothing if it was never written
   * @throws FormatException if the index is damaged
   */
  Optional<ChunkPlace> find(long[] scaled);

  /**
   * The index of a dataset.
   *
   * @param file the file
   * @param dataspace the dataset's shape
   * @param layout its layout
   * @param filtered whether it has filters
   * @return its index
   * @throws FormatException if the index is damaged or not known
   */
  static ChunkIndex of(
      FormatFile file, Dataspace dataspace, Layout.Chunked layout, boolean filtered) {
    long address = layout.address();
    if (address == FormatFile.UNDEFINED) {
      return scaled -> Optional.empty();
    }
    long chunkBytes = layout.chunkBytes();
    ChunkSlots slots = new ChunkSlots(dataspace.limits(), layout.chunk());
    return switch (layout.index()) {
      case Layout.Chunked.BTREE1 -> new BTree1Index(file, layout, filtered);
      case Layout.Chunked.SINGLE -> {
        boolean sized = filtered && layout.single() != 0;
        ChunkPlace place =
            new ChunkPlace(address, sized ? layout.single() : chunkBytes, layout.mask());
        yield scaled -> Optional.of(place);
      }
      case Layout.Chunked.IMPLICIT -> {
        slots.requireLimits();
        yield scaled ->
            Optional.of(
                new ChunkPlace(
                    ChunkSlots.add(address, slots.rowMajor(scaled), chunkBytes), chunkBytes, 0));
      }
      case Layout.Chunked.FIXED_ARRAY -> new FixedArray(file, address, slots, chunkBytes, filtered);
      case Layout.Chunked.EXTENSIBLE_ARRAY ->
          new ExtensibleArray(file, address, slots, chunkBytes, filtered);
      default -> new BTree2Index(file, address, layout, filtered);
    };
  }
}
