package org.dosna.examples.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public API of each module is as its listing says, so that a change is seen in the diff. */
class PublicApiTest {
  private static final String RENEW =
      "mvn test -am -pl examples -Dtest=PublicApiTest -Ddosna.renewApi";

  static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("dosna-"))
          .filter(folder -> Files.isDirectory(folder.resolve("src/main")))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void isAsListed(Path module) throws IOException {
    Path listing = module.resolve("src/test/api.txt");
    Map<String, Set<String>> present = PublicApi.of(module.resolve("target/classes"));
    if (Boolean.getBoolean("dosna.renewApi")) {
      Files.write(listing, lines(present));
    }
    Map<String, Set<String>> listed = read(listing);
    List<String> changes =
        Stream.concat(changes("-", listed, present), changes("+", present, listed)).toList();
    assertTrue(
        changes.isEmpty(),
        () ->
            "The public API is not as %s has it. If that is meant, renew the listing:%n  %s%n%s"
                .formatted(listing, RENEW, String.join("\n", changes)));
  }

  private static List<String> lines(Map<String, Set<String>> api) {
    return api.entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(Stream.of(entry.getKey()), entry.getValue().stream(), Stream.of(""))
                    .flatMap(some -> some))
        .toList();
  }

  private static Map<String, Set<String>> read(Path listing) throws IOException {
    Map<String, Set<String>> api = new TreeMap<>();
    Set<String> members = Set.of();
    for (String line : Files.exists(listing) ? Files.readAllLines(listing) : List.<String>of()) {
      if (line.startsWith(" ")) {
        members.add(line);
      } else if (!line.isEmpty()) {
        members = api.computeIfAbsent(line, head -> new LinkedHashSet<>());
      }
    }
    return api;
  }

  /** What one has and the other has not, below the class that it belongs to. */
  private static Stream<String> changes(
      String sign, Map<String, Set<String>> one, Map<String, Set<String>> other) {
    return one.entrySet().stream()
        .flatMap(
            entry -> {
              Set<String> kept = other.getOrDefault(entry.getKey(), Set.of());
              List<String> members =
                  entry.getValue().stream()
                      .filter(member -> !kept.contains(member))
                      .map(member -> sign + member)
                      .toList();
              String head =
                  (other.containsKey(entry.getKey()) ? "  " : sign + " ") + entry.getKey();
              return other.containsKey(entry.getKey()) && members.isEmpty()
                  ? Stream.empty()
                  : Stream.concat(Stream.of(head), members.stream());
            });
  }
}
