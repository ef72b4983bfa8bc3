package org.dosna.examples.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dosna.examples.Program;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the README and its pages show is so: their programs run and print what they say. */
class ReadmeTest {
  @TempDir private Path folder;

  private final Readme readme;

  ReadmeTest() throws IOException {
    readme = new Readme();
  }

  @Test
  void everyJavaAndPythonBlockIsRun() {
    assertFalse(readme.blocks("java").isEmpty());
    for (Readme.Block block : readme.blocks("java")) {
      assertTrue(block.marks().containsKey("program"), "no program: " + block.place());
    }
    for (Readme.Block block : readme.blocks("python")) {
      assertTrue(block.marks().containsKey("python"), "not run: " + block.place());
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    assertEquals(List.of(), Readme.deadLinks());
  }

  /** The overview of the Javadoc, but for how links are written. */
  @Test
  void theOverviewStartsLikeTheReadme() throws IOException {
    String overview =
        Files.readString(Path.of("../dosna-core/src/main/javadoc/overview.html"))
            .replaceFirst("(?s).*<body>", "")
            .replaceAll("<[^>]+>", "")
            .replace("&gt;", ">")
            .replaceAll("\\s+", " ");
    String introduction = Files.readString(Path.of("../README.md")).split("\n\n")[1];
    Readme.Block program = readme.blocks("java").get(0);
    for (String text : List.of(introduction, String.join(" ", program.text()))) {
      String plain = text.replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1").replaceAll("\\s+", " ");
      assertTrue(overview.contains(plain), plain);
    }
  }

  /** The project that {@code src/it/contract} builds says what the README says. */
  @Test
  void thePomOfTheContractIsTried() throws IOException {
    String tried = Files.readString(Path.of("src/it/contract/pom.xml"));
    String parent = Files.readString(Path.of("../pom.xml"));
    for (String version : List.of("junit", "surefire.plugin")) {
      Matcher property =
          Pattern.compile("<" + version + ".version>(.*)</" + version + ".version>")
              .matcher(parent);
      assertTrue(property.find(), version);
      tried = tried.replace("@" + version + ".version@", property.group(1));
    }
    List<Readme.Block> shown = readme.marked("pom");
    assertEquals(1, shown.size());
    for (String line : shown.get(0).text()) {
      assertTrue(tried.lines().anyMatch(l -> l.strip().equals(line.strip())), line);
    }
  }

  /** Left out are names alone, and functions of which only the arrow is shown. */
  @Test
  void javaInTablesCompiles() throws IOException, InterruptedException {
    List<String> source = new ArrayList<>();
    source.addAll(
        List.of(
            "import java.util.List;",
            "import org.dosna.*;",
            "import org.dosna.image.*;",
            "class Tables {"));
    source.add(
        "Cluster c; Pool pool; Dataset ds; DataChunk chunk; NDArray a; NDArray array; NDArray"
            + " mask;");
    for (String code : readme.besideOthers()) {
      String statement = code.startsWith("try") ? code + "}" : code + ";";
      if (code.matches("(c|pool|ds|a|chunk|Dosna|Cluster|Pyramid|try)\\b.*\\(.*")
          && !code.contains("-> ...")) {
        source.add("void line" + source.size() + "() throws Exception { " + statement + " }");
      }
    }
    source.add("}");
    assertTrue(source.size() > 30, source.toString());
    Path file = Files.write(folder.resolve("Tables.java"), source);
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        List.of(Program.tool("javac"), "-cp", classPath, "-d", folder.toString(), file.toString());
    Program compiler = Program.execute(folder, Path.of("/dev/null"), command);
    assertEquals(List.of(), compiler.err());
    assertEquals(0, compiler.exitCode());
  }

  @TestFactory
  Stream<DynamicTest> programs() {
    return programs(program -> program.needs().isEmpty());
  }

  @Tag("native")
  @TestFactory
  Stream<DynamicTest> programsThatNeedMoreThanJava() {
    return programs(program -> !program.needs().isEmpty());
  }

  private Stream<DynamicTest> programs(Predicate<Readme.Source> wanted) {
    return readme.programs().stream()
        .filter(wanted)
        .map(program -> dynamicTest(program.name(), () -> assertPrints(program)));
  }

  private Path assertPrints(Readme.Source program) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, program.name());
    Program ran = Needs.run(program, own);
    assertEquals(List.of(), ran.err());
    assertEquals(Needs.translate(program.prints(), own), ran.out());
    assertEquals(0, ran.exitCode());
    return own;
  }

  @Tag("native")
  @TestFactory
  Stream<DynamicTest> pythonReadsWhatJavaWrote() {
    return readme.marked("python").stream()
        .map(block -> dynamicTest(block.place(), () -> assertPythonPrints(block)));
  }

  private void assertPythonPrints(Readme.Block block) throws IOException, InterruptedException {
    Path own = assertPrints(readme.program(block.marks().get("after")));
    Path script = Files.write(own.resolve("block.py"), Needs.translate(block.text(), own));
    String python = System.getProperty("dosna.python", "/usr/bin/python3");
    List<String> command = List.of(python, script.toString());
    Program ran = Program.execute(own, Path.of("/dev/null"), command);
    assertEquals(List.of(), ran.err());
    assertEquals(readme.prints(block), ran.out());
  }

  @Test
  void whatGoesWrongInJshellIsSaidInOneLine() throws IOException, InterruptedException {
    List<String> inputs =
        List.of(
            "use(\"hdf\", \"cpu\")",
            "show(demo.get().reshape(2, 64, 128, 128))",
            "use(\"hdf5\", \"cpu\")",
            "open(\"input.txt\")",
            "/exit");
    Program ran = jshell(inputs);
    List<String> errors = ran.out().stream().filter(line -> line.contains("Exception")).toList();
    assertEquals(3, errors.size(), ran.out().toString());
    assertTrue(errors.get(0).endsWith("did you mean 'hdf5'?"), errors.get(0));
    assertTrue(
        ran.out().stream().noneMatch(line -> line.matches("\\|\\s+at .*")), ran.out().toString());
  }

  @TestFactory
  Stream<DynamicTest> sessions() {
    return readme.marked("jshell").stream()
        .map(block -> dynamicTest(block.place(), () -> assertSession(block.text())));
  }

  /** The session's inputs are piped through JShell; the pictures' names differ each time. */
  private void assertSession(List<String> session) throws IOException, InterruptedException {
    String prompt = "jshell> ";
    List<String> expected = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    for (String line : Needs.translate(session, folder)) {
      if (line.startsWith(prompt)) {
        inputs.add(line.substring(prompt.length()));
      } else if (!line.isEmpty()) {
        expected.add(line);
      }
    }
    inputs.add("/exit");
    Program ran = jshell(inputs);
    List<String> answers =
        ran.out().stream()
            .map(line -> line.replaceAll("\\p{Cntrl}", "").replaceFirst("^(jshell> *)+", ""))
            .map(line -> line.replaceAll("/\\S*dosna-\\d+\\.png", "PICTURE.png"))
            .filter(line -> !line.isEmpty() && !line.startsWith("|"))
            .toList();
    // What the startup file says comes first.
    assertEquals(expected, answers.subList(2, answers.size()), ran.err().toString());
  }

  private Program jshell(List<String> inputs) throws IOException, InterruptedException {
    Path input = Files.write(folder.resolve("input.txt"), inputs);
    Path preferences = Files.createDirectory(folder.resolve("preferences"));
    List<String> command = new ArrayList<>(List.of(Program.tool("jshell")));
    for (String option : Program.SHORT_LIFE) {
      command.addAll(List.of("-J" + option, "-R" + option));
    }
    command.addAll(
        List.of(
            "-J-Djava.util.prefs.userRoot=" + preferences,
            "--class-path",
            System.getProperty("java.class.path"),
            "--startup",
            Path.of("dosna.jsh").toAbsolutePath().toString()));
    return Program.execute(folder, input, command);
  }
}
