package org.dosna.backend.hdf5.format.index;

import java.util.Optional;
import org.dosna.backend.hdf5.format.BTree2;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.object.Layout;

/** A B-tree of version 2, whose records have the positions of chunks, counted in chunks. */
final class BTree2Index implements ChunkIndex {
  private static final int PLAIN = 10;
  private static final int FILTERED = 11;

  private final FormatFile file;
  private final BTree2 tree;
  private final long chunkBytes;
  private final int rank;
  private final int sizeBytes;

  BTree2Index(FormatFile file, long address, Layout.Chunked layout, boolean filtered) {
    this.file = file;
    this.tree = new BTree2(file, address);
    this.chunkBytes = layout.chunkBytes();
    this.rank = layout.chunk().length;
    int rest = tree.recordSize() - file.offsetSize() - rank * Long.BYTES;
    this.sizeBytes = filtered ? rest - 4 : 0;
    boolean plain = !filtered && tree.type() == PLAIN && rest == 0;
    boolean sized = filtered && tree.type() == FILTERED && sizeBytes > 0 && sizeBytes <= Long.BYTES;
    if (!plain && !sized) {
      throw ChunkSlots.damaged(
          "has records of type " + tree.type() + " and " + tree.recordSize() + " bytes");
    }
  }

  @Override
  public Optional<ChunkPlace> find(long[] scaled) {
    return tree.find(record -> compare(record, scaled)).map(this::place);
  }

  private int compare(byte[] record, long[] scaled) {
    Cursor position = file.cursor(record).skip(record.length - rank * (long) Long.BYTES);
    for (int axis = 0; axis < rank; axis++) {
      int order = Long.compareUnsigned(position.bits(Long.BYTES), scaled[axis]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private ChunkPlace place(byte[] bytes) {
    Cursor record = file.cursor(bytes);
    long address = record.definedAddress("a chunk");
    return sizeBytes == 0
        ? new ChunkPlace(address, chunkBytes, 0)
        : new ChunkPlace(address, record.number(sizeBytes), (int) record.int32());
  }
}
