package org.dosna;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dosna.plan.Window;
import org.dosna.text.ByteSize;

/**
 * How a copy gets other chunks within a stated memory. Immutable.
 *
 * <pre>{@code
 * RechunkPlan plan = RechunkPlan.to(1, 1024, 1024).withMemory("512M");
 * System.out.println(plan.of(scan)); // passes, chunks and bytes read and written, memory
 * Dataset planes = scan.copy(pool, "planes", plan);
 * }</pre>
 *
 * <p>Blocks of as many whole chunks as memory allows are read and then written, one block after the
 * other; the engine works on the chunks of a block. If a block can hold whole chunks of both kinds,
 * each chunk is read once and written once. Where it cannot, because a chunk of the source and one
 * of the target cross, the way of the Python project rechunker is gone: the source is read in
 * blocks of its own chunks and written to an intermediate dataset, whose chunks are as long on each
 * axis as the shorter of a source's and a target's block, and that is read in blocks of the
 * target's chunks. So each chunk is still read once and written once in each of two passes. Where
 * these chunks would be very small, there are further intermediates, and blocks go over from those
 * of the source to those of the target in even ratios. Of all these the plan with the fewest bytes
 * read and written is taken, where each chunk counts 64 KiB more than it has, and one that is read
 * for two blocks counts twice: reading some chunks twice is less than to write all once more.
 *
 * <p>Of the memory one third is for the block, and two for chunks on their way, as elements and as
 * they are stored: only so many are read or written at once. It is for all threads together, and
 * for each rank under MPI, where ranks share the blocks. What a chunk cache keeps comes on top.
 */
public final class RechunkPlan {
  private static final long USUAL_MEMORY = 256L << 20;

  private static final Pattern BYTES = Pattern.compile("(\\d{1,15}) ?([KMGT]?)(I?B)?");

  private final int[] chunkSize;
  private final long memory;
  private final Optional<Codecs> codecs;

  private RechunkPlan(int[] chunkSize, long memory, Optional<Codecs> codecs) {
    this.chunkSize = chunkSize;
    this.memory = memory;
    this.codecs = codecs;
  }

  /**
   * A plan with a memory of 256 MiB.
   *
   * @param chunkSize the shape of the copy's chunks; left out, that of the source
   * @return the plan
   */
  public static RechunkPlan to(int... chunkSize) {
    Arguments.require("chunkSize", chunkSize);
    return new RechunkPlan(chunkSize.clone(), USUAL_MEMORY, Optional.empty());
  }

  /**
   * With another memory.
   *
   * @param bytes the most that elements and stored chunks take of memory at a time
   * @return a changed copy
   * @throws DosnaException if it is less than 1
   */
  public RechunkPlan withMemory(long bytes) {
    if (bytes < 1) {
      throw new DosnaException("The memory of a rechunk is 1 byte or more, not " + bytes);
    }
    return new RechunkPlan(chunkSize, bytes, codecs);
  }

  /**
   * With another memory.
   *
   * @param bytes a whole number, and perhaps a unit of 1024, 1024², 1024³ or 1024⁴ bytes: {@code
   *     "512M"}, {@code "2 GiB"}
   * @return a changed copy
   * @throws DosnaException if it is something else
   */
  public RechunkPlan withMemory(String bytes) {
    Matcher parts = BYTES.matcher(Arguments.require("bytes", bytes).toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new DosnaException(
          "The memory of a rechunk is a number of bytes such as 512M or 2 GiB, not '"
              + Arguments.excerpt(bytes)
              + "'");
    }
    return withMemory(ByteSize.of(parts.group(1), parts.group(2)));
  }

  /**
   * With codecs of the copy.
   *
   * @param newCodecs what the copy's chunks go through; without them those of the source, if the
   *     other backend has them
   * @return a changed copy
   */
  public RechunkPlan withCodecs(Codecs newCodecs) {
    return new RechunkPlan(
        chunkSize, memory, Optional.of(Arguments.require("newCodecs", newCodecs)));
  }

  /**
   * What will be done with a dataset. Nothing is read but its shape.
   *
   * @param dataset the source
   * @return the passes, to be looked at or printed
   * @throws DosnaException if the chunk size is not one for the dataset, or there is not enough
   *     memory; the message says how much is needed
   */
  public Rechunking of(Dataset dataset) {
    DatasetSpec present = Arguments.require("dataset", dataset).presentSpec();
    return Rechunking.of(present, chunkSize(present), memory);
  }

  private int[] chunkSize(DatasetSpec source) {
    return chunkSize.length == 0 ? source.chunkSize() : chunkSize;
  }

  Dataset copy(Dataset source, Group pool, String newName) {
    Arguments.require("pool", pool);
    Arguments.require("newName", newName);
    Window all = source.view().window();
    DatasetSpec present = source.spec().shape(all.shape()); // perhaps others resize it just now
    Rechunking rechunking = Rechunking.of(present, chunkSize(present), memory);
    DatasetSpec kept = pool.root().kept(present.chunkSize(chunkSize(present)));
    DatasetSpec copied = codecs.map(kept::codecs).orElse(kept);
    return pool.createFilled(
        newName,
        copied,
        Dataset.workOn("rechunk", source),
        (target, left) -> {
          RechunkedCopy.run(rechunking, all, pool, target, left);
          source.attributes().copyTo(target.attributes());
        });
  }

  /** For instance {@code rechunk to [1, 1024, 1024] within 512 MiB}. */
  @Override
  public String toString() {
    return "rechunk to " + Arrays.toString(chunkSize) + " within " + ByteSize.text(memory);
  }
}
