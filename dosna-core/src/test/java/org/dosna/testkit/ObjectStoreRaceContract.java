package org.dosna.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectChangedException;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** An object store that several threads use at once: what of its contract are races. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class ObjectStoreRaceContract {
  static final String KEY = "folder/object";

  private static final int THREADS = 6;
  private static final int ROUNDS = Effort.times(100);

  ObjectStore store;

  /**
   * Makes an empty store that no other test uses. Called once per test, after JUnit has prepared
   * fields such as {@code @TempDir}.
   *
   * @return the store
   */
  protected abstract ObjectStore newStore();

  @BeforeEach
  final void createStore() {
    store = newStore();
  }

  static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  static void assertBytes(ByteBuffer expected, ObjectBytes actual) {
    assertEquals(expected, actual.bytes());
  }

  ObjectBytes get(String key) {
    return store.get(key).orElseThrow();
  }

  List<String> list(String folder) {
    try (Stream<String> keys = store.list(folder)) {
      return keys.sorted().toList();
    }
  }

  /** Something that one thread of several may succeed with, round by round. */
  private interface Attempt {
    boolean run(int thread, int round);
  }

  private static AtomicIntegerArray oneWins(Attempt attempt) throws Exception {
    AtomicIntegerArray wins = new AtomicIntegerArray(ROUNDS);
    AtomicIntegerArray winner = new AtomicIntegerArray(ROUNDS);
    Race.rounds(
        THREADS,
        ROUNDS,
        (thread, round) -> {
          if (attempt.run(thread, round)) {
            wins.incrementAndGet(round);
            winner.set(round, thread);
          }
        });
    for (int round = 0; round < ROUNDS; round++) {
      assertEquals(1, wins.get(round), "winners of round " + round);
    }
    return winner;
  }

  @Test
  void ofSeveralWhoCreateOneWins() throws Exception {
    AtomicIntegerArray winner =
        oneWins((t, round) -> store.putIfAbsent("r/" + round, text("" + t)).isPresent());
    for (int round = 0; round < ROUNDS; round++) {
      assertBytes(text("" + winner.get(round)), get("r/" + round));
    }
  }

  @Test
  void ofSeveralWhoReplaceAVersionOneWins() throws Exception {
    ObjectVersion[] old = new ObjectVersion[ROUNDS];
    Arrays.setAll(old, round -> store.put("r/" + round, text("old")));
    AtomicIntegerArray winner =
        oneWins(
            (t, round) -> store.putIfUnchanged("r/" + round, text("" + t), old[round]).isPresent());
    for (int round = 0; round < ROUNDS; round++) {
      assertBytes(text("" + winner.get(round)), get("r/" + round));
    }
  }

  @Test
  void ofSeveralWhoDeleteOneIsToldSo() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      store.put("r/" + round, text("old"));
    }
    oneWins((t, round) -> store.delete("r/" + round));
    assertEquals(List.of(), list(""));
  }

  @Test
  void noUpdateIsLost() throws Exception {
    Race.rounds(THREADS, ROUNDS, (t, round) -> increment());
    assertEquals(THREADS * ROUNDS, get(KEY).bytes().getInt());
  }

  private void increment() {
    Optional<ObjectVersion> done = Optional.empty();
    while (done.isEmpty()) {
      Optional<ObjectBytes> old = store.get(KEY);
      int count = old.map(object -> object.bytes().getInt()).orElse(0);
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).putInt(0, count + 1);
      done =
          old.isPresent()
              ? store.putIfUnchanged(KEY, bytes, old.get().version())
              : store.putIfAbsent(KEY, bytes);
    }
  }

  /** Writers give all bytes of an object one value; readers never see two. */
  @Test
  void whatIsReadIsOfOneVersion() throws Exception {
    Race.rounds(
        THREADS,
        5 * ROUNDS,
        (t, round) -> {
          if (t == 0) {
            store.delete(KEY);
          } else if (t < 3) {
            byte[] bytes = new byte[1000 + 100 * (round % 7)];
            Arrays.fill(bytes, (byte) (2 * round + t));
            store.put(KEY, ByteBuffer.wrap(bytes));
          } else {
            store.get(KEY).ifPresent(this::assertRangesFit);
          }
        });
  }

  private void assertRangesFit(ObjectBytes read) {
    assertEquals(read.size(), read.bytes().remaining());
    byte value = read.bytes().get(read.bytes().position());
    assertUniform(value, read);
    try {
      store.getRange(KEY, 500, 400, read.version()).ifPresent(part -> assertUniform(value, part));
    } catch (ObjectChangedException e) {
      // A writer was faster.
      assertTrue(e.getMessage().contains(KEY), e.getMessage());
    }
    store.getRange(KEY, 500, 400).ifPresent(now -> assertUniform(now.bytes().get(0), now));
  }

  private static void assertUniform(byte value, ObjectBytes read) {
    byte[] expected = new byte[read.bytes().remaining()];
    Arrays.fill(expected, value);
    assertBytes(ByteBuffer.wrap(expected), read);
  }

  @Test
  void whatStaysIsListedOnceWhileOthersComeAndGo() throws Exception {
    Set<String> staying =
        IntStream.range(0, 50).mapToObj(i -> "f/stays/" + i).collect(Collectors.toSet());
    staying.forEach(key -> store.put(key, text("")));
    Race.rounds(
        THREADS,
        ROUNDS,
        (t, round) -> {
          if (t < 3) {
            String key = "f/" + (round % 2 == 0 ? "a" : "z") + t + "/" + round / 2 % 10;
            store.put(key, text(key));
            store.put("f/stays/" + t, text(key));
            if (round % 3 == 0) {
              store.delete(key);
            }
          } else {
            List<String> listed = list("f/");
            assertEquals(listed.size(), new HashSet<>(listed).size(), () -> "twice: " + listed);
            assertTrue(listed.containsAll(staying), () -> "missing: " + listed);
          }
        });
  }
}
