package org.dosna.engine.mpi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What ranks tell one another first in every exchange: which call they are in, whether they have
 * failed, and how many bytes they have to give.
 *
 * @param digest of the call; equal if the calls are the same
 * @param failed whether the bytes are an exception
 * @param length how many bytes this rank gives
 */
record Message(ByteBuffer digest, boolean failed, int length) {
  /** The size of a message. */
  static final int BYTES = 24;

  private static final int DIGEST_BYTES = 16;

  /** A message about a call. */
  static Message of(String call, boolean failed, int length) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(call.getBytes(UTF_8));
      return new Message(ByteBuffer.wrap(Arrays.copyOf(hash, DIGEST_BYTES)), failed, length);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .put(digest.duplicate())
        .putInt(failed ? 1 : 0)
        .putInt(length)
        .array();
  }

  /** The messages of all ranks. */
  static Message[] all(byte[] bytes) {
    Message[] messages = new Message[bytes.length / BYTES];
    Arrays.setAll(messages, rank -> at(ByteBuffer.wrap(bytes, rank * BYTES, BYTES)));
    return messages;
  }

  private static Message at(ByteBuffer bytes) {
    byte[] hash = new byte[DIGEST_BYTES];
    bytes.get(hash);
    return new Message(ByteBuffer.wrap(hash), bytes.getInt() != 0, bytes.getInt());
  }
}
