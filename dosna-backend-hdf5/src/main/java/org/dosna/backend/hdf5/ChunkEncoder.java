package org.dosna.backend.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dosna.Codecs;
import org.dosna.DatasetSpec;

/**
 * What exported chunks go through: shuffle, deflate, Fletcher-32, in this order, as h5py has it.
 *
 * @param shuffle whether the bytes of elements are sorted
 * @param deflate how hard they are compressed, 0 to 9; none if not at all
 * @param fletcher32 whether a checksum follows them
 */
record ChunkEncoder(boolean shuffle, Optional<Integer> deflate, boolean fletcher32) {
  private static final int LAST_LEVEL = 9;

  /** The filters of a dataset's chunks. */
  StoredFilters filters(DatasetSpec spec) {
    List<String> codecs = new ArrayList<>();
    if (shuffle && spec.dtype().itemSize() > 1) {
      codecs.add("shuffle");
    }
    deflate.ifPresent(level -> codecs.add("zlib:" + level));
    if (fletcher32) {
      codecs.add("fletcher32");
    }
    return StoredFilters.of(spec.codecs(Codecs.parse(String.join(",", codecs))));
  }

  static boolean isLevel(int level) {
    return level >= 0 && level <= LAST_LEVEL;
  }
}
