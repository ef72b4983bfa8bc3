package org.dosna.backend.zarr;

import java.util.List;
import org.dosna.Finding;

/** Findings of what writers left that died. */
final class LeftOver {
  private LeftOver() {}

  static List<Finding> in(TreeStore store, String folder, boolean repair) {
    return store.leftOvers(folder, repair).stream()
        .map(
            name ->
                new Finding(
                    Finding.Kind.LEFTOVER,
                    name,
                    "what a process left that was killed while it wrote or deleted",
                    repair ? "deleted" : "repair deletes it"))
        .toList();
  }
}
