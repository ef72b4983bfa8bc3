package org.dosna.backend.ceph.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs Ceph's programs; those that stay in the background are found again by their pid files. */
final class Daemons {
  private final Path dir;
  private final Path conf;

  Daemons(Path dir, Path conf) {
    this.dir = dir;
    this.conf = conf;
  }

  static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs a program until it ends or has gone to the background; gives what it printed. */
  String run(String... command) {
    try {
      // Into files: a daemon may keep a pipe open.
      Path output = Files.createTempFile(dir, "output-", ".log");
      Path errors = Files.createTempFile(dir, "errors-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("CEPH_"));
      int exit = builder.start().waitFor();
      String printed = Files.readString(output);
      if (exit != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed:\n" + printed + Files.readString(errors));
      }
      Files.delete(output);
      Files.delete(errors);
      return printed;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot run "
              + command[0]
              + ": "
              + e.getMessage()
              + "; on Debian: apt-get install ceph-mon ceph-osd ceph-common",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills a daemon as {@code kill -9} does. */
  void kill(String name) {
    kill(dir.resolve(name + ".pid"));
  }

  void killAll() {
    try (Stream<Path> files = Files.list(dir)) {
      files.filter(file -> file.toString().endsWith(".pid")).forEach(this::kill);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kill(Path pidFile) {
    process(pidFile)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  /** The daemon, unless it is gone and its number perhaps somebody else's. */
  private Optional<ProcessHandle> process(Path pidFile) {
    try {
      String pid = Files.exists(pidFile) ? Files.readString(pidFile, UTF_8).strip() : "";
      return (pid.isEmpty()
              ? Optional.<ProcessHandle>empty()
              : ProcessHandle.of(Long.parseLong(pid)))
          .filter(process -> isOurs(process.info()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOurs(ProcessHandle.Info info) {
    return info.arguments().map(a -> Stream.of(a).anyMatch(conf.toString()::equals)).orElse(false);
  }
}
