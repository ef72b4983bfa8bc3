package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another process of this test: a JVM that does one job after the other. */
final class Worker implements Closeable {
  /** What a worker can do; a failure is reported by {@link #result}. */
  interface Job {
    /**
     * Does the job.
     *
     * @param arguments whatever the test gives
     * @param output for results before the last one
     * @return the result, without line breaks
     */
    String run(String[] arguments, PrintStream output) throws Exception;
  }

  private static final String FAILED = "failed ";

  private final Process process;
  private final PrintStream input;
  private final BufferedReader output;

  private Worker(Process process) {
    this.process = process;
    this.input = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.output = process.inputReader(UTF_8);
  }

  /** Starts a worker. */
  static Worker start() {
    return start(List.of(), System.getProperty("java.class.path"));
  }

  /**
   * Starts a worker of another user, as only root can.
   *
   * @param classPath one that this user can read
   */
  static Worker startAs(String user, String classPath) {
    return start(List.of("setpriv", "--reuid", user, "--clear-groups"), classPath);
  }

  /** Starts a worker that may have only so many files open. */
  static Worker startWithDescriptors(int most) {
    String limit = "ulimit -n " + most + " && exec \"$@\"";
    return start(List.of("sh", "-c", limit, "sh"), System.getProperty("java.class.path"));
  }

  private static Worker start(List<String> launcher, String classPath) {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Short lives: little time is spent on compiling and collecting.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", classPath, Worker.class.getName()));
    try {
      return new Worker(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a job of a class that has a constructor without arguments. */
  void begin(Class<? extends Job> job, Object... arguments) {
    StringBuilder line = new StringBuilder(job.getName());
    for (Object argument : arguments) {
      line.append('\t').append(argument);
    }
    input.println(line);
  }

  /** The next line of a job's output. */
  String line() {
    try {
      return output.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The result of a job; a failure of the job is one of the test. */
  String result() {
    String result = line();
    if (result == null || result.startsWith(FAILED)) {
      throw new AssertionError("Worker: " + result);
    }
    return result;
  }

  long pid() {
    return process.pid();
  }

  /** Kills it as {@code kill -9} does; gives the lines that it had written. */
  List<String> kill() {
    process.toHandle().destroyForcibly(); // unlike Process's, leaves the output open
    try {
      List<String> lines = new ArrayList<>();
      for (String line = line(); line != null; line = line()) {
        lines.add(line);
      }
      process.waitFor();
      return lines;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** Reads a job from each line of the input and runs it. */
  public static void main(String[] args) throws Exception {
    PrintStream output = new PrintStream(System.out, true, UTF_8);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split("\t");
      String result;
      try {
        Job job = (Job) Class.forName(words[0]).getDeclaredConstructor().newInstance();
        result = job.run(Arrays.copyOfRange(words, 1, words.length), output);
      } catch (Throwable e) {
        e.printStackTrace();
        result = FAILED + e;
      }
      output.println(result.replace('\n', ' '));
    }
  }
}
