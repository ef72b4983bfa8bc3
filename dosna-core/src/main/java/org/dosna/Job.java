package org.dosna;

import java.util.Optional;
import java.util.function.Supplier;
import org.dosna.text.NameRule;

/**
 * Work that goes on where it was, after the process was killed, or it failed, or was stopped:
 *
 * <pre>{@code
 * Job.resume("align", () -> scan.map(alignment, "aligned"));
 * }</pre>
 *
 * <p>The same program, run again, does what is left; when all is done, it does nothing but open the
 * dataset. What is resumed is all that fills a dataset chunk by chunk: {@code map}, {@code copy},
 * {@code load}, {@code createDataset} with a source, {@code into} of lazy expressions, the levels
 * of a pyramid; several of them in one job, each by itself. A copy by a {@link RechunkPlan} reads
 * all again, and writes what is left. Other calls are made each time. {@code apply} and {@code
 * append} are refused in a job, as doing them again would change what they made.
 *
 * <p>Works on every backend that keeps attributes, with every engine; under MPI all ranks have to
 * call it. While a job is at a dataset, its record is a dataset beside it, {@code aligned.align}:
 * which chunks are done. A chunk is marked there after it was written, and chunks are written at
 * once or not at all: so after a kill at any moment a chunk that is marked is there. One that was
 * written may have no mark, and is written again; what gives it has to give the same. (After a
 * power cut this holds if the store keeps the order of writes: on {@code hdf5} with its option
 * {@code fsync}.) Marks are written together, ten times in a second, so that they cost little; a
 * job that is killed does so much again. Without its record a job begins anew.
 *
 * <p>A dataset says in its attribute {@code dosna-job} which job made it, or is at it, of what: job
 * and source have to be the same when it goes on, in name, dtype, shape and spec. What another job
 * made, or none, is refused and stays as it is; but {@code load} takes any dataset that no other
 * job is at. If it fails, the dataset stays, with what was done. To begin anew, delete the dataset.
 */
public final class Job {
  /** The attribute of a dataset that says which job made it, or is at it. */
  static final String ATTRIBUTE = "dosna-job";

  private static final ThreadLocal<Optional<String>> CURRENT =
      ThreadLocal.withInitial(Optional::empty);

  private Job() {}

  /**
   * Does something; what fills datasets in it, in this thread, is resumed.
   *
   * @param <T> the type of the result
   * @param name the job's name: the rule for names of datasets holds, without groups
   * @param work what is done; has to be the same each time
   * @return what the work returns
   * @throws AlreadyExistsException if a dataset is there that the job did not make
   * @throws DosnaException if the job was about something else, or the backend keeps no attributes
   */
  public static <T> T resume(String name, Supplier<T> work) {
    NameRule.requireNew("a job", Arguments.require("name", name));
    return with(Optional.of(name), Arguments.require("work", work));
  }

  /**
   * Does something; what fills datasets in it, in this thread, is resumed.
   *
   * @param name as in {@link #resume(String, Supplier)}
   * @param work as there
   */
  public static void resume(String name, Runnable work) {
    Arguments.require("work", work);
    resume(
        name,
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Whether what this thread does is resumed: then what it was making is kept when it fails.
   *
   * @return true in the work of a job, but not in functions, sources and listeners that it calls
   */
  public static boolean isRunning() {
    return CURRENT.get().isPresent();
  }

  /** The name of the job that this thread works for. */
  static Optional<String> current() {
    return CURRENT.get();
  }

  /** Does something that is not resumed by itself. */
  static void aside(Runnable work) {
    with(
        Optional.empty(),
        () -> {
          work.run();
          return true;
        });
  }

  private static <T> T with(Optional<String> name, Supplier<T> work) {
    Optional<String> before = CURRENT.get();
    CURRENT.set(name);
    try {
      return work.get();
    } finally {
      CURRENT.set(before);
    }
  }

  /** Refuses what cannot be resumed. */
  static void refuse(String operation, String instead) {
    current()
        .ifPresent(
            job -> {
              throw new DosnaException(
                  operation
                      + " is refused in job '"
                      + job
                      + "': done again, it would change what it made; "
                      + instead);
            });
  }
}
