package org.dosna.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Looks at and changes what a store holds, past the code under test. */
public interface RawStore {
  /**
   * A chunk's elements as they are stored.
   *
   * @param pool name of the pool
   * @param dataset name of the dataset
   * @param index position in the chunk grid
   * @return all of the chunk's elements in C order, in the byte order of the dataset's dtype; empty
   *     if the chunk is not stored
   */
  Optional<byte[]> chunk(String pool, String dataset, long... index);

  /**
   * The chunks that are stored.
   *
   * @param pool name of the pool
   * @param dataset name of the dataset
   * @return positions in the chunk grid, in any order; none if the dataset does not exist
   */
  List<long[]> chunks(String pool, String dataset);

  /**
   * Puts something into a pool that is not DosNa's.
   *
   * @param pool name of the pool
   * @param name name of a file, or of an object
   */
  void addForeign(String pool, String name);

  /**
   * Changes something in which a dataset is stored: its description, or a chunk.
   *
   * @param pool name of the pool
   * @param dataset name of the dataset
   * @param random chooses what
   * @param change gives the bytes that are to be there for those that are
   */
  void change(String pool, String dataset, Random random, UnaryOperator<byte[]> change);

  /**
   * Changes the bytes in which a chunk is stored, which stays there with all else.
   *
   * @param pool name of the pool
   * @param dataset name of the dataset
   * @param change gives the bytes that are to be there for those that are
   * @param index position in the chunk grid of a stored chunk
   */
  void changeChunk(String pool, String dataset, UnaryOperator<byte[]> change, long... index);

  /**
   * Takes away what a chunk is stored in; does nothing if that is gone.
   *
   * @param pool name of the pool
   * @param dataset name of the dataset
   * @param index position in the chunk grid
   */
  void removeChunk(String pool, String dataset, long... index);
}
