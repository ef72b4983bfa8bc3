package org.dosna.image;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.dosna.Arguments;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.element.Shapes;

/**
 * Labels of connected components, also of those that go through many chunks: what {@code
 * scipy.ndimage.label} gives for the whole array.
 *
 * <pre>{@code
 * Dataset mask = scan.lazy().greaterThan(Threshold.otsu(scan)).into(pool, "mask");
 * Dataset grains = Labels.of(mask, "grains", 1);
 * Object count = grains.max();
 * }</pre>
 *
 * <p>Each block is labelled by itself, with the place of a component's first element in the
 * dataset; then the labels are found that touch across the faces of chunks, and joined; then
 * numbers are put in their place. Memory is needed for a few blocks and for a few numbers of each
 * component of a block.
 */
public final class Labels {
  private Labels() {}

  /** Of some blocks the labels that there are, and pairs of those that touch. */
  private record Found(long[] labels, long[] pairs) implements Serializable {
    Found and(Found other) {
      return new Found(joined(labels, other.labels), joined(pairs, other.pairs));
    }

    private static long[] joined(long[] first, long[] second) {
      return LongStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }
  }

  /**
   * Labels the connected components of a dataset's elements that are not 0. Under MPI the ranks
   * share the work, so all of them have to call it.
   *
   * @param dataset the dataset
   * @param newName name of the new dataset, in the same pool; while it is being made there is
   *     another one, with {@code .provisional} behind the name
   * @param connectivity on how many axes neighbours may be apart: of three axes 1 means the 6
   *     neighbours at the faces, 2 those at the edges, too (18), 3 those at the corners, too (26)
   * @return the new dataset, of int32: 0 where the dataset is 0, else the number of the component,
   *     from 1 on in C order of their first elements; removed again if it fails
   * @throws DosnaException if the connectivity is not allowed
   */
  public static Dataset of(Dataset dataset, String newName, int connectivity) {
    Arguments.require("dataset", dataset);
    Arguments.require("newName", newName);
    int ndim = dataset.ndim();
    if (connectivity < 1 || connectivity > ndim) {
      throw new DosnaException(
          "The connectivity of " + ndim + " axes is from 1 to " + ndim + ", not " + connectivity);
    }
    List<int[]> before = Neighbours.before(ndim, connectivity);
    long[] shape = dataset.shape();
    Dataset provisional =
        dataset.map(
            (block, where) -> labelled(block, where, shape, before),
            newName + ".provisional",
            DType.INT64);
    try {
      Found found =
          Shapes.size(shape) == 0
              ? new Found(new long[0], new long[0])
              : provisional.reduce(
                  (block, where) -> touching(provisional, block, where, before), Found::and);
      long[] labels = found.labels;
      Arrays.sort(labels);
      int[] numbers = numbers(labels, found.pairs);
      return provisional.map(
          (block, where) -> numbered(block, labels, numbers), newName, DType.INT32);
    } finally {
      provisional.delete();
    }
  }

  private static int[] ints(long[] shape) {
    return Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
  }

  /** Labels a block by itself: with 1 more than the place of a component's first element. */
  private static NDArray labelled(
      NDArray block, Region where, long[] datasetShape, List<int[]> before) {
    int[] shape = ints(block.shape());
    long[] elements = block.astype(DType.BOOL).toLongs();
    Partition components = new Partition(elements.length);
    int[] offsets = before.stream().mapToInt(away -> Neighbours.offset(away, shape)).toArray();
    int[] position = new int[shape.length];
    for (int i = 0; i < elements.length; i++) {
      for (int n = 0; elements[i] != 0 && n < offsets.length; n++) {
        if (Neighbours.isInside(position, before.get(n), shape) && elements[i + offsets[n]] != 0) {
          components.join(i, i + offsets[n]);
        }
      }
      Neighbours.advance(position, shape);
    }
    Arrays.fill(position, 0);
    for (int i = 0; i < elements.length; i++) {
      if (elements[i] != 0) {
        int first = components.first(i);
        elements[i] =
            first < i ? elements[first] : 1 + place(where.origin(), position, datasetShape);
      }
      Neighbours.advance(position, shape);
    }
    return NDArray.of(elements, block.shape());
  }

  private static long place(long[] origin, int[] position, long[] shape) {
    long place = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      place = place * shape[axis] + origin[axis] + position[axis];
    }
    return place;
  }

  /** The labels of a block, and which labels they touch in the blocks before it. */
  private static Found touching(Dataset labels, NDArray block, Region where, List<int[]> before) {
    long[] own = block.toLongs();
    int[] shape = ints(block.shape());
    Set<List<Long>> pairs = new HashSet<>();
    // With a margin of one element, where there are some.
    long[] begin = where.origin().clone();
    long[] end = begin.clone();
    int[] margin = new int[begin.length];
    for (int axis = 0; axis < begin.length; axis++) {
      margin[axis] = begin[axis] > 0 ? 1 : 0;
      end[axis] = Math.min(labels.shape()[axis], begin[axis] + shape[axis] + 1);
      begin[axis] -= margin[axis];
    }
    for (int axis = 0; axis < begin.length; axis++) {
      if (margin[axis] == 1) {
        addPairs(own, shape, layer(labels, begin, end, axis), margin, axis, before, pairs);
      }
    }
    long[] flat = pairs.stream().flatMap(List::stream).mapToLong(label -> label).toArray();
    return new Found(Arrays.stream(own).filter(label -> label != 0).distinct().toArray(), flat);
  }

  /** The layer of elements before a block on an axis, wider by a margin on the others. */
  private static NDArray layer(Dataset labels, long[] begin, long[] end, int axis) {
    long[] box = end.clone();
    Arrays.setAll(box, i -> i == axis ? 1 : end[i] - begin[i]);
    NDArray layer = NDArray.zeros(DType.INT64, box);
    labels.read(begin, layer);
    return layer;
  }

  private static void addPairs(
      long[] own,
      int[] shape,
      NDArray layer,
      int[] margin,
      int axis,
      List<int[]> before,
      Set<List<Long>> pairs) {
    int[] face = shape.clone();
    face[axis] = 1;
    long[] others = layer.toLongs();
    int[] layerShape = ints(layer.shape());
    int[] position = new int[shape.length];
    List<int[]> across = across(before, axis);
    for (int n = 0; n < Arrays.stream(face).reduce(1, (a, b) -> a * b); n++) {
      long label = own[Neighbours.offset(position, shape)];
      int[] inLayer = position.clone();
      Arrays.setAll(inLayer, i -> i == axis ? 0 : position[i] + margin[i]);
      for (int[] distance : label == 0 ? List.<int[]>of() : across) {
        if (Neighbours.isInside(inLayer, distance, layerShape)) {
          int at = Neighbours.offset(inLayer, layerShape);
          long other = others[at + Neighbours.offset(distance, layerShape)];
          if (other != 0) {
            pairs.add(List.of(label, other));
          }
        }
      }
      Neighbours.advance(position, face);
    }
  }

  /** Distances in the layer of the neighbours that are there. */
  private static List<int[]> across(List<int[]> before, int axis) {
    List<int[]> across = new ArrayList<>();
    for (int[] distance : before) {
      for (int sign : new int[] {1, -1}) {
        if (distance[axis] * sign == -1) {
          int[] inLayer = new int[distance.length];
          Arrays.setAll(inLayer, i -> i == axis ? 0 : distance[i] * sign);
          across.add(inLayer);
        }
      }
    }
    return across;
  }

  /** For each label the number of its component. */
  private static int[] numbers(long[] labels, long[] pairs) {
    Partition components = new Partition(labels.length);
    for (int i = 0; i < pairs.length; i += 2) {
      components.join(
          Arrays.binarySearch(labels, pairs[i]), Arrays.binarySearch(labels, pairs[i + 1]));
    }
    int[] numbers = new int[labels.length];
    int count = 0;
    for (int i = 0; i < numbers.length; i++) {
      int first = components.first(i);
      numbers[i] = first < i ? numbers[first] : ++count;
    }
    return numbers;
  }

  private static NDArray numbered(NDArray block, long[] labels, int[] numbers) {
    long[] given = block.toLongs();
    int[] result = new int[given.length];
    long last = 0;
    int number = 0;
    for (int i = 0; i < given.length; i++) {
      if (given[i] != last) {
        last = given[i];
        number = last == 0 ? 0 : numbers[Arrays.binarySearch(labels, last)];
      }
      result[i] = number;
    }
    return NDArray.of(result, block.shape());
  }
}
