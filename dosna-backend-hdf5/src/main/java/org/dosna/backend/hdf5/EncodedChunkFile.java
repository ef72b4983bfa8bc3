package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.spi.AlignedBuffers;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.ChunkTransfer;
import org.dosna.spi.Transfer;

/**
 * Reads and writes the chunk files of a dataset with codecs. A file that begins with a header of
 * ours needs no parsing; others are parsed, whoever wrote them, but not where a checksum is
 * demanded that they cannot have. Thread safe.
 */
final class EncodedChunkFile implements ChunkFiles {
  private final DatasetSpec spec;
  private final byte[] incarnation;
  private final FileStore store;

  /** Made when first needed: what else a dataset has is to be had without the codecs' libraries. */
  private volatile Optional<Form> known = Optional.empty();

  /** What chunks are stored as. */
  private record Form(EncodedChunkHeader header, ChunkForm chunk, boolean checksum) {}

  EncodedChunkFile(DatasetSpec spec, byte[] incarnation, FileStore store) {
    this.spec = spec;
    this.incarnation = incarnation;
    this.store = store;
  }

  private Form form() {
    if (known.isEmpty()) {
      StoredFilters filters = StoredFilters.of(spec);
      known =
          Optional.of(
              new Form(
                  new EncodedChunkHeader(spec, filters),
                  new ChunkForm(spec, filters.coders(), incarnation),
                  filters.checksum()));
    }
    return known.get();
  }

  @Override
  public boolean read(long[] index, Path file, Transfer transfer) {
    Optional<ChunkBytes> chunk = fetch(index, file, transfer);
    chunk.ifPresent(
        elements -> {
          transfer.fromChunk(elements.bytes(), 0);
          AlignedBuffers.give(elements.bytes());
        });
    return chunk.isPresent();
  }

  @Override
  public Optional<ChunkBytes> fetch(long[] index, Path file, Transfer transfer) {
    Form form = form();
    return ChunkFile.open(file, (channel, length) -> read(form, index, file, channel));
  }

  @SuppressWarnings("ReferenceEquality") // the very same buffer is meant
  private ChunkBytes read(Form form, long[] index, Path file, FileChannel channel)
      throws IOException {
    long length = channel.size(); // what was seen before may be that of the file before this one
    long most = (long) form.header.length() + form.chunk.maxStored();
    if (length > most) {
      return new ChunkBytes(parsed(form, file, channel), 0);
    }
    ByteBuffer bytes = AlignedBuffers.take((int) length);
    ByteBuffer elements = bytes;
    try {
      boolean all = ChunkFile.fill(channel, bytes, 0, 0, (int) length);
      elements =
          all && form.header.matches(bytes.position(0))
              ? decoded(form, index, file, bytes.position(form.header.length()))
              : parsed(form, file, channel);
      return new ChunkBytes(elements, 0);
    } finally {
      // Of chunks that are not compressed the elements are in the buffer that was read.
      if (elements != bytes) {
        AlignedBuffers.give(bytes);
      }
    }
  }

  private ByteBuffer decoded(Form form, long[] index, Path file, ByteBuffer stored) {
    if (form.checksum && form.header.sum(stored) != sum(form, index, stored)) {
      throw new DosnaException(
          "The chunk file "
              + file
              + " has a wrong checksum crc32c: it is damaged, or it is another chunk's or another"
              + " dataset's");
    }
    return form.chunk.decode(file.toString(), index, stored);
  }

  private static int sum(Form form, long[] index, ByteBuffer stored) {
    return form.chunk.checksum(index, stored);
  }

  private ByteBuffer parsed(Form form, Path file, FileChannel channel) throws IOException {
    if (form.checksum) {
      throw new DosnaException(
          "The chunk file "
              + file
              + " is damaged, or was written by another program: it has no checksum crc32c of"
              + " this dataset, which has codecs "
              + spec.codecs());
    }
    return ChunkFile.parsed(channel, file, spec);
  }

  @Override
  public int together() {
    return form().chunk.together();
  }

  @Override
  public boolean isMostOf(Transfer transfer) {
    return true; // all of it has to be decoded anyway
  }

  @Override
  public boolean isWhole(Transfer transfer) {
    return transfer.isWhole(spec.grid().chunkElements());
  }

  @Override
  public List<ByteBuffer> prepare(List<ChunkTransfer> wholes) {
    ChunkForm form = form().chunk;
    List<ByteBuffer> elements =
        form.elements(wholes.stream().map(ChunkTransfer::transfer).toList());
    List<ByteBuffer> files = new ArrayList<>(wholes.size());
    for (int n = 0; n < wholes.size(); n++) {
      files.add(file(wholes.get(n).index(), elements.get(n)));
    }
    return files;
  }

  /** A whole file. */
  private ByteBuffer file(long[] index, ByteBuffer elements) {
    Form form = form();
    ByteBuffer stored = form.chunk.encode(index, elements);
    int sum = form.checksum ? sum(form, index, stored) : 0;
    int length = form.header.length() + stored.remaining();
    ByteBuffer file = AlignedBuffers.take(length);
    file.put(form.header.bytes(stored.remaining(), sum)).put(stored).flip();
    AlignedBuffers.give(stored);
    return file;
  }

  @Override
  public Path writeTemporary(Path file, ByteBuffer prepared) {
    return store.writeTemporary(file, channel -> FileStore.writeFully(channel, prepared));
  }

  @Override
  public Path writeTemporary(Path file, long[] index, Transfer whole) {
    ByteBuffer bytes = file(index, form().chunk.elements(whole));
    try {
      return writeTemporary(file, bytes);
    } finally {
      AlignedBuffers.give(bytes);
    }
  }
}
