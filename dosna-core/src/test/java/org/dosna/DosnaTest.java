package org.dosna;

import static org.dosna.ErrorAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dosna.minimal.MinimalBackend;
import org.dosna.minimal.PassEngine;
import org.dosna.spi.Backend;
import org.dosna.spi.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The choice of backend and engine, and how they are found on the class path. */
class DosnaTest {
  /** Stands for the default backend, which is in another module. */
  public static final class Ram implements Backend {
    /** For ServiceLoader. */
    public Ram() {}

    @Override
    public String name() {
      return "ram";
    }

    @Override
    public Cluster cluster(String name, Options options) {
      return new MinimalBackend().cluster(name, options);
    }
  }

  private final Status before = Dosna.status();
  private final ClassLoader loaderBefore = Thread.currentThread().getContextClassLoader();
  private URLClassLoader loader;

  /** Adds to the class path what a jar of a backend and an engine would bring. */
  @BeforeEach
  void addServices(@TempDir Path jar) throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    List<String> backends = List.of(MinimalBackend.class.getName(), Ram.class.getName());
    Files.write(services.resolve(Backend.class.getName()), backends);
    Files.writeString(services.resolve(Engine.class.getName()), PassEngine.class.getName());
    loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, loaderBefore);
    Thread.currentThread().setContextClassLoader(loader);
  }

  @AfterEach
  void restore() throws IOException {
    Dosna.use(before.backend(), before.engine(), before.engineOptions());
    Thread.currentThread().setContextClassLoader(loaderBefore);
    loader.close();
  }

  @Test
  void backendsAndEnginesAreFoundOnTheClassPath() {
    assertEquals(List.of("minimal", "ram"), Dosna.backends());
    assertEquals(List.of("cpu", "pass"), Dosna.engines());
    Cluster cluster = Dosna.with("minimal", "cpu").cluster("name");
    assertEquals("minimal", cluster.backend());
    assertFalse(cluster.isConnected());
    assertEquals("PassCluster(MinimalCluster map)", Dosna.with("minimal", "pass").cluster() + "");
  }

  @Test
  void ramAndCpuAreChosenAtFirst() {
    assertEquals(new Status("ram", "cpu", Options.none()), Dosna.status());
    assertEquals("MinimalCluster map", Dosna.cluster() + "");
  }

  @Test
  void useChoosesForTheProcess() {
    Dosna.use("minimal", "pass");
    assertEquals(new Status("minimal", "pass", Options.none()), Dosna.status());
    assertEquals("minimal", Dosna.cluster().backend());
    assertTrue(Dosna.cluster("x").toString().startsWith("PassCluster("));
    Dosna.useEngine("cpu");
    assertEquals(new Status("minimal", "cpu", Options.none()), Dosna.status());
    Dosna.useBackend("minimal");
    assertEquals("MinimalCluster map", Dosna.cluster("x", Options.of("size", 3)).toString());
  }

  @Test
  void withLeavesTheProcessAlone() {
    Status status = Dosna.status();
    Selector selector = Dosna.with("minimal", "pass");
    assertEquals("minimal", selector.cluster("x", Options.none()).backend());
    assertEquals(status, Dosna.status());
  }

  @Test
  void aWrongChoiceIsRefusedAndChangesNothing() {
    Dosna.use("minimal", "pass");
    Status status = Dosna.status();
    assertMessage(DosnaException.class, () -> Dosna.use("ceph", "cpu"), "ceph");
    assertMessage(DosnaException.class, () -> Dosna.use("minimal", "mpi"), "mpi");
    assertMessage(DosnaException.class, () -> Dosna.useBackend("ceph"), "ceph");
    assertMessage(DosnaException.class, () -> Dosna.useEngine("mpi"), "mpi");
    assertMessage(
        DosnaException.class, () -> Dosna.useEngine("cpu", Options.of("jobs", 8)), "jobs");
    assertMessage(DosnaException.class, () -> Dosna.with("ceph", "cpu"), "ceph");
    assertEquals(status, Dosna.status());
  }

  @Test
  void anUnknownBackendIsAnsweredWithThoseThereAreAndWhatToAdd() {
    String message =
        assertThrows(DosnaException.class, () -> Dosna.with("ceph", "cpu")).getMessage();
    assertEquals(
        "No backend 'ceph' on the class path (found: minimal, ram); add"
            + " org.dosna:dosna-backend-ceph",
        message);
  }

  @Test
  void aMisspeltNameIsAnsweredWithTheLikeliestOne() {
    assertMessage(
        DosnaException.class, () -> Dosna.with("Minimal", "cpu"), "did you mean 'minimal'?");
    assertMessage(DosnaException.class, () -> Dosna.with("ram2", "cpu"), "did you mean 'ram'?");
    assertMessage(DosnaException.class, () -> Dosna.with("ram", "pas"), "did you mean 'pass'?");
  }

  @Test
  void anUnknownEngineIsAnsweredWithThoseThereAre() {
    assertMessage(
        DosnaException.class,
        () -> Dosna.with("minimal", "joblib"),
        "No engine 'joblib'",
        "found: cpu, pass",
        "dosna-engine");
  }

  @Test
  void onlyModulesThatExistAreAdvised() throws IOException {
    Pattern module = Pattern.compile("<module>(dosna-(backend|engine)-(\\w+))</module>");
    List<MatchResult> modules =
        module.matcher(Files.readString(Path.of("../pom.xml"))).results().toList();
    assertTrue(modules.size() > 3, modules.size() + " modules");
    for (MatchResult found : modules) {
      String name = found.group(3);
      boolean isBackend = found.group(2).equals("backend");
      if (!Dosna.backends().contains(name)) {
        assertMessage(
            DosnaException.class,
            () -> Dosna.with(isBackend ? name : "ram", isBackend ? "cpu" : name),
            "add org.dosna:" + found.group(1));
      }
    }
    String message =
        assertThrows(DosnaException.class, () -> Dosna.with("postgres", "cpu")).getMessage();
    assertFalse(message.contains("dosna-backend-postgres"), message);
    assertTrue(message.contains("dosna-backend-hdf5") && message.contains("write"), message);
    message = assertThrows(DosnaException.class, () -> Dosna.with("ram", "spark")).getMessage();
    assertFalse(message.contains("dosna-engine-spark"), message);
    assertTrue(message.contains("dosna-engine-threads") && message.contains("write"), message);
  }

  @Test
  void backendAndEngineThatAreSwappedAreToldSo() {
    for (List<String> pair :
        List.of(List.of("threads", "hdf5"), List.of("pass", "minimal"), List.of("cpu", "ram"))) {
      for (Executable action :
          List.<Executable>of(
              () -> Dosna.use(pair.get(0), pair.get(1)),
              () -> Dosna.with(pair.get(0), pair.get(1)))) {
        assertMessage(
            DosnaException.class,
            action,
            "swapped",
            "\"" + pair.get(1) + "\", \"" + pair.get(0) + "\"");
      }
    }
  }

  @Test
  void optionsGivenToTheWrongSideAreToldWhoseTheyAre() {
    assertMessage(
        DosnaException.class,
        () -> Dosna.with("minimal", "cpu", Options.of("colour", 1)),
        "engine 'cpu' has no option 'colour'",
        "backend 'minimal'",
        "cluster(name, Options.of(\"colour\"");
    assertMessage(
        DosnaException.class,
        () -> Dosna.with("minimal", "cpu").cluster("x", Options.of("passes", 1)),
        "backend 'minimal' has no option 'passes'",
        "engine 'pass'",
        "Dosna.use(backend, engine, Options.of(\"passes\"");
  }

  /** As in one jar made of several, when all but one of their files of one name are dropped. */
  @Test
  void classesThatNoServiceFileNamesAreToldSo(@TempDir Path jar) throws IOException {
    Path folder = Files.createDirectories(jar.resolve("org/dosna/backend/hdf5"));
    Files.write(folder.resolve("Hdf5Backend.class"), new byte[0]);
    Path engines = Files.createDirectories(jar.resolve("org/dosna/engine/threads"));
    Files.write(engines.resolve("ThreadsEngine.class"), new byte[0]);
    try (URLClassLoader shaded = new URLClassLoader(new URL[] {jar.toUri().toURL()}, loader)) {
      Thread.currentThread().setContextClassLoader(shaded);
      assertMessage(
          DosnaException.class,
          () -> Dosna.with("hdf5", "cpu"),
          "'hdf5'",
          "META-INF/services/org.dosna.spi.Backend",
          "ServicesResourceTransformer");
      assertMessage(
          DosnaException.class,
          () -> Dosna.with("ram", "threads"),
          "META-INF/services/org.dosna.spi.Engine",
          "merged");
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  @Test
  void theOriginalsEngineNamesLeadToTheirCounterparts() {
    assertMessage(
        DosnaException.class,
        () -> Dosna.with("minimal", "walk"),
        "its counterpart here is 'pass'");
  }

  @Test
  void unknownOptionsAreAnsweredWithThoseThereAre() {
    Selector selector = Dosna.with("minimal", "cpu");
    assertMessage(
        DosnaException.class,
        () -> selector.cluster("x", Options.of("size", 1, "color", 2)),
        "backend 'minimal'",
        "'color'",
        "'colour', 'size'");
    assertMessage(
        DosnaException.class,
        () -> Dosna.with("minimal", "cpu", Options.of("jobs", 8)),
        "engine 'cpu'",
        "'jobs'",
        "it has none");
  }

  @Test
  void withoutAnyBackendTheMessageSaysSo() {
    Thread.currentThread().setContextClassLoader(loaderBefore);
    assertEquals(List.of(), Dosna.backends());
    assertMessage(
        DosnaException.class,
        () -> Dosna.with("ram", "cpu"),
        "found: none",
        "org.dosna:dosna-backend-ram");
    Thread.currentThread().setContextClassLoader(loader);
  }

  @Test
  void aBrokenModuleDoesNotHideTheOthers(@TempDir Path jar) throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(Backend.class.getName()), "org.example.Missing");
    try (URLClassLoader broken = new URLClassLoader(new URL[] {jar.toUri().toURL()}, loader)) {
      Thread.currentThread().setContextClassLoader(broken);
      assertEquals(List.of("minimal", "ram"), Dosna.backends());
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }
}
