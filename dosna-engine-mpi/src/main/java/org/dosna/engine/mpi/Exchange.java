package org.dosna.engine.mpi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dosna.ChunkException;
import org.dosna.DosnaException;

/**
 * Rounds in which every rank does something, and then all learn what it has given on each of them.
 * Used by one thread at a time.
 */
final class Exchange {
  /** What is given by a rank that has nothing to tell. */
  static final byte[] NOTHING = {};

  /** Calls are described with as many bytes at most. */
  private static final int TEXT_BYTES = 512;

  private final Communicator communicator;
  private final String self;

  /** The call in which this rank is working, not exchanging, just now; empty if none. */
  private volatile String working = "";

  Exchange(Communicator communicator) {
    this.communicator = communicator;
    this.self = "rank " + communicator.rank() + " of " + communicator.size();
  }

  Communicator communicator() {
    return communicator;
  }

  /** The call in which another thread of this rank is working, if any. */
  String working() {
    return working;
  }

  /**
   * A round in which nothing is done.
   *
   * @param call as in {@link #round}
   * @throws MismatchException if the ranks are not in the same call
   */
  void meet(String call) {
    finish(call, NOTHING, Optional.empty());
  }

  /**
   * One round.
   *
   * @param call what is done, with its arguments; has to be the same on all ranks
   * @param work gives this rank's bytes
   * @return the bytes of all ranks
   * @throws MismatchException if the ranks are not in the same call
   */
  List<byte[]> round(String call, Supplier<byte[]> work) {
    Optional<Throwable> failure = Optional.empty();
    byte[] mine;
    String outer = working;
    working = call;
    try {
      mine = work.get();
    } catch (RuntimeException | Error e) {
      failure = Optional.of(named(e));
      mine = encoded(failure.get());
    } finally {
      working = outer;
    }
    return finish(call, mine, failure);
  }

  private List<byte[]> finish(String call, byte[] mine, Optional<Throwable> failure) {
    Message[] messages = compare(call, Message.of(call, failure.isPresent(), mine.length));
    List<byte[]> given = gather(call, mine, messages);
    for (int rank = 0; rank < messages.length; rank++) {
      if (messages[rank].failed()) {
        throw failed(rank, given.get(rank), failure);
      }
    }
    return given;
  }

  /** Learns in which call the others are; throws if it is another one. */
  private Message[] compare(String call, Message mine) {
    Message[] messages = Message.all(communicator.gather(mine.toBytes()));
    if (Arrays.stream(messages).allMatch(m -> m.digest().equals(mine.digest()))) {
      return messages;
    }
    byte[] text = Arrays.copyOf(call.getBytes(UTF_8), TEXT_BYTES);
    byte[] texts = communicator.gather(text);
    Map<String, List<Integer>> calls = new LinkedHashMap<>();
    for (int rank = 0; rank < communicator.size(); rank++) {
      String other = new String(texts, rank * TEXT_BYTES, TEXT_BYTES, UTF_8).trim();
      calls.computeIfAbsent(other, c -> new ArrayList<>()).add(rank);
    }
    throw new MismatchException(
        "The ranks are not in the same collective call: "
            + String.join("; ", calls.entrySet().stream().map(Exchange::described).toList())
            + ". Every rank has to make the same collective calls with the same arguments in the"
            + " same order");
  }

  private static String described(Map.Entry<String, List<Integer>> call) {
    String numbers = String.join(", ", call.getValue().stream().map(Object::toString).toList());
    return (call.getValue().size() == 1 ? "rank " : "ranks ") + numbers + ": " + call.getKey();
  }

  private List<byte[]> gather(String call, byte[] mine, Message[] messages) {
    int[] lengths = Stream.of(messages).mapToInt(Message::length).toArray();
    long total = Arrays.stream(lengths).asLongStream().sum();
    if (total > Integer.MAX_VALUE - 8) {
      throw new DosnaException(
          call + ": the ranks have " + total + " bytes to exchange, at most 2^31-9 are possible");
    }
    byte[] all = total == 0 ? NOTHING : communicator.gather(mine, lengths);
    List<byte[]> parts = new ArrayList<>();
    int begin = 0;
    for (int length : lengths) {
      parts.add(Arrays.copyOfRange(all, begin, begin + length));
      begin += length;
    }
    return parts;
  }

  private Throwable named(Throwable failure) {
    if (failure instanceof ChunkException chunk) {
      Throwable named = chunk.on(self, Objects.requireNonNull(chunk.getCause()));
      Stream.of(chunk.getSuppressed()).forEach(named::addSuppressed);
      return named;
    }
    return failure;
  }

  /** An exception as bytes: whole, or without what cannot travel. */
  private byte[] encoded(Throwable failure) {
    try {
      return Wire.encode(failure);
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever it is that cannot travel: the others have to hear of the failure.
      return Wire.encode(
          failure instanceof ChunkException chunk
              ? chunk.on(self, new DosnaException(String.valueOf(chunk.getCause())))
              : new DosnaException(failure.toString()));
    }
  }

  /** The exception of the lowest rank that has failed, which every rank throws. */
  private RuntimeException failed(int rank, byte[] bytes, Optional<Throwable> own) {
    if (rank == communicator.rank()) {
      return unchecked(own.orElseThrow());
    }
    Throwable first = (Throwable) Wire.decode(bytes);
    RuntimeException thrown =
        first instanceof RuntimeException exception
            ? exception
            : new DosnaException("rank " + rank + " failed: " + first, first);
    own.ifPresent(thrown::addSuppressed);
    return thrown;
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }
}
