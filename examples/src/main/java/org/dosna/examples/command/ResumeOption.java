package org.dosna.examples.command;

import java.util.Optional;
import java.util.function.Supplier;
import org.dosna.Job;
import picocli.CommandLine.Option;

/** The argument with which work goes on that was broken off. */
final class ResumeOption {
  @Option(
      names = "--resume",
      paramLabel = "JOB",
      description =
          "a name for this work: if it is broken off, the same command goes on where it was")
  private Optional<String> job = Optional.empty();

  boolean isGiven() {
    return job.isPresent();
  }

  /** Work that goes on, if that is asked for. */
  <T> Supplier<T> of(Supplier<T> work) {
    return job.<Supplier<T>>map(name -> () -> Job.resume(name, work)).orElse(work);
  }
}
