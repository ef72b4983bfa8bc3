package org.dosna.backend.ceph;

import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The names of objects: {@code DATASET}, and {@code DATASET/0.2.1} for a chunk, where a dataset in
 * a group is {@code GROUP/NAME}, and the group's object {@code GROUP}.
 */
final class ObjectNames {
  private static final char SEPARATOR = '/';

  private ObjectNames() {}

  /** What an object is a chunk of, if it is one: everything before the last part of its name. */
  static Optional<String> datasetOfChunk(String object) {
    int separator = object.lastIndexOf(SEPARATOR);
    return separator > 0 && index(object.substring(separator + 1)).isPresent()
        ? Optional.of(object.substring(0, separator))
        : Optional.empty();
  }

  /** The name in a group of what lies directly in it; the pool itself is the group without path. */
  static Optional<String> nameIn(String group, String object) {
    String start = group.isEmpty() ? "" : group + SEPARATOR;
    boolean directly = object.startsWith(start) && object.indexOf(SEPARATOR, start.length()) < 0;
    return directly ? Optional.of(object.substring(start.length())) : Optional.empty();
  }

  static String chunk(String dataset, long[] index) {
    return dataset + SEPARATOR + numbers(index);
  }

  private static String numbers(long[] index) {
    StringBuilder numbers = new StringBuilder().append(index[0]);
    for (int axis = 1; axis < index.length; axis++) {
      numbers.append('.').append(index[axis]);
    }
    return numbers.toString();
  }

  /** The chunk's position that an object's name stands for, if it is a chunk of the dataset. */
  static Optional<long[]> chunkIndex(String dataset, String object) {
    int length = dataset.length();
    boolean below =
        object.length() > length
            && object.charAt(length) == SEPARATOR
            && object.startsWith(dataset);
    return below ? index(object.substring(length + 1)) : Optional.empty();
  }

  private static Optional<long[]> index(String numbers) {
    String[] parts = numbers.split("\\.", -1);
    long[] index = new long[parts.length];
    try {
      for (int axis = 0; axis < index.length; axis++) {
        index[axis] = Long.parseLong(parts[axis]);
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    // "00", "+1" and "-1" would be read as numbers, too.
    boolean isPosition = LongStream.of(index).allMatch(i -> i >= 0);
    return isPosition && numbers(index).equals(numbers) ? Optional.of(index) : Optional.empty();
  }
}
