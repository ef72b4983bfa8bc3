package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.backend.hdf5.format.object.AttributeType;
import org.dosna.spi.UnreadableValue;

/**
 * An attribute of an HDF5 object, in the encoded form of the file, so that it can be written again
 * unchanged whatever its type. Immutable.
 *
 * @param name its name
 * @param type its datatype, understood
 * @param datatype its datatype, encoded
 * @param dataspace its dataspace, encoded
 * @param shapeIfAny its shape; empty for a null dataspace, which has no value at all
 * @param data its elements; those of variable length are references into a heap
 * @param heapObjects the bytes of each element of variable length; empty for other types
 * @param obstacle why it cannot be written to another file, if so
 */
record Hdf5Attribute(
    String name,
    AttributeType type,
    byte[] datatype,
    byte[] dataspace,
    Optional<long[]> shapeIfAny,
    byte[] data,
    List<byte[]> heapObjects,
    Optional<String> obstacle) {

  /**
   * Makes an attribute out of a Java value.
   *
   * @param name its name: not empty, no NUL, Unicode that is well formed
   * @param value {@code String}, {@code String[]}, {@code Boolean}, {@code boolean[]}, {@code
   *     Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code int[]}, {@code long[]}, {@code
   *     Float}, {@code Double}, {@code float[]}, {@code double[]}; h5py shows them as str, bool,
   *     int64 and float64, arrays as arrays
   * @throws DosnaException if the value has another type, or text cannot be stored without loss
   */
  static Hdf5Attribute of(String name, Object value) {
    return AttributeValues.encode(name, value);
  }

  /**
   * Makes an attribute of one number.
   *
   * @param name its name
   * @param dtype its type
   * @param element its bytes, in the byte order of {@code dtype}
   */
  static Hdf5Attribute scalar(String name, DType dtype, byte[] element) {
    return numeric(name, dtype, new long[0], element);
  }

  static Hdf5Attribute numeric(String name, DType dtype, long[] shape, byte[] elements) {
    if (elements.length != Box.byteCount(shape, dtype.itemSize())) {
      throw new IllegalArgumentException(elements.length + " bytes for dtype " + dtype);
    }
    return made(name, AttributeType.of(dtype), Datatypes.encode(dtype), shape, elements, List.of());
  }

  static Hdf5Attribute text(String name, long[] shape, List<byte[]> texts) {
    byte[] references = new byte[texts.size() * Datatypes.REFERENCE_SIZE];
    ByteBuffer lengths = ByteBuffer.wrap(references).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < texts.size(); i++) {
      lengths.putInt(i * Datatypes.REFERENCE_SIZE, texts.get(i).length);
    }
    return made(
        name,
        AttributeType.ofTexts(Datatypes.REFERENCE_SIZE),
        Datatypes.encodeText(),
        shape,
        references,
        texts);
  }

  private static Hdf5Attribute made(
      String name,
      AttributeType type,
      byte[] datatype,
      long[] shape,
      byte[] data,
      List<byte[]> heapObjects) {
    return new Hdf5Attribute(
        AttributeValues.checkName(name),
        type,
        datatype,
        ObjectHeaderWriter.dataspace(shape),
        Optional.of(shape.clone()),
        data,
        heapObjects,
        Optional.empty());
  }

  /**
   * Its value in Java.
   *
   * @return {@code String}, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double} or
   *     {@code Complex} for a scalar, {@code String[]}, {@code boolean[]}, {@code long[]} or {@code
   *     double[]} for one axis, {@code NDArray} for what these cannot hold and for more axes
   * @throws DosnaException if it is anything else
   */
  Object value() {
    return AttributeValues.decode(this);
  }

  /** The same, or an {@link UnreadableValue}. */
  Object valueOrReason() {
    return AttributeValues.decodeOrReason(this);
  }

  /** The dtype of its elements, byte order included, if they are numbers. */
  Optional<DType> dtype() {
    return type.dtype();
  }

  /**
   * Its shape.
   *
   * @return the length of each axis; none for a scalar
   * @throws DosnaException if it has no value
   */
  long[] shape() {
    return shapeIfAny
        .orElseThrow(() -> new DosnaException("Attribute '" + name + "' is empty: it has no value"))
        .clone();
  }

  /**
   * The attribute message, with elements of variable length moved to a heap.
   *
   * @throws DosnaException if the attribute cannot be moved, or is larger than HDF5 allows
   */
  byte[] encode(GlobalHeapWriter heap) {
    obstacle.ifPresent(
        reason -> {
          throw new DosnaException(
              String.format(
                  "Attribute '%s' (%s) cannot be kept when its file is written anew: %s",
                  name, type, reason));
        });
    byte[] elements = type.variable() ? moveTo(heap) : data;
    byte[] message = ObjectHeaderWriter.attribute(name, datatype, dataspace, elements);
    if (message.length > ObjectHeaderWriter.MAX_MESSAGE_SIZE) {
      throw new DosnaException(
          String.format(
              "Attribute '%s' has %d bytes (%d of them data), an HDF5 file takes at most %d per"
                  + " attribute: store large values as a dataset, or split them",
              name, message.length, elements.length, ObjectHeaderWriter.MAX_MESSAGE_SIZE));
    }
    return message;
  }

  /** The elements, each its length as before and a new reference. */
  private byte[] moveTo(GlobalHeapWriter heap) {
    FormatBytes elements = new FormatBytes();
    for (int i = 0; i < heapObjects.size(); i++) {
      int start = i * Datatypes.REFERENCE_SIZE;
      byte[] object = heapObjects.get(i);
      elements.put(Arrays.copyOfRange(data, start, start + Integer.BYTES));
      elements.put(object.length == 0 ? new byte[12] : heap.add(object));
    }
    return elements.toArray();
  }
}
