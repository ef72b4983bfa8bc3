package org.dosna;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.plan.Plans;

/**
 * Walks a store and tells what is not as it should be, or mends it. What goes on meanwhile may be
 * seen or not.
 */
final class Inspection {
  private final boolean repair;

  private Inspection(boolean repair) {
    this.repair = repair;
  }

  static Inspection check() {
    return new Inspection(false);
  }

  static Inspection repair() {
    return new Inspection(true);
  }

  private String operation() {
    return repair ? "repair" : "check";
  }

  List<Finding> of(Cluster cluster) {
    List<Finding> found =
        new ArrayList<>(
            cluster
                .group()
                .root(
                    operation() + " of " + cluster.describe(),
                    () -> new ArrayList<>(cluster.inspect(repair))));
    for (String name : cluster.listPools()) {
      try (Pool pool = cluster.getPool(name)) {
        found.addAll((pool.mode() == OpenMode.READ_ONLY ? check() : this).of(pool));
      } catch (NotFoundException e) {
        // It was deleted just now.
      }
    }
    return found;
  }

  List<Finding> of(Group group) {
    Pool pool = group.root();
    List<Finding> found = new ArrayList<>(inGroup(pool, group.path()));
    List<Member> members = group.walk().toList();
    for (Member member : members) {
      String path = group.path().isEmpty() ? member.path() : group.path() + "/" + member.path();
      found.addAll(member.isGroup() ? inGroup(pool, path) : of(pool, path));
    }
    return found;
  }

  private List<Finding> inGroup(Pool pool, String group) {
    return pool.group()
        .root(
            operation() + " of group '" + group + "'",
            () -> new ArrayList<>(pool.inspect(group, repair)));
  }

  private List<Finding> of(Pool pool, String path) {
    try {
      return of(pool.getDataset(path));
    } catch (NotFoundException e) {
      return List.of(); // deleted just now
    } catch (ChunkException e) {
      throw e;
    } catch (DosnaException e) {
      return List.of(
          new Finding(
              Finding.Kind.DAMAGED_METADATA,
              "dataset '" + path + "' of " + pool.describe(),
              String.valueOf(e.getMessage()),
              "repair leaves it: put its description back from a copy"));
    }
  }

  List<Finding> of(Dataset dataset) {
    if (repair) {
      dataset.pool().requireWritable();
    }
    dataset.presentSpec();
    // Before chunks, of which a repair may set some aside.
    List<Finding> others =
        dataset
            .group()
            .root(
                operation() + " of dataset '" + dataset.name() + "'",
                () -> new ArrayList<>(dataset.inspect(repair)));
    List<Finding> found = new ArrayList<>();
    Optional<Finding> missing = missingCodec(dataset);
    missing.ifPresentOrElse(found::add, () -> found.addAll(chunks(dataset)));
    found.addAll(others);
    return found;
  }

  /** Without its codecs no chunk can be read, and none is damaged for that. */
  private static Optional<Finding> missingCodec(Dataset dataset) {
    DatasetSpec spec = dataset.spec();
    try {
      spec.codecs().coders(spec.dtype(), spec.chunkSize());
      return Optional.empty();
    } catch (DosnaException e) {
      return Optional.of(
          new Finding(
              Finding.Kind.UNREADABLE,
              "chunks of dataset '" + dataset.name() + "'",
              String.valueOf(e.getMessage()),
              "repair leaves them"));
    }
  }

  private List<Finding> chunks(Dataset dataset) {
    List<Finding> found = Collections.synchronizedList(new ArrayList<>());
    try (Stream<long[]> chunks = dataset.agreed(operation(), dataset::existingChunks)) {
      dataset
          .chunked()
          .run(
              Plans.check(
                  operation(),
                  dataset.chunked(),
                  chunks,
                  (index, failure) -> found.add(damaged(dataset, index, failure))));
    }
    int ranks = dataset.group().size();
    List<Optional<ArrayList<Finding>>> mine =
        IntStream.range(0, ranks)
            .mapToObj(
                rank ->
                    rank == dataset.group().rank()
                        ? Optional.of(new ArrayList<>(found))
                        : Optional.<ArrayList<Finding>>empty())
            .toList();
    return dataset.combined(
        operation(),
        mine,
        all -> {
          ArrayList<Finding> together = new ArrayList<>();
          all.forEach(together::addAll);
          together.sort(Comparator.comparing(Finding::where));
          return together;
        });
  }

  private Finding damaged(Dataset dataset, long[] index, ChunkException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    boolean unreachable = isOfStore(failure);
    String remedy =
        unreachable
            ? "repair leaves it: see that it can be read"
            : repair
                ? "set aside as " + dataset.setAside(index) + ", so that it reads as fill value"
                : "repair sets it aside, so that it reads as fill value";
    return new Finding(
        unreachable ? Finding.Kind.UNREADABLE : Finding.Kind.DAMAGED_CHUNK,
        "chunk " + Arrays.toString(index) + " of dataset '" + dataset.name() + "'",
        String.valueOf(cause.getMessage()),
        remedy);
  }

  /** Whether the store failed: then nobody knows what the chunk holds. */
  private static boolean isOfStore(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
