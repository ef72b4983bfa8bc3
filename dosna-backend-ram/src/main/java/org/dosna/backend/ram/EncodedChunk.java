package org.dosna.backend.ram;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Scratch;
import org.dosna.spi.Transfer;

/** A chunk after its codecs. Each change replaces all bytes: a reader has those of one moment. */
final class EncodedChunk implements RamChunk {
  private final String dataset;
  private final long[] index;
  private final ChunkForm form;
  private volatile byte[] stored;

  /** A chunk of fill value. */
  EncodedChunk(String dataset, DatasetSpec spec, long[] index, ChunkForm form) {
    this(dataset, index, form, form.elements(Transfer.whole(spec.fillChunk())));
  }

  /** A chunk whose elements are all there. */
  EncodedChunk(String dataset, long[] index, ChunkForm form, ByteBuffer elements) {
    this.dataset = dataset;
    this.index = index.clone();
    this.form = form;
    this.stored = encoded(elements);
  }

  private byte[] encoded(ByteBuffer elements) {
    ByteBuffer bytes = form.encode(index, elements);
    byte[] kept = new byte[bytes.remaining()];
    bytes.get(kept);
    Scratch.give(bytes);
    return kept;
  }

  private ByteBuffer decoded() {
    return form.decode(dataset, index, ByteBuffer.wrap(stored));
  }

  @Override
  public void read(Transfer transfer) {
    ByteBuffer elements = decoded();
    transfer.fromChunk(elements, 0);
    Scratch.give(elements);
  }

  /** Reads several chunks, neighbours together. */
  static void read(List<EncodedChunk> chunks, List<Transfer> transfers) {
    List<ChunkBytes> decoded = new ArrayList<>(chunks.size());
    chunks.forEach(chunk -> decoded.add(new ChunkBytes(chunk.decoded(), 0)));
    NeighbourCopies.fromChunkBytes(transfers, decoded);
    decoded.forEach(elements -> Scratch.give(elements.bytes()));
  }

  @Override
  public synchronized void write(Transfer transfer) {
    boolean whole = transfer.isWhole(form.chunkBytes() / form.bytes(1));
    ByteBuffer elements = whole ? form.newElements() : decoded();
    transfer.toChunk(elements, 0);
    stored = encoded(elements);
  }

  /** Replaces all elements by those of another one. */
  synchronized void replace(EncodedChunk other) {
    stored = other.stored;
  }

  @Override
  public synchronized void fillOutside(DatasetSpec spec) {
    NDArray chunk = spec.fillChunk();
    read(Transfer.whole(chunk));
    spec.fillOutside(index, chunk);
    stored = encoded(form.elements(Transfer.whole(chunk)));
  }

  @Override
  public long storedBytes() {
    return stored.length;
  }
}
