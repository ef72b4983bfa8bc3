package org.dosna.backend.hdf5;

import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One message of an object header as its bytes. jhdf hands out what it makes of a message, and
 * gives up a whole header for one message that it can't read; attributes must be copied unchanged
 * whatever their type.
 *
 * <p>HDF5 file format specification 3.0, section IV.A.1.
 *
 * @param type message type, section IV.A.2
 * @param body the message itself, little-endian
 */
record RawMessage(int type, ByteBuffer body) {
  private static final int CONTINUATION = 0x10;
  private static final int V1_PREFIX_SIZE = 16;
  private static final int SIGNATURE_SIZE = 4;
  private static final int CHECKSUM_SIZE = 4;

  /**
   * Reads all messages of an object header, in file order.
   *
   * @param storage the file
   * @param address the object header's address
   * @throws HdfException if a checksum is wrong or the header is larger than the file
   */
  static List<RawMessage> readAll(HdfBackingStorage storage, long address) {
    boolean version1 = storage.readBufferFromAddress(address, 1).get() == 1;
    int headerSize = 8; // of a message: type, size, flags, in version 2 perhaps creation order
    Deque<ByteBuffer> blocks = new ArrayDeque<>();
    if (version1) {
      int size = storage.readBufferFromAddress(address, V1_PREFIX_SIZE).getInt(8);
      blocks.add(storage.readBufferFromAddress(address + V1_PREFIX_SIZE, size));
    } else {
      int flags = storage.readBufferFromAddress(address, SIGNATURE_SIZE + 2).get(5);
      blocks.add(firstBlock(storage, address, flags));
      headerSize = (flags & 4) != 0 ? 6 : 4;
    }
    List<RawMessage> messages = new ArrayList<>();
    for (long size = 0; !blocks.isEmpty(); ) {
      ByteBuffer block = blocks.remove();
      size += block.remaining();
      if (size > storage.size()) { // continuations that lead in a circle
        throw new HdfException("the object header at " + address + " is larger than the file");
      }
      while (block.remaining() >= headerSize) {
        RawMessage message = read(block, version1, headerSize);
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
    int prefix = sizeAt + sizeBytes;
    int size = (int) number(storage.readBufferFromAddress(address + sizeAt, sizeBytes), sizeBytes);
    return checked(storage, address, prefix, size);
  }

  private static ByteBuffer continuation(
      HdfBackingStorage storage, ByteBuffer body, boolean version1) {
    long address = number(body, storage.getSizeOfOffsets());
    int size = (int) number(body, storage.getSizeOfLengths());
    return version1
        ? storage.readBufferFromAddress(address, size)
        : checked(storage, address, SIGNATURE_SIZE, size - SIGNATURE_SIZE - CHECKSUM_SIZE);
  }

  /** The inner part of a block that ends with a checksum over all of it. */
  private static ByteBuffer checked(HdfBackingStorage storage, long address, int prefix, int size) {
    ByteBuffer block = storage.readBufferFromAddress(address, prefix + size + CHECKSUM_SIZE);
    ChecksumUtils.validateChecksum(block);
    return block.slice(prefix, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Takes a little-endian number of 1, 2, 4 or 8 bytes: an address or a size. */
  static long number(ByteBuffer bytes, int size) {
    return switch (size) {
      case 1 -> bytes.get() & 0xff;
      case 2 -> bytes.getShort() & 0xffff;
      case 4 -> bytes.getInt() & 0xffffffffL;
      default -> bytes.getLong();
    };
  }

  private static RawMessage read(ByteBuffer block, boolean version1, int headerSize) {
    int start = block.position();
    int type = version1 ? block.getShort(start) & 0xffff : block.get(start) & 0xff;
    int size = block.getShort(start + (version1 ? 2 : 1)) & 0xffff;
    ByteBuffer body = block.slice(start + headerSize, size).order(ByteOrder.LITTLE_ENDIAN);
    block.position(start + headerSize + size);
    return new RawMessage(type, body);
  }
}
