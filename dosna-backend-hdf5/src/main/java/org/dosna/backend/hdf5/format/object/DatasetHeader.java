package org.dosna.backend.hdf5.format.object;

import java.util.List;
import java.util.Optional;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;

/**
 * What the object header of a dataset says.
 *
 * @param dataspace its shape
 * @param type its elements
 * @param fill what unwritten elements are, as one stored element; zeros if nothing is said
 * @param layout where its elements are
 * @param filters what its chunks went through when they were written, in that order
 * @param external the files that hold its elements, if they are not in this one
 */
public record DatasetHeader(
    Dataspace dataspace,
    StoredType type,
    byte[] fill,
    Layout layout,
    List<FilterSpec> filters,
    List<ExternalPart> external) {
  private static final int MAX_TYPE_SIZE = 1 << 16;

  /**
   * Parses what is needed of a header.
   *
   * @param file the file
   * @param header the messages
   * @return what they say
   * @throws FormatException if it is no dataset, or has what is not known
   */
  public static DatasetHeader parse(FormatFile file, ObjectHeader header) {
    Dataspace dataspace =
        Dataspace.parse(needed(header, ObjectHeader.DATASPACE, "shape"), file.lengthSize());
    StoredType type = StoredType.parse(needed(header, ObjectHeader.DATATYPE, "type"));
    if (type.size() > MAX_TYPE_SIZE) {
      throw new FormatException("its elements have " + type.size() + " bytes");
    }
    Layout layout =
        Layout.parse(needed(header, ObjectHeader.LAYOUT, "layout"), dataspace.shape().length);
    if (layout instanceof Layout.Chunked chunked && chunked.elementSize() != type.size()) {
      throw new FormatException(
          String.format(
              "the file is damaged: its elements have %d bytes, in chunks %d",
              type.size(), chunked.elementSize()));
    }
    byte[] fill = fill(header).orElseGet(() -> new byte[type.size()]);
    if (fill.length != type.size()) {
      throw new FormatException("its fill value has " + fill.length + " bytes");
    }
    return new DatasetHeader(
        dataspace,
        type,
        fill,
        layout,
        header.first(ObjectHeader.FILTERS).map(FilterSpec::parse).orElse(List.of()),
        header
            .first(ObjectHeader.EXTERNAL_FILES)
            .map(message -> ExternalPart.parse(file, message))
            .orElse(List.of()));
  }

  private static Cursor needed(ObjectHeader header, int type, String what) {
    return header
        .first(type)
        .orElseThrow(() -> new FormatException("the file is damaged: it has no " + what));
  }

  private static Optional<byte[]> fill(ObjectHeader header) {
    Optional<byte[]> fill = header.first(ObjectHeader.FILL_VALUE).flatMap(DatasetHeader::fill);
    return fill.isPresent()
        ? fill
        : header
            .first(ObjectHeader.OLD_FILL_VALUE)
            .map(message -> message.bytes(message.int32()))
            .filter(value -> value.length > 0);
  }

  private static Optional<byte[]> fill(Cursor message) {
    int version = message.version("its fill value", 1, 3);
    boolean stated;
    if (version < 3) {
      stated = message.skip(2).int8() != 0 || version == 1;
    } else {
      stated = (message.int8() & 0x20) != 0;
    }
    if (!stated || message.remaining() < 4) {
      return Optional.empty();
    }
    int size = (int) message.int32();
    return size > 0 ? Optional.of(message.bytes(size)) : Optional.empty();
  }
}
