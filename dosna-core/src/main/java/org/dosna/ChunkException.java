package org.dosna;

import java.util.Arrays;

/**
 * An operation on a dataset stopped because its step on one chunk failed. Steps on other chunks
 * that were done before stay done; the failed chunk is as it was, unless the message says
 * otherwise.
 */
public class ChunkException extends DosnaException {
  private static final long serialVersionUID = 1L;

  /** What was being done. */
  private final String operation;

  /** The dataset's name. */
  private final String dataset;

  /** The chunk's position in the chunk grid. */
  private final long[] index;

  /**
   * Reports the step that failed.
   *
   * @param operation what was being done, such as {@code get}
   * @param dataset name of the dataset
   * @param index position of the chunk in the chunk grid
   * @param cause why the step failed
   */
  public ChunkException(String operation, String dataset, long[] index, Throwable cause) {
    this(operation, dataset, index, "", cause);
  }

  private ChunkException(
      String operation, String dataset, long[] index, String where, Throwable cause) {
    super(
        operation
            + " of dataset '"
            + dataset
            + "' failed at chunk "
            + Arrays.toString(index)
            + where
            + ": "
            + (cause instanceof DosnaException ? cause.getMessage() : cause.toString()),
        cause);
    this.operation = operation;
    this.dataset = dataset;
    this.index = index.clone();
  }

  /**
   * The same failure, with a message that also names the process.
   *
   * @param process such as {@code rank 2 of 3}
   * @param reason the cause, or what stands for it
   * @return an exception of that cause
   */
  public ChunkException on(String process, Throwable reason) {
    ChunkException named = new ChunkException(operation, dataset, index, " on " + process, reason);
    named.setStackTrace(getStackTrace());
    return named;
  }

  /**
   * The dataset's name.
   *
   * @return name of the dataset on which the operation stopped
   */
  public String dataset() {
    return dataset;
  }

  /**
   * The chunk whose step failed.
   *
   * @return position in the chunk grid, one value per axis
   */
  public long[] index() {
    return index.clone();
  }
}
