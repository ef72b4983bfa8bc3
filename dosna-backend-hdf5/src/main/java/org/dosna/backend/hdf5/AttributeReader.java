package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jhdf.FractalHeap;
import io.jhdf.GlobalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.Reference;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.SharedMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the attributes of an object with every byte of them, so that they can be written again.
 * jhdf understands their types; the encoded form is cut out here.
 *
 * <p>HDF5 file format specification 3.0, sections IV.A.2.m (attribute), IV.A.2.v (attribute info).
 */
final class AttributeReader {
  private static final int SHARED_TYPE = 1;
  private static final int SHARED_SPACE = 2;
  private static final int NULL_DATASPACE = 2;

  private final HdfBackingStorage storage;
  private final Map<Long, GlobalHeap> heaps = new HashMap<>();

  private AttributeReader(HdfBackingStorage storage) {
    this.storage = storage;
  }

  /**
   * Reads all attributes of an object: those in its header in their order, then those in its heap.
   *
   * @param storage the file
   * @param messages the object's header
   */
  static List<Hdf5Attribute> read(HdfBackingStorage storage, List<RawMessage> messages) {
    AttributeReader reader = new AttributeReader(storage);
    List<Hdf5Attribute> attributes = new ArrayList<>();
    for (RawMessage message : messages) {
      if (message.type() == ObjectHeaderWriter.ATTRIBUTE) {
        attributes.add(reader.attribute(message.body()));
      } else if (message.type() == ObjectHeaderWriter.ATTRIBUTE_INFO) {
        attributes.addAll(reader.dense(message.body()));
      }
    }
    return attributes;
  }

  /** Attributes kept in a heap of their own, as the "latest" format does with more than eight. */
  private List<Hdf5Attribute> dense(ByteBuffer info) {
    boolean withCreationIndex = (info.get(1) & 1) != 0;
    info.position(withCreationIndex ? 4 : 2);
    long heapAddress = RawMessage.number(info, storage.getSizeOfOffsets());
    long namesAddress = RawMessage.number(info, storage.getSizeOfOffsets());
    if (heapAddress == ObjectHeaderWriter.UNDEFINED) {
      return List.of();
    }
    FractalHeap heap = new FractalHeap(storage, heapAddress);
    var names = new BTreeV2<AttributeNameForIndexedAttributesRecord>(storage, namesAddress);
    return names.getRecords().stream()
        .map(entry -> attribute(heap.getId(entry.getHeapId()).order(ByteOrder.LITTLE_ENDIAN)))
        .toList();
  }

  private Hdf5Attribute attribute(ByteBuffer message) {
    int version = message.get(0);
    int flags = version == 1 ? 0 : message.get(1);
    int nameSize = message.getShort(2) & 0xffff;
    int typeSize = message.getShort(4) & 0xffff;
    int spaceSize = message.getShort(6) & 0xffff;
    int nameAt = version == 3 ? 9 : 8;
    int unit = version == 1 ? 8 : 1;
    int typeAt = nameAt + roundUp(nameSize, unit);
    int spaceAt = typeAt + roundUp(typeSize, unit);
    int dataAt = spaceAt + roundUp(spaceSize, unit);
    byte[] encodedName = bytes(message, nameAt, nameSize - 1);
    String name = new String(encodedName, UTF_8);
    byte[] datatype = bytes(message, typeAt, typeSize);
    byte[] dataspace = bytes(message, spaceAt, spaceSize);
    if ((flags & SHARED_SPACE) != 0) {
      throw new HdfException("the dataspace of attribute '" + name + "' is a shared message");
    }
    boolean committed = (flags & SHARED_TYPE) != 0;
    DataType type = committed ? committedType(datatype) : Datatypes.parse(datatype);
    DataSpace space = DataSpace.readDataSpace(littleEndian(dataspace), storage.getSuperblock());
    int size = Math.toIntExact(Math.multiplyExact(space.getTotalLength(), type.getSize()));
    byte[] data = bytes(message, dataAt, size);
    return new Hdf5Attribute(
        name,
        type,
        datatype,
        dataspace,
        space.getType() == NULL_DATASPACE
            ? Optional.empty()
            : Optional.of(space.getDimensionsAsLong()),
        data,
        type instanceof VariableLength ? heapObjects(data) : List.of(),
        obstacle(encodedName, type, committed));
  }

  /** Follows the reference that stands in the place of a datatype. */
  private DataType committedType(byte[] reference) {
    var shared = new SharedMessage(littleEndian(reference), storage.getSuperblock());
    return ObjectHeader.readObjectHeader(storage, shared.getObjectHeaderAddress())
        .getMessageOfType(DataTypeMessage.class)
        .getDataType();
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int roundUp(int size, int unit) {
    return (size + unit - 1) / unit * unit;
  }

  private static byte[] bytes(ByteBuffer message, int offset, int size) {
    byte[] bytes = new byte[size];
    message.get(offset, bytes);
    return bytes;
  }

  /** Why an attribute cannot be copied to another file, if so. */
  private Optional<String> obstacle(byte[] name, DataType type, boolean committed) {
    if (!Arrays.equals(new String(name, UTF_8).getBytes(UTF_8), name)) {
      return Optional.of("its name is not in UTF-8");
    }
    if (committed) {
      return Optional.of("its type is stored elsewhere in the file");
    }
    if (storage.getSizeOfOffsets() != Long.BYTES || storage.getSizeOfLengths() != Long.BYTES) {
      return Optional.of("its file has addresses of " + storage.getSizeOfOffsets() + " bytes");
    }
    DataType element = type instanceof VariableLength variable ? variable.getParent() : type;
    return isPlain(element)
        ? Optional.empty()
        : Optional.of("it refers to other parts of the file");
  }

  private static boolean isPlain(DataType type) {
    if (type instanceof CompoundDataType compound) {
      return compound.getMembers().stream().allMatch(member -> isPlain(member.getDataType()));
    } else if (type instanceof ArrayDataType array) {
      return isPlain(array.getBaseType());
    }
    return !(type instanceof VariableLength || type instanceof Reference);
  }

  /** The objects that variable-length elements refer to; no bytes for an empty element. */
  private List<byte[]> heapObjects(byte[] references) {
    int addressSize = storage.getSizeOfOffsets();
    ByteBuffer elements = littleEndian(references);
    List<byte[]> objects = new ArrayList<>();
    while (elements.hasRemaining()) {
      elements.getInt(); // the number of items; the heap knows the number of bytes
      long address = RawMessage.number(elements, addressSize);
      int index = elements.getInt();
      objects.add(index == 0 ? new byte[0] : heapObject(address, index));
    }
    return objects;
  }

  private byte[] heapObject(long address, int index) {
    GlobalHeap heap = heaps.computeIfAbsent(address, at -> new GlobalHeap(storage, at));
    ByteBuffer object = heap.getObjectData(index);
    byte[] bytes = new byte[object.remaining()];
    object.get(bytes);
    return bytes;
  }
}
