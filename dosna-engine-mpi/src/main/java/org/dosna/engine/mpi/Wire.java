package org.dosna.engine.mpi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;

/** Values on their way from rank to rank: Java serialisation, which also takes arrays of ours. */
final class Wire {
  private Wire() {}

  /** An NDArray's parts. */
  private record Flat(DType dtype, Object array, long[] shape) implements Serializable {
    Object unpack() {
      return NDArray.of(dtype, array).reshape(shape);
    }
  }

  /** A dtype's name. */
  private record Name(String numpy) implements Serializable {
    Object unpack() {
      return DType.of(numpy);
    }
  }

  /**
   * A value as bytes.
   *
   * @throws DosnaException if it cannot travel; the message names the class that cannot
   */
  static byte[] encode(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new Output(bytes)) {
      out.writeObject(value);
    } catch (NotSerializableException e) {
      throw new DosnaException(
          "A value of class "
              + e.getMessage()
              + " cannot travel from rank to rank; let the class implement java.io.Serializable",
          e);
    } catch (IOException e) {
      throw new DosnaException(
          "A value of " + value.getClass() + " cannot travel from rank to rank: " + e, e);
    }
    return bytes.toByteArray();
  }

  /** The value of bytes. */
  static Object decode(byte[] bytes) {
    try (ObjectInputStream in = new Input(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new DosnaException("A value of another rank cannot be read: " + e, e);
    }
  }

  private static final class Output extends ObjectOutputStream {
    Output(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object value) {
      if (value instanceof NDArray array) {
        return new Flat(array.dtype(), array.array(), array.shape());
      }
      return value instanceof DType dtype ? new Name(dtype.numpy()) : value;
    }
  }

  private static final class Input extends ObjectInputStream {
    Input(InputStream in) throws IOException {
      super(in);
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object value) {
      if (value instanceof Flat flat) {
        return flat.unpack();
      }
      return value instanceof Name name ? name.unpack() : value;
    }

    /** The user's classes may be known only to the thread's own loader. */
    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(
            description.getName(), false, Thread.currentThread().getContextClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }
}
