package org.dosna;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.plan.DoneChunks;
import org.dosna.spi.ChunkPlan;

/**
 * What a job does with one dataset. The record of its chunks is made before the dataset, and
 * deleted after that says that it is done; the dataset says that the job is at it when the record
 * is about that. So whenever a process is killed, what it left is told from what others made. Where
 * several processes share the work, all go by what the root has seen.
 */
final class Resumption {
  private static final String UNFINISHED = " (unfinished)";

  private final String job;
  private final String what;
  private final Group group;
  private final String dataset;
  private final DatasetSpec spec;
  private final String record;

  /**
   * A job's work on one dataset.
   *
   * @param job the job's name
   * @param work what is done, and with which source
   * @param group where the dataset is
   * @param dataset its path there
   * @param spec what it is made of
   */
  Resumption(String job, String work, Group group, String dataset, DatasetSpec spec) {
    this.job = job;
    this.what = job + ": " + work + " into " + spec + ", fill value " + spec.fillValue();
    this.group = group;
    this.dataset = dataset;
    this.spec = spec;
    this.record = dataset + "." + job;
  }

  /** A dataset, and whether nothing of it is done yet. */
  private record Target(Dataset dataset, boolean begins) {}

  /**
   * Creates the dataset, or opens it, and does what is left to do.
   *
   * @param fill fills it by plans, changed by what it is given
   * @return the dataset
   */
  Dataset make(BiConsumer<Dataset, UnaryOperator<ChunkPlan>> fill) {
    group.root().requireWritable();
    return group.found(dataset).filter(this::isFinished).orElseGet(() -> goOn(this::created, fill));
  }

  /**
   * Does what is left to do of a dataset that is there in any case.
   *
   * @param target the dataset
   * @param fill as in {@link #make}
   */
  void load(Dataset target, BiConsumer<Dataset, UnaryOperator<ChunkPlan>> fill) {
    if (!isFinished(target)) {
      goOn(isNewRecord -> loaded(target), fill);
    }
  }

  private Target created(boolean isNewRecord) {
    Optional<Dataset> made = group.created(dataset, spec);
    Dataset target = made.orElseGet(() -> group.opened(dataset));
    // With an old record, an empty dataset is one that was made just before the kill.
    boolean begins = made.isPresent() || (!isNewRecord && isNewborn(target, spec));
    if (!begins) {
      requireMine(target);
    }
    return new Target(target, begins);
  }

  private Target loaded(Dataset target) {
    String mark = markOf(target);
    boolean begins = !mark.startsWith(job + ": ") && !mark.endsWith(UNFINISHED);
    if (!begins) {
      requireMine(target);
    }
    return new Target(target, begins);
  }

  private Dataset goOn(
      Function<Boolean, Target> open, BiConsumer<Dataset, UnaryOperator<ChunkPlan>> fill) {
    Optional<Dataset> newRecord = group.created(record, DoneChunks.spec(spec.grid()));
    Dataset marks = newRecord.orElseGet(() -> group.opened(record));
    Target target = opened(newRecord, marks, open);
    if (target.begins) {
      marks.clear();
      target.dataset.attributes().set(Job.ATTRIBUTE, what + UNFINISHED);
    }
    DoneChunks done = new DoneChunks(marks.chunked(), spec.grid());
    try {
      Job.aside(() -> fill.accept(target.dataset, done::left));
    } catch (RuntimeException | Error e) {
      keep(done, e);
      throw e;
    }
    target.dataset.attributes().set(Job.ATTRIBUTE, what);
    marks.delete();
    return target.dataset;
  }

  /** If the dataset is refused, nothing is left of a record that was made for it. */
  private Target opened(
      Optional<Dataset> newRecord, Dataset marks, Function<Boolean, Target> open) {
    try {
      claim(marks);
      return open.apply(newRecord.isPresent());
    } catch (RuntimeException | Error e) {
      try {
        newRecord.ifPresent(Dataset::delete);
      } catch (RuntimeException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /** Also when this thread was interrupted: what is done was done. */
  private static void keep(DoneChunks done, Throwable failure) {
    boolean interrupted = Thread.interrupted();
    try {
      done.write();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether the job is done; then nothing is left of a record. */
  private boolean isFinished(Dataset target) {
    if (!markOf(target).equals(what)) {
      return false;
    }
    if (ofRoot(() -> group.found(record).filter(left -> read(left).equals(what)).isPresent())) {
      group.deleteDataset(record);
    }
    return true;
  }

  /** Writes on the record what it is for. */
  private void claim(Dataset marks) {
    String mark = markOf(marks);
    boolean isFree = isNewborn(marks, DoneChunks.spec(spec.grid()));
    if (!isFree && !mark.equals(what)) {
      throw new DosnaException(
          "Dataset '"
              + record
              + "' in "
              + group.describe()
              + ", where job '"
              + job
              + "' keeps what is done of '"
              + dataset
              + "', "
              + maker(mark)
              + "; give the job another name, or delete that dataset");
    }
    if (isFree) {
      marks.attributes().set(Job.ATTRIBUTE, what);
    }
  }

  /** Whether a dataset is as this job would have created it, without chunks and without a mark. */
  private boolean isNewborn(Dataset found, DatasetSpec wanted) {
    DatasetSpec present = found.presentSpec();
    return present.dtype() == wanted.dtype()
        && Arrays.equals(present.shape(), wanted.shape())
        && Arrays.equals(present.chunkSize(), wanted.chunkSize())
        && isUntouched(found);
  }

  private void requireMine(Dataset target) {
    String mark = markOf(target);
    String found = "Dataset '" + dataset + "' in " + group.describe();
    if (!mark.equals(what + UNFINISHED)) {
      throw new AlreadyExistsException(
          found
              + " exists already and "
              + maker(mark)
              + "; take another name, or delete it to begin anew");
    }
    if (!Arrays.equals(target.presentShape(), spec.shape())) {
      throw new DosnaException(
          found
              + " was resized from "
              + Arrays.toString(spec.shape())
              + " to "
              + Arrays.toString(target.shape())
              + " while job '"
              + job
              + "' was at it; delete it to begin anew");
    }
  }

  private String maker(String mark) {
    return mark.isEmpty()
        ? "was not made by job '" + job + "'"
        : "is work of '" + mark + "', which is not '" + what + "'";
  }

  private boolean isUntouched(Dataset found) {
    return ofRoot(
        () -> {
          try (Stream<long[]> chunks = found.existingChunks()) {
            return read(found).isEmpty() && chunks.findAny().isEmpty();
          }
        });
  }

  /** What a dataset says of the job that made it, or is at it; empty if nothing. */
  private String markOf(Dataset found) {
    return ofRoot(() -> read(found));
  }

  private static String read(Dataset found) {
    Attributes attributes = found.attributes();
    return attributes.list().contains(Job.ATTRIBUTE)
        ? String.valueOf(attributes.get(Job.ATTRIBUTE))
        : "";
  }

  private <T extends Serializable> T ofRoot(Supplier<T> look) {
    return group.group().root("resume of dataset '" + dataset + "'", look);
  }
}
