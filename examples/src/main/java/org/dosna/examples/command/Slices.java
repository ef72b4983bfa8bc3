package org.dosna.examples.command;

import java.util.List;
import org.dosna.Slice;

/** Slices as numpy writes them; text that is none is wrong usage. */
record Slices(List<Slice> list) {
  static Slices parse(String text) {
    return new Slices(List.of(Slice.parse(text)));
  }

  Slice[] array() {
    return list.toArray(Slice[]::new);
  }

  boolean isAll() {
    return list.equals(List.of(Slice.ellipsis()));
  }
}
