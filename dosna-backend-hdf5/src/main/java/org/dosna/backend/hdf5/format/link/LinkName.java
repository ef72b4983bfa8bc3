package org.dosna.backend.hdf5.format.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Names of links between bytes and text. They are UTF-8, whatever the file says; a byte b that is
 * not becomes the character U+DC00 + b, as in Python's {@code os.fsdecode}.
 */
final class LinkName {
  private static final int ESCAPE = 0xdc00;
  private static final int FIRST_ESCAPED = 0x80;

  private LinkName() {}

  static String text(byte[] name) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(name);
    CharBuffer text = CharBuffer.allocate(name.length);
    for (CoderResult result = decoder.decode(bytes, text, true);
        result.isError();
        result = decoder.decode(bytes, text, true)) {
      for (int i = 0; i < result.length(); i++) {
        text.put((char) (ESCAPE + (bytes.get() & 0xff)));
      }
      decoder.reset();
    }
    return text.flip().toString();
  }

  static byte[] bytes(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    name.codePoints()
        .forEach(
            point -> {
              int escaped = point - ESCAPE;
              if (escaped >= FIRST_ESCAPED && escaped <= 0xff) {
                bytes.write(escaped);
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
              }
            });
    return bytes.toByteArray();
  }
}
