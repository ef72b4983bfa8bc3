package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.LongStream;

/**
 * Writes one object header: the messages that describe a group or a dataset.
 *
 * <p>Version 2, HDF5 file format specification 3.0, section IV.A.1.b; the messages are those of
 * section IV.A.2. The whole header is one block whose size has 4 bytes, so that it holds any number
 * of attributes without continuation blocks.
 */
final class ObjectHeaderWriter {
  /** The address that means "nowhere": never allocated, not in use. */
  static final long UNDEFINED = -1;

  /** The largest message: its size is stored in 2 bytes. */
  static final int MAX_MESSAGE_SIZE = 0xffff;

  static final int DATASPACE = 0x01;
  static final int LINK_INFO = 0x02;
  static final int DATATYPE = 0x03;
  static final int FILL_VALUE = 0x05;
  static final int LINK = 0x06;
  static final int DATA_LAYOUT = 0x08;
  static final int FILTERS = 0x0b;
  static final int GROUP_INFO = 0x0a;
  static final int ATTRIBUTE = 0x0c;
  static final int ATTRIBUTE_INFO = 0x15;

  private static final int SIZE_IN_4_BYTES = 2;

  private final FormatBytes messages = new FormatBytes();

  /** The header of a group with no members, yet. */
  static ObjectHeaderWriter group() {
    FormatBytes noDenseLinks = new FormatBytes().int16(0).int64(UNDEFINED).int64(UNDEFINED);
    FormatBytes noDenseAttributes = new FormatBytes().int16(0).int64(UNDEFINED).int64(UNDEFINED);
    return new ObjectHeaderWriter()
        .add(LINK_INFO, noDenseLinks.toArray())
        .add(GROUP_INFO, new byte[2])
        .add(ATTRIBUTE_INFO, noDenseAttributes.toArray());
  }

  /**
   * The header of a dataset in contiguous layout, all of it stored.
   *
   * @param address where its data lie
   * @param size bytes of data
   */
  static ObjectHeaderWriter contiguous(
      byte[] datatype, long[] shape, byte[] fillValue, long address, long size) {
    FormatBytes layout = new FormatBytes().int8(3).int8(1).int64(address).int64(size);
    return new ObjectHeaderWriter()
        .add(DATASPACE, dataspace(shape))
        .add(DATATYPE, datatype)
        .add(FILL_VALUE, fillValue(fillValue))
        .add(DATA_LAYOUT, layout.toArray());
  }

  /** The fill value message, version 3. */
  static byte[] fillValue(byte[] fillValue) {
    int allocateLateFillIfSetDefined = 0x2a;
    return new FormatBytes()
        .int8(3)
        .int8(allocateLateFillIfSetDefined)
        .int32(fillValue.length)
        .put(fillValue)
        .toArray();
  }

  /** Adds a hard link with an ASCII name of up to 255 characters. */
  ObjectHeaderWriter link(String name, long address) {
    byte[] text = name.getBytes(US_ASCII);
    FormatBytes link = new FormatBytes().int8(1).int8(0).int8(text.length).put(text).int64(address);
    return add(LINK, link.toArray());
  }

  /** Adds a hard link with a name in UTF-8, of up to 255 bytes. */
  ObjectHeaderWriter linkInUtf8(String name, long address) {
    int withCharacterSet = 0x10;
    byte[] text = name.getBytes(UTF_8);
    FormatBytes link =
        new FormatBytes()
            .int8(1)
            .int8(withCharacterSet)
            .int8(1)
            .int8(text.length)
            .put(text)
            .int64(address);
    return add(LINK, link.toArray());
  }

  /** Adds a message of at most {@link #MAX_MESSAGE_SIZE} bytes. */
  ObjectHeaderWriter add(int type, byte[] body) {
    messages.int8(type).int16(body.length).int8(0).put(body);
    return this;
  }

  /** The dataspace message of an array; no axes: of a scalar. */
  static byte[] dataspace(long... shape) {
    return dataspace(shape, new long[0]);
  }

  /** The same with the most that each axis may grow to, {@link #UNDEFINED} for no limit. */
  static byte[] dataspace(long[] shape, long[] most) {
    int scalarOrSimple = shape.length == 0 ? 0 : 1;
    int withMost = most.length == 0 ? 0 : 1;
    FormatBytes message =
        new FormatBytes().int8(2).int8(shape.length).int8(withMost).int8(scalarOrSimple);
    LongStream.concat(LongStream.of(shape), LongStream.of(most)).forEach(message::int64);
    return message.toArray();
  }

  /** The attribute message, version 3, with a name in UTF-8. */
  static byte[] attribute(String name, byte[] datatype, byte[] dataspace, byte[] data) {
    byte[] text = name.getBytes(UTF_8);
    return new FormatBytes()
        .int8(3)
        .int8(0)
        .int16(text.length + 1)
        .int16(datatype.length)
        .int16(dataspace.length)
        .int8(1)
        .put(text)
        .int8(0)
        .put(datatype)
        .put(dataspace)
        .put(data)
        .toArray();
  }

  byte[] toBytes() {
    return new FormatBytes()
        .put("OHDR".getBytes(US_ASCII))
        .int8(2)
        .int8(SIZE_IN_4_BYTES)
        .int32(messages.size())
        .put(messages.toArray())
        .checksum()
        .toArray();
  }
}
