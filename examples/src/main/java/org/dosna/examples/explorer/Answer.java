package org.dosna.examples.explorer;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dosna.examples.Json;

/**
 * What is sent back.
 *
 * @param status what HTTP calls it
 * @param type the kind of content
 * @param body the content
 * @param fileName what a browser is to save it as; empty if it is to show it
 */
record Answer(int status, String type, ByteBuffer body, Optional<String> fileName) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
  private static final int TAG_BYTES = 16;

  static Answer of(String type, ByteBuffer body) {
    return new Answer(200, type, body, Optional.empty());
  }

  static Answer json(Object facts) {
    return json(200, facts);
  }

  static Answer json(int status, Object facts) {
    byte[] text = Json.text(facts).getBytes(StandardCharsets.UTF_8);
    return new Answer(status, "application/json", ByteBuffer.wrap(text), Optional.empty());
  }

  Answer savedAs(String name) {
    return new Answer(status, type, body, Optional.of(name));
  }

  /** What tells this content from any other. */
  private String tag() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(body.duplicate());
      return '"' + HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has SHA-256", e);
    }
  }

  /**
   * Sends it: no content to who has it already or asks for what there is only, a part to who asks
   * for one.
   */
  void send(HttpExchange exchange) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Accept-Ranges", "bytes");
    headers.set("Cache-Control", "no-cache");
    fileName.ifPresent(
        name -> headers.set("Content-Disposition", "attachment; filename=\"" + name + "\""));
    String tag = status == 200 ? tag() : "";
    if (status == 200) {
      headers.set("ETag", tag);
    }
    if (status == 200 && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    Optional<ByteBuffer> part =
        status == 200
            ? Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .flatMap(this::part)
            : Optional.empty();
    part.ifPresent(
        bytes ->
            headers.set(
                "Content-Range",
                "bytes " + bytes.position() + "-" + (bytes.limit() - 1) + "/" + body.limit()));
    send(exchange, part.isPresent() ? 206 : status, part.orElseGet(body::duplicate));
  }

  private static void send(HttpExchange exchange, int status, ByteBuffer bytes) throws IOException {
    int size = bytes.remaining();
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(size));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, size == 0 ? -1 : size);
    if (size > 0) {
      exchange.getResponseBody().write(bytes.array(), bytes.arrayOffset() + bytes.position(), size);
    }
  }

  /** The part that a range names; empty for one that is not understood, which counts as none. */
  private Optional<ByteBuffer> part(String range) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long size = body.limit();
    boolean isSuffix = matcher.group(1).isEmpty();
    if (isSuffix && matcher.group(2).isEmpty()) {
      return Optional.empty();
    }
    long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
    long first = isSuffix ? Math.max(0, size - last) : Long.parseLong(matcher.group(1));
    long end = isSuffix ? size : Math.min(size, last + 1);
    if (first >= end) {
      throw new RefusedException(
          416, "There are " + size + " bytes; " + range + " is none of them");
    }
    return Optional.of(body.duplicate().position((int) first).limit((int) end));
  }
}
