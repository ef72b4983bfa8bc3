package org.dosna;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * The processes that work on a dataset together: one, except with an engine of several processes.
 * The original's {@code mpi_rank}, {@code mpi_size} and {@code mpi_is_root}.
 */
public interface ProcessGroup {
  /** A process of its own: rank 0 of 1. */
  ProcessGroup SINGLE =
      new ProcessGroup() {
        @Override
        public int rank() {
          return 0;
        }

        @Override
        public int size() {
          return 1;
        }

        @Override
        public void barrier() {
          // Nobody else to wait for.
        }

        @Override
        public <T extends Serializable> T root(String call, Supplier<T> work) {
          Arguments.require("call", call);
          return Arguments.require("work", work).get();
        }

        @Override
        public String toString() {
          return "rank 0 of 1";
        }
      };

  /**
   * This process's number.
   *
   * @return 0 to size - 1
   */
  int rank();

  /**
   * The number of processes.
   *
   * @return 1 or more
   */
  int size();

  /**
   * Whether this is the process that creates and deletes for all.
   *
   * @return true for rank 0
   */
  default boolean isRoot() {
    return rank() == 0;
  }

  /** Waits until every process of the group has called this. */
  void barrier();

  /**
   * The root does something alone, and all get its result. Every process of the group has to call
   * this.
   *
   * @param <T> the type of the result
   * @param call what is done, in words, with all that has to be the same in all processes
   * @param work what the root does; collective calls in it are the root's alone
   * @return what that gives, in each process
   * @throws DosnaException perhaps: what the root's work throws is thrown in all processes
   */
  <T extends Serializable> T root(String call, Supplier<T> work);
}
