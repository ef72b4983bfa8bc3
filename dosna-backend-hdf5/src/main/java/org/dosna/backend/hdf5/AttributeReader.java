package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.backend.hdf5.format.BTree2;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.FractalHeap;
import org.dosna.backend.hdf5.format.GlobalHeap;
import org.dosna.backend.hdf5.format.object.AttributeType;
import org.dosna.backend.hdf5.format.object.Dataspace;
import org.dosna.backend.hdf5.format.object.ObjectHeader;

/**
 * Reads the attributes of an object with every byte of them, so that they can be written again
 * whatever their types.
 *
 * <p>HDF5 file format specification 3.0, sections IV.A.2.m (attribute), IV.A.2.v (attribute info).
 */
final class AttributeReader {
  private static final int SHARED_TYPE = 1;
  private static final int SHARED_SPACE = 2;
  private static final int NULL_DATASPACE = 2;
  private static final int HEAP_ID_SIZE = 8;
  private static final int BY_NAME = 8;

  private final FormatFile file;
  private final Map<Long, GlobalHeap> heaps = new HashMap<>();

  private AttributeReader(FormatFile file) {
    this.file = file;
  }

  /**
   * Reads all attributes of an object: those in its header in their order, then those in its heap.
   */
  static List<Hdf5Attribute> read(FormatFile file, ObjectHeader header) {
    AttributeReader reader = new AttributeReader(file);
    List<Hdf5Attribute> attributes = new ArrayList<>();
    header.all(ObjectHeader.ATTRIBUTE).forEach(body -> attributes.add(reader.attribute(body)));
    header.first(ObjectHeader.ATTRIBUTE_INFO).ifPresent(info -> reader.addDense(info, attributes));
    return attributes;
  }

  /** Attributes kept in a heap of their own, as the "latest" format does with more than eight. */
  private void addDense(Cursor info, List<Hdf5Attribute> attributes) {
    info.version("its table of attributes", 0, 0);
    info.skip((info.int8() & 1) != 0 ? 2 : 0);
    long heapAddress = info.address();
    long namesAddress = info.address();
    if (heapAddress == FormatFile.UNDEFINED || namesAddress == FormatFile.UNDEFINED) {
      return;
    }
    FractalHeap heap = new FractalHeap(file, heapAddress);
    BTree2 names = new BTree2(file, namesAddress);
    if (names.type() != BY_NAME || names.recordSize() < HEAP_ID_SIZE) {
      throw new FormatException("the file is damaged: its names of attributes are no such");
    }
    for (byte[] entry : names.all()) {
      attributes.add(attribute(heap.object(Arrays.copyOf(entry, HEAP_ID_SIZE))));
    }
  }

  private Hdf5Attribute attribute(Cursor message) {
    int version = message.version("an attribute", 1, 3);
    int flags = version == 1 ? message.int8() & 0 : message.int8();
    int nameSize = message.int16();
    int typeSize = message.int16();
    int spaceSize = message.int16();
    message.skip(version == 3 ? 1 : 0);
    int unit = version == 1 ? 8 : 1;
    byte[] encodedName = padded(message, nameSize, unit).untilNul();
    String name = new String(encodedName, UTF_8);
    byte[] datatype = bytes(padded(message, typeSize, unit));
    byte[] dataspace = bytes(padded(message, spaceSize, unit));
    if ((flags & SHARED_SPACE) != 0) {
      throw new FormatException("the dataspace of attribute '" + name + "' is a shared message");
    }
    boolean committed = (flags & SHARED_TYPE) != 0;
    Cursor type = file.cursor(datatype);
    AttributeType parsed =
        AttributeType.parse(committed ? ObjectHeader.committed(file, type) : type);
    Optional<long[]> shape = shape(dataspace);
    long count = shape.isEmpty() ? 0 : new Dataspace(shape.get(), shape.get()).size();
    if (count > message.remaining()) {
      throw new FormatException("attribute '" + name + "' has " + count + " elements");
    }
    byte[] data = message.bytes(count * parsed.size());
    return new Hdf5Attribute(
        name,
        parsed,
        datatype,
        dataspace,
        shape,
        data,
        parsed.variable() ? heapObjects(data, count) : List.of(),
        obstacle(encodedName, parsed, committed));
  }

  private static Cursor padded(Cursor message, int size, int unit) {
    Cursor part = message.part(size);
    message.skip(Math.floorMod(-size, unit));
    return part;
  }

  private static byte[] bytes(Cursor all) {
    return all.bytes(all.remaining());
  }

  /** The length of each axis; nothing for a null dataspace. */
  private Optional<long[]> shape(byte[] dataspace) {
    boolean isNull = dataspace.length > 3 && dataspace[0] == 2 && dataspace[3] == NULL_DATASPACE;
    return isNull
        ? Optional.empty()
        : Optional.of(Dataspace.parse(file.cursor(dataspace), file.lengthSize()).shape());
  }

  /** Why an attribute cannot be copied to another file, if so. */
  private Optional<String> obstacle(byte[] name, AttributeType type, boolean committed) {
    if (!Arrays.equals(new String(name, UTF_8).getBytes(UTF_8), name)) {
      return Optional.of("its name is not in UTF-8");
    }
    if (committed) {
      return Optional.of("its type is stored elsewhere in the file");
    }
    if (file.offsetSize() != Long.BYTES || file.lengthSize() != Long.BYTES) {
      return Optional.of("its file has addresses of " + file.offsetSize() + " bytes");
    }
    return type.refers() ? Optional.of("it refers to other parts of the file") : Optional.empty();
  }

  /** The objects that variable-length elements refer to; no bytes for an empty element. */
  private List<byte[]> heapObjects(byte[] references, long count) {
    Cursor elements = file.cursor(references);
    List<byte[]> objects = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      elements.int32(); // the number of items; the heap knows the number of bytes
      Cursor address = elements.part(file.offsetSize());
      long index = elements.int32();
      objects.add(index == 0 ? new byte[0] : heapObject(address, index));
    }
    return objects;
  }

  private byte[] heapObject(Cursor address, long index) {
    long collection = address.definedAddress("a text");
    return bytes(heaps.computeIfAbsent(collection, at -> new GlobalHeap(file, at)).object(index));
  }
}
