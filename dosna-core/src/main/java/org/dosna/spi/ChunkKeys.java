package org.dosna.spi;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dosna.Arguments;

/**
 * What the chunks of one dataset are called in an {@link ObjectStore}. If a dataset made anew under
 * an old name has other keys than the old one, it never sees what late writers left of that one.
 * Immutable.
 */
public interface ChunkKeys {
  /**
   * Where all the chunks lie.
   *
   * @return what all keys begin with, a folder as in {@link ObjectStore#list}
   */
  String folder();

  /**
   * A chunk's key.
   *
   * @param index the chunk's position in the chunk grid
   * @return its key, which no other chunk has
   */
  String key(long[] index);

  /**
   * The chunk that has a key.
   *
   * @param key a key in the folder
   * @return a position, perhaps outside the chunk grid or of another number of axes; empty if the
   *     key is not one that {@link #key} gives
   */
  Optional<long[]> index(String key);

  /**
   * Keys that are positions: {@code folder/0/2/1} or {@code folder/0.2.1}.
   *
   * @param folder where the chunks lie, as in {@link ObjectStore#list}
   * @param separator what stands between the numbers
   * @return the keys
   */
  static ChunkKeys numbered(String folder, char separator) {
    Arguments.require("folder", folder);
    Pattern between = Pattern.compile(Pattern.quote(String.valueOf(separator)));
    return new ChunkKeys() {
      @Override
      public String folder() {
        return folder;
      }

      @Override
      public String key(long[] index) {
        return Arrays.stream(index)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(String.valueOf(separator), folder, ""));
      }

      @Override
      public Optional<long[]> index(String key) {
        try {
          long[] index =
              between
                  .splitAsStream(key.substring(folder.length()))
                  .mapToLong(Long::parseLong)
                  .toArray();
          // "00", "+1" and "-1" would be read as numbers, too.
          boolean isOne = key(index).equals(key) && Arrays.stream(index).allMatch(at -> at >= 0);
          return isOne ? Optional.of(index) : Optional.empty();
        } catch (NumberFormatException e) {
          return Optional.empty();
        }
      }
    };
  }
}
