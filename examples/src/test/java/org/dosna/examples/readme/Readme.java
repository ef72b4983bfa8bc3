package org.dosna.examples.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The blocks of the README and of its pages. A comment before a block says what it is:
 *
 * <ul>
 *   <li>{@code program: NAME}: Java; blocks of one name are one program, each in a folder of its
 *       own, where {@code /tmp/data} stands for a folder in it. {@code program: NAME, needs: THING}
 *       if a JDK is not enough: see {@link Needs}
 *   <li>{@code python, after: NAME}: Python that runs after the program, in its folder
 *   <li>{@code prints}: what the block before it prints
 *   <li>{@code jshell}: a session
 * </ul>
 */
final class Readme {
  /**
   * A fenced block.
   *
   * @param place its file and its first line, from 1
   * @param language what its fence says
   * @param marks what the comment before it says
   * @param text what is in it
   */
  record Block(String place, String language, Map<String, String> marks, List<String> text) {}

  /**
   * A program with what it prints.
   *
   * @param name its name
   * @param needs what it needs besides a JDK; empty if nothing
   * @param source its lines
   * @param prints the lines that it prints
   */
  record Source(String name, String needs, List<String> source, List<String> prints) {}

  private static final String FENCE = "```";

  private final List<Block> blocks = new ArrayList<>();

  Readme() throws IOException {
    for (Path page : pages()) {
      read(page);
    }
  }

  /** The README and its pages, {@code examples/doc}. */
  static List<Path> pages() throws IOException {
    // Surefire runs in the module's folder.
    Path top = Path.of("..").toAbsolutePath().normalize();
    try (Stream<Path> all = Files.list(top.resolve("examples").resolve("doc"))) {
      Stream<Path> pages = all.filter(file -> file.toString().endsWith(".md")).sorted();
      return Stream.concat(Stream.of(top.resolve("README.md")), pages).toList();
    }
  }

  private void read(Path page) throws IOException {
    List<String> lines = Files.readAllLines(page);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        String language = lines.get(i).substring(FENCE.length());
        String comment = i == 0 ? "" : lines.get(i - 1);
        String place = page.getFileName() + ":" + (i + 1);
        blocks.add(new Block(place, language, marks(comment), lines.subList(i + 1, end)));
        i = end;
      }
    }
  }

  /** The Java in the tables that put another language beside it: code in their last column. */
  List<String> besideOthers() throws IOException {
    List<String> code = new ArrayList<>();
    for (Path page : pages()) {
      boolean inTable = false;
      for (String line : Files.readAllLines(page)) {
        inTable = line.startsWith("|") && (inTable || line.endsWith("| Java |"));
        if (inTable) {
          String[] cells = line.split(" \\| ");
          Matcher spans = Pattern.compile("`([^`]+)`").matcher(cells[cells.length - 1]);
          spans.results().map(span -> span.group(1)).forEach(code::add);
        }
      }
    }
    return code;
  }

  /** Links to headings and files of this repository that lead nowhere, as {@code page: link}. */
  static List<String> deadLinks() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      Matcher links = Pattern.compile("\\]\\(([^)\\s]+)\\)").matcher(Files.readString(page));
      for (String link : links.results().map(found -> found.group(1)).toList()) {
        if (!link.contains("://") && !leadsSomewhere(page, link)) {
          dead.add(page.getFileName() + ": " + link);
        }
      }
    }
    return dead;
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int hash = (link + "#").indexOf('#');
    Path file = hash == 0 ? page : page.resolveSibling(link.substring(0, hash));
    if (hash >= link.length()) {
      return Files.exists(file);
    }
    // As GitHub names headings.
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .anyMatch(link.substring(hash + 1)::equals);
  }

  private static Map<String, String> marks(String comment) {
    Map<String, String> marks = new LinkedHashMap<>();
    if (comment.startsWith("<!-- ") && comment.endsWith(" -->")) {
      for (String mark : comment.substring(5, comment.length() - 4).split(", ")) {
        String[] parts = mark.split(": ");
        marks.put(parts[0], parts.length > 1 ? parts[1] : "");
      }
    }
    return marks;
  }

  List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  /** Whose mark says that they are of a kind. */
  List<Block> marked(String mark) {
    return blocks.stream().filter(block -> block.marks().containsKey(mark)).toList();
  }

  /** What a block prints: the block after it, if that is marked so. */
  List<String> prints(Block block) {
    int next = blocks.indexOf(block) + 1;
    boolean marked = next < blocks.size() && blocks.get(next).marks().containsKey("prints");
    return marked ? blocks.get(next).text() : List.of();
  }

  /** The programs, in order. */
  List<Source> programs() {
    Map<String, Source> programs = new LinkedHashMap<>();
    for (Block block : marked("program")) {
      String name = block.marks().get("program");
      String needs = block.marks().getOrDefault("needs", "");
      Source program =
          programs.computeIfAbsent(
              name, n -> new Source(n, needs, new ArrayList<>(), new ArrayList<>()));
      program.source().addAll(block.text());
      program.prints().addAll(prints(block));
    }
    return List.copyOf(programs.values());
  }

  Source program(String name) {
    return programs().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }
}
