package org.dosna.backend.hdf5.format.array;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.link.PathWalk;
import org.dosna.backend.hdf5.format.link.Target;
import org.dosna.backend.hdf5.format.object.Dataspace;
import org.dosna.backend.hdf5.format.object.VirtualMapping;

/**
 * Elements that are in other datasets. What no dataset has, or one that is not there, is the fill
 * value. Sources are opened when they are needed; those used last are kept open.
 */
final class VirtualElements implements Elements {
  private static final int KEPT_SOURCES = 128;
  private static final long MAX_BLOCKS = 1 << 20;

  private final Opening opening;
  private final Target self;
  private final List<VirtualMapping> mappings = new ArrayList<>();
  private final long[] shape;
  private final NDArray fill;

  private final Map<String, Optional<FileArray>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<FileArray>> eldest) {
          return size() > KEPT_SOURCES;
        }
      };

  /**
   * The elements of a virtual dataset.
   *
   * @param opening how sources are opened
   * @param self the dataset
   * @param dataspace its shape as it is stored; where a mapping has no limit, that follows from the
   *     sources
   * @param mapped its parts
   * @param fill its fill value
   */
  VirtualElements(
      Opening opening,
      Target self,
      Dataspace dataspace,
      List<VirtualMapping> mapped,
      NDArray fill) {
    this.opening = opening.into(self);
    this.self = self;
    this.fill = fill;
    this.shape = dataspace.shape().clone();
    long[] grown = new long[shape.length];
    int growing = -1;
    for (VirtualMapping mapping : mapped) {
      int axis = mapping.virtual().unlimitedAxis();
      if (axis < 0) {
        mappings.add(mapping.plain());
      } else {
        growing = axis;
        grown[axis] = Math.max(grown[axis], addGrowing(mapping));
      }
    }
    if (growing >= 0) {
      shape[growing] = Math.max(grown[growing], leastLength(growing));
    }
  }

  FormatFile file() {
    return self.file();
  }

  long[] shape() {
    return shape;
  }

  /** Adds what there is now of a mapping without limit; gives the length that its axis has then. */
  private long addGrowing(VirtualMapping mapping) {
    if (!mapping.isNumbered()) {
      VirtualMapping plain = mapping.plain();
      Optional<FileArray> source = source(plain);
      int axis = plain.source().unlimitedAxis();
      if (source.isEmpty() || axis < 0 || axis >= source.get().shape().length) {
        return 0;
      }
      mappings.add(plain);
      return plain.virtual().lengthFor(plain.source().sizeWithin(source.get().shape()[axis]));
    }
    long blocks = 0;
    while (blocks < MAX_BLOCKS && source(mapping.block(blocks)).isPresent()) {
      mappings.add(mapping.block(blocks++));
    }
    return mapping.virtual().lengthForBlocks(blocks);
  }

  /** The length that mappings with a limit need. */
  private long leastLength(int axis) {
    long least = 0;
    for (VirtualMapping mapping : mappings) {
      if (mapping.virtual().unlimitedAxis() < 0 && mapping.virtual().slab().length > 0) {
        long[] unlimited = shape.clone();
        unlimited[axis] = Long.MAX_VALUE;
        long[] ends = mapping.virtual().axes(unlimited).get(axis).ends();
        least = Math.max(least, ends.length == 0 ? 0 : ends[ends.length - 1]);
      }
    }
    return least;
  }

  @Override
  public void read(long[] origin, long[] box, Place place) {
    place.fill(box, fill);
    for (VirtualMapping mapping : mappings) {
      if (isTouched(mapping, origin, box)) {
        source(mapping).ifPresent(source -> read(mapping, source, origin, box, place));
      }
    }
  }

  /** Whether a mapping has something of a box; says so without its source being opened. */
  private boolean isTouched(VirtualMapping mapping, long[] origin, long[] box) {
    var axes = mapping.virtual().axes(shape);
    for (int axis = 0; axis < axes.size(); axis++) {
      long[] starts = axes.get(axis).starts();
      long[] ends = axes.get(axis).ends();
      if (starts.length == 0
          || starts[0] >= origin[axis] + box[axis]
          || ends[ends.length - 1] <= origin[axis]) {
        return false;
      }
    }
    return true;
  }

  private void read(
      VirtualMapping mapping, FileArray source, long[] origin, long[] region, Place place) {
    for (MappedBoxes.Box box :
        MappedBoxes.of(
            mapping.source(), source.shape(), mapping.virtual(), shape, origin, region)) {
      long[] offset = box.virtual().clone();
      for (int axis = 0; axis < offset.length; axis++) {
        offset[axis] -= origin[axis];
      }
      long[] strides = new long[box.axes().length];
      for (int k = 0; k < strides.length; k++) {
        strides[k] = box.axes()[k] < 0 ? 0 : place.strides()[box.axes()[k]];
      }
      Place to = new Place(place.array(), place.at(offset).start(), strides);
      source.read(box.source(), box.shape(), to);
    }
  }

  /** The dataset that has the elements of a mapping; none if it is not there. */
  private Optional<FileArray> source(VirtualMapping mapping) {
    String key = mapping.file() + "\0" + mapping.dataset();
    synchronized (kept) {
      Optional<FileArray> known = kept.get(key);
      if (known == null) {
        known = open(mapping);
        kept.put(key, known);
      }
      return known;
    }
  }

  private Optional<FileArray> open(VirtualMapping mapping) {
    FileSet files = opening.files();
    Optional<FormatFile> file = files.hdf5(self.file(), mapping.file());
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Target target;
    try {
      target = new PathWalk(files).go(Target.root(file.get()), "/" + mapping.dataset());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
    FileArray source = FileArray.open(opening, target);
    if (source.shape().length == 0) {
      throw new FormatException("its source " + source + " is a scalar");
    }
    return Optional.of(source);
  }
}
