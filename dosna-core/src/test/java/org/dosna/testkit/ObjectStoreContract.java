package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dosna.DosnaException;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectChangedException;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;
import org.junit.jupiter.api.Test;

/**
 * The contract of an {@link ObjectStore}: each promise of the seam. A test class extends it and
 * supplies {@link #newStore}.
 */
public abstract class ObjectStoreContract extends ObjectStoreRaceContract {
  private static final List<String> HOSTILE =
      List.of(
          (".hidden| |a b|%2F|%|a%41|aA|a+b|~|*|?|a:b|NUL|...|a..b|a.tmp|ünï|データ/😀|-rf|$HOME"
                  + "|c/0/1|c/0.1|c/0/10|\u2028|#|'q'|\"q\"|<>|&amp;|zarr.json|.zattrs")
              .split("\\|"));

  private static final List<String> REFUSED =
      List.of(
          ("|/|/a|a/|a//b|.|..|../a|a/../b|a/./b|a\\b|a\0b|a\nb|\u007f|\ud800|x/" + "é".repeat(512))
              .split("\\|"));

  /** Extended by one class per store. */
  protected ObjectStoreContract() {}

  @Test
  void whatIsNotThereIsEmpty() {
    ObjectVersion gone = store.put(KEY, text("gone"));
    assertTrue(store.delete(KEY));
    assertEquals(Optional.empty(), store.get(KEY));
    assertEquals(Optional.empty(), store.getRange(KEY, 0, 1));
    assertEquals(Optional.empty(), store.getRange(KEY, 0, 1, gone));
    assertEquals(Optional.empty(), store.putIfUnchanged(KEY, text("new"), gone));
    assertFalse(store.delete(KEY));
    assertEquals(List.of(), list(""));
  }

  @Test
  void bytesOfEverySizeComeBack() {
    for (int size : new int[] {0, 1, 7, 4096, (1 << 20) + 3}) {
      byte[] bytes = new byte[size];
      new Random(size).nextBytes(bytes);
      store.put(KEY, ByteBuffer.wrap(bytes));
      assertBytes(ByteBuffer.wrap(bytes), get(KEY));
      assertEquals(size, get(KEY).size());
      store.delete(KEY);
      store.putIfAbsent(KEY, ByteBuffer.wrap(bytes));
      assertBytes(ByteBuffer.wrap(bytes), get(KEY));
    }
  }

  @Test
  void anyBufferIsTakenAndLeftAsItIs() {
    ByteBuffer expected = text("bcd");
    ByteBuffer direct = ByteBuffer.allocateDirect(9).put(2, text("bcd"), 0, 3);
    for (ByteBuffer given : List.of(text("abcde"), text("abcde").asReadOnlyBuffer(), direct)) {
      given.limit(given.isDirect() ? 5 : 4).position(given.limit() - 3);
      store.put(KEY, given);
      store.putIfUnchanged(KEY, given, get(KEY).version());
      store.putIfAbsent("other" + given.isDirect() + given.isReadOnly(), given);
      assertEquals(3, given.remaining());
      assertBytes(expected, get(KEY));
    }
    assertBytes(expected, get("othertruefalse"));
  }

  @Test
  void whatWasStoredOrReadDoesNotChangeAnyMore() {
    byte[] mine = text("before").array();
    store.put(KEY, ByteBuffer.wrap(mine));
    Arrays.fill(mine, (byte) 0);
    ObjectBytes read = get(KEY);
    read.bytes().get();
    if (!read.bytes().isReadOnly()) {
      get(KEY).bytes().put(0, (byte) 0);
    }
    assertBytes(text("before"), get(KEY));
    store.put(KEY, text("after!"));
    assertEquals(text("efore"), read.bytes());
  }

  @Test
  void eachStateHasAVersion() {
    ObjectVersion first = store.put(KEY, text("first"));
    store.put("other", text("other"));
    assertEquals(first, get(KEY).version());
    assertEquals(first, store.getRange(KEY, 2, 1).orElseThrow().version());
    ObjectVersion second = store.putIfUnchanged(KEY, text("second"), first).orElseThrow();
    ObjectVersion third = store.put(KEY, text("third"));
    store.delete(KEY);
    ObjectVersion fourth = store.putIfAbsent(KEY, text("fourth")).orElseThrow();
    assertEquals(fourth, get(KEY).version());
    assertEquals(4, Set.of(first, second, third, fourth).size());
  }

  @Test
  void rangesEndWhereTheObjectEnds() {
    store.put(KEY, text("0123456789"));
    int[][] ranges = {{0, 10}, {0, 0}, {3, 4}, {9, 1}, {5, 100}, {10, 1}, {11, 5}, {4, 0}};
    for (int[] range : ranges) {
      int from = Math.min(10, range[0]);
      int to = Math.min(10, range[0] + range[1]);
      ObjectBytes read = store.getRange(KEY, range[0], range[1]).orElseThrow();
      assertBytes(text("0123456789".substring(from, to)), read);
      assertEquals(10, read.size());
    }
    long far = Long.MAX_VALUE - 1;
    assertEquals(0, store.getRange(KEY, far, 9).orElseThrow().bytes().remaining());
    assertThrows(DosnaException.class, () -> store.getRange(KEY, -1, 1));
    assertThrows(DosnaException.class, () -> store.getRange(KEY, 1, -1));
  }

  @Test
  void aRangeIsOfTheVersionStatedOrTheObjectHasChanged() {
    ObjectVersion old = store.put(KEY, text("0123"));
    assertBytes(text("12"), store.getRange(KEY, 1, 2, old).orElseThrow());
    store.put(KEY, text("abcd"));
    String message =
        assertThrows(ObjectChangedException.class, () -> store.getRange(KEY, 1, 2, old))
            .getMessage();
    assertTrue(message.contains(KEY), message);
    store.delete(KEY);
    assertEquals(Optional.empty(), store.getRange(KEY, 1, 2, old));
  }

  @Test
  void conditionalPutsWriteOrLeaveAlone() {
    ObjectVersion first = store.putIfAbsent(KEY, text("first")).orElseThrow();
    assertEquals(Optional.empty(), store.putIfAbsent(KEY, text("late")));
    assertBytes(text("first"), get(KEY));
    store.putIfUnchanged(KEY, text("second"), first).orElseThrow();
    assertEquals(Optional.empty(), store.putIfUnchanged(KEY, text("late"), first));
    assertBytes(text("second"), get(KEY));
  }

  @Test
  void aFolderIsListedWithAllItsDepths() {
    List<String> keys = List.of("a/b/c", "a/b/d/e", "a/bb", "ab/b/f", "g");
    keys.forEach(key -> store.put(key, text(key)));
    assertEquals(keys, list(""));
    assertEquals(keys.subList(0, 3), list("a/"));
    assertEquals(keys.subList(0, 2), list("a/b/"));
    assertEquals(List.of(), list("g/"));
    assertEquals(List.of(), list("nothing/"));
    for (String refused : List.of("a", "/", "a//", "../", "a/b")) {
      assertThrows(DosnaException.class, () -> store.list(refused).close(), refused);
    }
  }

  @Test
  void hostileKeysAreKeptApart() {
    for (String key : HOSTILE) {
      store.put("x/" + key, text(key));
    }
    for (String key : HOSTILE) {
      assertBytes(text(key), get("x/" + key));
    }
    assertEquals(HOSTILE.stream().map(key -> "x/" + key).sorted().toList(), list("x/"));
    HOSTILE.forEach(key -> assertTrue(store.delete("x/" + key), key));
    assertEquals(List.of(), list(""));
  }

  @Test
  void refusedKeysReachNothing() {
    ObjectVersion version = store.put("a", text("kept"));
    for (String key : REFUSED) {
      assertThrows(DosnaException.class, () -> store.get(key), key);
      assertThrows(DosnaException.class, () -> store.getRange(key, 0, 0), key);
      assertThrows(DosnaException.class, () -> store.put(key, text("")), key);
      assertThrows(DosnaException.class, () -> store.putIfAbsent(key, text("")), key);
      assertThrows(DosnaException.class, () -> store.putIfUnchanged(key, text(""), version), key);
      assertThrows(DosnaException.class, () -> store.delete(key), key);
    }
    assertEquals(List.of("a"), list(""));
    assertBytes(text("kept"), get("a"));
  }

  /** Some stores take such keys for one; then the second must be refused, not mixed up. */
  @Test
  void keysThatLookAlikeAreNotMixedUp() {
    for (String[] pair : new String[][] {{"Scan", "scan"}, {"\u00e9", "e\u0301"}}) {
      store.put(pair[0], text("first"));
      try {
        store.put(pair[1], text("second"));
        assertBytes(text("second"), get(pair[1]));
      } catch (DosnaException e) {
        assertTrue(e.getMessage().contains(pair[1]), e.getMessage());
      }
      assertBytes(text("first"), get(pair[0]));
    }
  }
}
