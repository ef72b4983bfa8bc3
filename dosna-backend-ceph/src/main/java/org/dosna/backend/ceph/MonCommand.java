package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What the tool {@code ceph} does, such as {@code ceph osd pool rename}: asking the monitors. */
final class MonCommand {
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  /**
   * A command without arguments.
   *
   * @param prefix its name, such as {@code osd pool rename}
   */
  MonCommand(String prefix) {
    try {
      json = new JsonFactory().createGenerator(text);
      json.writeStartObject();
      json.writeStringField("prefix", prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MonCommand with(String argument, String value) {
    try {
      json.writeStringField(argument, value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MonCommand with(String argument, boolean value) {
    try {
      json.writeBooleanField(argument, value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it, once; gives what librados returns. */
  int run(Pointer cluster) {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] command = (text + "\0").getBytes(UTF_8);
    PointerByReference output = new PointerByReference();
    PointerByReference status = new PointerByReference();
    try (Memory bytes = new Memory(command.length);
        Memory commands = new Memory(Long.BYTES);
        Memory lengths = new Memory(2 * Long.BYTES)) {
      bytes.write(0, command, 0, command.length);
      commands.setPointer(0, bytes);
      return LibRados.rados_mon_command(
          cluster,
          commands,
          1,
          Pointer.NULL,
          0,
          output,
          lengths,
          status,
          lengths.share(Long.BYTES));
    } finally {
      free(output);
      free(status);
    }
  }

  private static void free(PointerByReference buffer) {
    if (buffer.getValue() != null) {
      LibRados.rados_buffer_free(buffer.getValue());
    }
  }
}
