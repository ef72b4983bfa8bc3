package org.dosna;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rooms of this module: each knows only what lies below it, and no files know each other in a
 * circle. A room is a package, but that {@code org.dosna} is three: words, values and handles.
 */
class HouseTest {
  /** From the ground up: what each room stands on; it may know that and all below. */
  private static final String ROOMS =
      """
      element   :
      words     : element
      copy      : words
      text      : words
      array     : copy
      fold      : words
      elementwise : words
      indexing  : copy
      values    : text array fold elementwise indexing
      codec     : values
      spi       : codec
      plan      : spi
      reduction : plan
      npy       : values
      discovery : spi
      cache     : spi
      handles   : reduction npy discovery cache
      image     : handles
      """;

  /** Of {@code org.dosna}, with all exceptions. */
  private static final Set<String> WORDS =
      Set.of(
          "Arguments",
          "FillChunks",
          "DType",
          "Complex",
          "Slice",
          "Operator",
          "Region",
          "OpenMode",
          "ChunkGrid",
          "ImageLevels");

  /** Of {@code org.dosna}; what is neither is a handle. */
  private static final Set<String> VALUES =
      Set.of(
          "NDArray",
          "Codec",
          "Codecs",
          "Coder",
          "Finding",
          "ArraySource",
          "Sliceable",
          "Indexable",
          "Picks",
          "TruePositions",
          "ArrayView",
          "Along",
          "AlongAxes",
          "ArrayFold",
          "Elementwise",
          "ArrayMath",
          "Turning",
          "Turns",
          "NDArrays",
          "Expression",
          "BlocksFunction",
          "DatasetSpec",
          "Halo",
          "Block",
          "ChunkFunction",
          "BlockFunction",
          "Options",
          "ProcessGroup",
          "Status");

  /** Arrows that point up, or close a circle, and why each is there. */
  private static final String EXCEPTIONS =
      """
      spi.Backend -> Cluster           : makes one
      spi.Engine -> Cluster            : wraps one
      discovery.CpuEngine -> Cluster   : wraps one
      ArraySource -> NDArray           : reads into one, which is a source
      Sliceable -> NDArray             : gives one, which is sliceable
      Indexable -> NDArray             : takes points as arrays, which are indexable
      Indexable -> Picks               : takes what makes its arrays
      NDArray -> ArrayView             : gives one, which shows it
      NDArray -> Picks                 : is picked from
      DataChunk -> ChunkView           : gives one, which shows it
      NDArray -> ArrayFold             : reduces it
      NDArray -> ArrayMath             : computes with it
      Along -> NDArray                 : makes one, which it reduces
      Reducible -> Lazy                : gives one, which shows it
      Reducible -> LazyReduction       : gives what it computes
      LazyReduction -> Lazy            : reduces one
      Dataset -> MappedBlocks          : loads from one, which reads others
      Dataset -> RechunkPlan           : is copied by one
      Cluster -> Pool                  : parent and child
      Pool -> Dataset                  : parent and child
      Group -> Dataset                 : parent and child
      Group -> Pool                    : a group knows its pool, which is one
      SubGroup -> Pool                 : a group knows its pool
      Dataset -> DataChunk             : parent and child
      Dataset -> StoredChunk           : parent and child
      ChunkStore -> DataChunk          : parent and child
      ChunkStore -> Dataset            : its base
      Dataset -> AsyncDataset          : gives one, which calls it
      Dataset -> DatasetView           : gives one, which shows it
      Reducible -> DatasetView         : shows it
      Viewable -> DatasetView          : gives one, which is viewable
      Cluster -> Inspection            : is walked by one
      Group -> Inspection              : is walked by one
      Group -> NumberedLevels          : has them looked for
      Dataset -> Inspection            : is walked by one
      Group -> Resumption              : its jobs go on by one
      Dataset -> Resumption            : its jobs go on by one
      """;

  /** Of each room, all rooms below it. */
  private static final Map<String, Set<String>> BELOW = below();

  /** From each file to those that it knows, with a use in the sources that shows it. */
  private static final Map<String, Map<String, String>> ARROWS = arrows();

  private static final Map<String, Set<String>> EXCEPTED = excepted();

  /** An arrow that must not be there. */
  private record Fault(String from, String to, String use) {
    @Override
    public String toString() {
      return "%s (%s) -> %s (%s): %s".formatted(from, room(from), to, room(to), use);
    }
  }

  @Test
  void eachFileIsInItsRoom() {
    Set<String> rooms = ARROWS.keySet().stream().map(HouseTest::room).collect(toSet());
    assertEquals(sorted(BELOW.keySet()), sorted(rooms), "rooms, and packages that there are");
    Set<String> listed = new HashSet<>(WORDS);
    listed.addAll(VALUES);
    listed.removeAll(ARROWS.keySet());
    assertEquals(Set.of(), listed, "words and values that do not exist");
  }

  @Test
  void roomsKnowOnlyWhatLiesBelow() {
    refuse("Files know what is not below their rooms", HouseTest::pointsDown);
  }

  @Test
  void noFilesKnowEachOtherInACircle() {
    refuse("Files know each other in circles", (from, to) -> !reaches(to, from));
  }

  @Test
  void eachExceptionIsNeeded() {
    List<String> stale = new ArrayList<>();
    EXCEPTED.forEach(
        (from, targets) ->
            targets.stream()
                .filter(
                    to ->
                        !ARROWS.getOrDefault(from, Map.of()).containsKey(to)
                            || (pointsDown(from, to) && !reaches(to, from)))
                .forEach(to -> stale.add(from + " -> " + to)));
    assertEquals(List.of(), stale, "exceptions that are none");
  }

  private static void refuse(String what, BiPredicate<String, String> allowed) {
    List<Fault> faults = new ArrayList<>();
    ARROWS.forEach(
        (from, known) ->
            known.forEach(
                (to, use) -> {
                  if (!isExcepted(from, to) && !allowed.test(from, to)) {
                    faults.add(new Fault(from, to, use));
                  }
                }));
    assertTrue(
        faults.isEmpty(),
        () ->
            faults.stream()
                .map(Fault::toString)
                .collect(joining("\n  ", what + ":\n  ", "\nSee the tables in HouseTest.")));
  }

  private static boolean pointsDown(String from, String to) {
    return room(from).equals(room(to))
        || BELOW.getOrDefault(room(from), Set.of()).contains(room(to));
  }

  private static boolean isExcepted(String from, String to) {
    return EXCEPTED.getOrDefault(from, Set.of()).contains(to);
  }

  /** Whether arrows, but for exceptions, lead from one file to another. */
  private static boolean reaches(String from, String to) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty() && !seen.contains(to)) {
      String file = next.remove();
      if (seen.add(file)) {
        ARROWS.getOrDefault(file, Map.of()).keySet().stream()
            .filter(known -> !isExcepted(file, known))
            .forEach(next::add);
      }
    }
    return seen.contains(to);
  }

  private static String room(String file) {
    int dot = file.lastIndexOf('.');
    if (dot > 0) {
      return file.substring(0, dot);
    }
    if (WORDS.contains(file) || file.endsWith("Exception")) {
      return "words";
    }
    return VALUES.contains(file) ? "values" : "handles";
  }

  private static Map<String, Map<String, String>> arrows() {
    Map<String, Map<String, String>> arrows = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .importUrl(Dosna.class.getProtectionDomain().getCodeSource().getLocation())) {
      Map<String, String> known = arrows.computeIfAbsent(file(type), name -> new TreeMap<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().matches("org\\.dosna\\b.*")
            && !file(target).equals(file(type))) {
          known.putIfAbsent(file(target), dependency.getDescription());
        }
      }
    }
    return arrows;
  }

  /** A file by its top-level class, from {@code org.dosna} on. */
  private static String file(JavaClass type) {
    return type.getName().substring("org.dosna.".length()).replaceFirst("\\$.*", "");
  }

  private static Map<String, Set<String>> below() {
    Map<String, Set<String>> below = new LinkedHashMap<>();
    rows(ROOMS, ":")
        .forEach(
            row -> {
              Set<String> rooms = new HashSet<>();
              Stream.of(row[1].split(" "))
                  .filter(room -> !room.isEmpty())
                  .forEach(
                      room -> {
                        rooms.add(room);
                        rooms.addAll(below.get(room));
                      });
              below.put(row[0], rooms);
            });
    return below;
  }

  private static Map<String, Set<String>> excepted() {
    return rows(EXCEPTIONS.replaceAll(":.*", ""), "->")
        .collect(groupingBy(row -> row[0], mapping(row -> row[1], toSet())));
  }

  private static Stream<String[]> rows(String table, String separator) {
    return table
        .lines()
        .map(line -> line.split(separator, -1))
        .map(row -> Stream.of(row).map(String::strip).toArray(String[]::new));
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
