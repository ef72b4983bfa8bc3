package org.dosna.backend.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dosna.Codecs;
import org.dosna.Coder;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;

/**
 * A dataset's codecs as filters of HDF5, in which h5py, with hdf5plugin for some, reads what was
 * written. Immutable.
 *
 * @param filters what chunks go through, first to last
 * @param coders what does so
 * @param checksum whether a checksum crc32c of the stored bytes is kept beside them, as HDF5 has no
 *     filter for it
 */
record StoredFilters(List<Filter> filters, List<Coder> coders, boolean checksum) {
  private static final String CHECKSUM = "crc32c";
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int FIRST_FREE = 256;
  private static final int LZF = 32000;
  private static final int BLOSC = 32001;
  private static final int LZ4 = 32004;
  private static final int BITSHUFFLE = 32008;
  private static final int ZSTD = 32015;

  /** The versions of h5py's filter and of LibLZF, which h5py writes. */
  private static final int LZF_FILTER = 4;

  private static final int LIBLZF = 0x105;

  private static final List<String> BLOSC_CODECS =
      List.of("blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd");
  private static final List<String> BLOSC_SHUFFLES = List.of("noshuffle", "shuffle", "bitshuffle");
  private static final Map<String, Integer> BITSHUFFLE_CODECS = Map.of("", 0, "lz4", 2, "zstd", 3);

  /**
   * A filter of HDF5.
   *
   * @param id its registered number
   * @param values its parameters
   */
  record Filter(int id, List<Integer> values) {}

  StoredFilters {
    filters = List.copyOf(filters);
    coders = List.copyOf(coders);
  }

  /**
   * The filters of a dataset's codecs.
   *
   * @throws DosnaException if HDF5 has none for one of them, or a codec cannot be had
   */
  static StoredFilters of(DatasetSpec spec) {
    List<Codecs.Part> parts = spec.codecs().parts();
    int last = parts.size() - 1;
    boolean checksum = last >= 0 && parts.get(last).name().equals(CHECKSUM);
    List<Filter> filters = new ArrayList<>();
    List<Coder> coders = new ArrayList<>();
    for (Codecs.Part part : checksum ? parts.subList(0, last) : parts) {
      filters.add(filter(part, spec));
      // A stream of zlib is what HDF5 calls gzip.
      String coder = part.toString().replaceFirst("^gzip", "zlib");
      coders.addAll(Codecs.parse(coder).coders(spec.dtype(), spec.chunkSize()));
    }
    return new StoredFilters(filters, coders, checksum);
  }

  private static Filter filter(Codecs.Part part, DatasetSpec spec) {
    String parameters = part.parameters();
    int itemSize = spec.dtype().itemSize();
    return switch (part.name()) {
      case "gzip", "zlib" -> new Filter(DEFLATE, List.of(Integer.parseInt(parameters)));
      case "shuffle" -> new Filter(SHUFFLE, List.of(itemSize));
      case "fletcher32" -> new Filter(FLETCHER32, List.of());
      case "zstd" -> new Filter(ZSTD, List.of(Integer.parseInt(parameters)));
      case "lzf" -> new Filter(LZF, List.of(LZF_FILTER, LIBLZF, (int) spec.chunkBytes()));
      case "lz4" -> new Filter(LZ4, List.of(0));
      case "bitshuffle" ->
          new Filter(BITSHUFFLE, List.of(0, 4, itemSize, 0, BITSHUFFLE_CODECS.get(parameters), 3));
      case "blosc" -> blosc(parameters.split(":", -1), itemSize, (int) spec.chunkBytes());
      case CHECKSUM ->
          throw new DosnaException(
              "The codec 'crc32c' comes last in HDF5 files, over the stored bytes; in \""
                  + spec.codecs()
                  + "\" it does not");
      default ->
          throw new DosnaException(
              "HDF5 has no filter for the codec '"
                  + part.name()
                  + "'; it has them for shuffle, gzip, zlib, zstd, lz4, lzf, bitshuffle, blosc"
                  + " and fletcher32, and crc32c may come last");
    };
  }

  /** As the filter's own code lists them: its version, Blosc's, sizes, level, shuffle, codec. */
  private static Filter blosc(String[] parameters, int itemSize, int chunkBytes) {
    return new Filter(
        BLOSC,
        List.of(
            2,
            2,
            itemSize,
            chunkBytes,
            Integer.parseInt(parameters[1]),
            BLOSC_SHUFFLES.indexOf(parameters[2]),
            BLOSC_CODECS.indexOf(parameters[0])));
  }

  /**
   * Whether who writes may leave the filter out of a chunk, as h5py's lzf does if that does not
   * shrink. Beside a checksum none is: other programs do not write there, and a header has to be
   * the one that it always was.
   */
  private boolean isOptional(Filter filter) {
    return !checksum && filter.id() != FLETCHER32;
  }

  /** The filter pipeline message, version 2: specification IV.A.2.l. */
  byte[] message() {
    FormatBytes message = new FormatBytes().int8(2).int8(filters.size());
    for (Filter filter : filters) {
      message.int16(filter.id());
      if (filter.id() >= FIRST_FREE) {
        message.int16(0); // no name
      }
      message.int16(isOptional(filter) ? 1 : 0).int16(filter.values().size());
      filter.values().forEach(message::int32);
    }
    return message.toArray();
  }
}
