package org.dosna.backend.hdf5;

import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One message of an object header as its bytes, which jhdf does not hand out: they are needed to
 * copy attributes of any type unchanged.
 *
 * <p>HDF5 file format specification 3.0, section IV.A.1. Only for headers that jhdf has read
 * without complaint (it verifies checksums); the shape of the bytes is not verified again.
 *
 * @param type message type, section IV.A.2
 * @param body the message itself, little-endian
 */
record RawMessage(int type, ByteBuffer body) {
  private static final int CONTINUATION = 0x10;
  private static final int V1_PREFIX_SIZE = 16;
  private static final int V1_MESSAGE_HEADER_SIZE = 8;
  private static final int SIGNATURE_SIZE = 4;
  private static final int CHECKSUM_SIZE = 4;

  /**
   * Reads all messages of an object header, in file order.
   *
   * @param storage the file
   * @param address the object header's address
   */
  static List<RawMessage> readAll(HdfBackingStorage storage, long address) {
    boolean version1 = storage.readBufferFromAddress(address, 1).get() == 1;
    Deque<ByteBuffer> blocks = new ArrayDeque<>();
    int messageHeaderSize;
    if (version1) {
      int size = storage.readBufferFromAddress(address, V1_PREFIX_SIZE).getInt(8);
      blocks.add(storage.readBufferFromAddress(address + V1_PREFIX_SIZE, size));
      messageHeaderSize = V1_MESSAGE_HEADER_SIZE;
    } else {
      int flags = storage.readBufferFromAddress(address, SIGNATURE_SIZE + 2).get(5);
      blocks.add(firstBlock(storage, address, flags));
      messageHeaderSize = (flags & 4) != 0 ? 6 : 4; // with creation order of attributes
    }
    List<RawMessage> messages = new ArrayList<>();
    while (!blocks.isEmpty()) {
      ByteBuffer block = blocks.remove();
      while (block.remaining() >= messageHeaderSize) {
        RawMessage message = read(block, version1, messageHeaderSize);
        if (message.type == CONTINUATION) {
          blocks.add(continuation(storage, message.body, version1));
        } else {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  /** The messages in the block that a version 2 header begins with. */
  private static ByteBuffer firstBlock(HdfBackingStorage storage, long address, int flags) {
    int times = (flags & 0x20) != 0 ? 16 : 0;
    int phaseChange = (flags & 0x10) != 0 ? 4 : 0;
    int sizeAt = SIGNATURE_SIZE + 2 + times + phaseChange;
    int sizeBytes = 1 << (flags & 3);
    ByteBuffer sizeField = storage.readBufferFromAddress(address + sizeAt, sizeBytes);
    int size = 0;
    for (int i = Math.min(sizeBytes, Integer.BYTES) - 1; i >= 0; i--) {
      size = size << 8 | sizeField.get(i) & 0xff;
    }
    return storage.readBufferFromAddress(address + sizeAt + sizeBytes, size);
  }

  private static ByteBuffer continuation(
      HdfBackingStorage storage, ByteBuffer body, boolean version1) {
    long address = storage.getSizeOfOffsets() == Long.BYTES ? body.getLong() : body.getInt();
    int size = storage.getSizeOfLengths() == Long.BYTES ? (int) body.getLong() : body.getInt();
    return version1
        ? storage.readBufferFromAddress(address, size)
        : storage.readBufferFromAddress(
            address + SIGNATURE_SIZE, size - SIGNATURE_SIZE - CHECKSUM_SIZE);
  }

  private static RawMessage read(ByteBuffer block, boolean version1, int messageHeaderSize) {
    int start = block.position();
    int type = version1 ? block.getShort(start) & 0xffff : block.get(start) & 0xff;
    int size = block.getShort(start + (version1 ? 2 : 1)) & 0xffff;
    ByteBuffer body = block.slice(start + messageHeaderSize, size).order(ByteOrder.LITTLE_ENDIAN);
    block.position(start + messageHeaderSize + size);
    return new RawMessage(type, body);
  }
}
