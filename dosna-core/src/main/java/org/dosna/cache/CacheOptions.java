package org.dosna.cache;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.text.ByteSize;

/**
 * The cache that a cluster of any backend may have.
 *
 * @param bytes how much it holds at most
 * @param trusts whether what was read is right until the dataset is opened again
 */
public record CacheOptions(long bytes, boolean trusts) {
  /** How much the cache holds. */
  public static final String CACHE = "cache";

  /** When a chunk that is in the cache is looked at in the store. */
  public static final String RECHECK = "recheck";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([KMGT]?)");

  /**
   * The cache that some options ask for.
   *
   * @param options a cluster's options
   * @return the cache; empty if they ask for none
   * @throws DosnaException if a value is not allowed
   */
  public static Optional<CacheOptions> of(Options options) {
    String recheck = options.getString(RECHECK, "read");
    if (!recheck.equals("read") && !recheck.equals("open")) {
      throw new DosnaException(
          "The option '"
              + RECHECK
              + "' is read (a chunk is looked at whenever it is read) or open (it is right until"
              + " the dataset is opened again), not '"
              + Arguments.excerpt(recheck)
              + "'");
    }
    long bytes = bytes(options.getString(CACHE, "0"));
    return bytes == 0
        ? Optional.empty()
        : Optional.of(new CacheOptions(bytes, recheck.equals("open")));
  }

  private static long bytes(String size) {
    Matcher given = SIZE.matcher(size);
    long heap = Runtime.getRuntime().maxMemory();
    if (given.matches()) {
      long bytes = ByteSize.of(given.group(1), given.group(2));
      if (bytes < heap) {
        return bytes;
      }
    }
    throw new DosnaException(
        "The option '"
            + CACHE
            + "' is a number of bytes such as 512M or 2G, less than the heap, which has "
            + (heap >> 20)
            + "M here (java -Xmx); 0 is no cache; it is not '"
            + Arguments.excerpt(size)
            + "'");
  }
}
