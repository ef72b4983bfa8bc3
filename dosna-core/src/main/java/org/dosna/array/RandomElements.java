package org.dosna.array;

import java.util.SplittableRandom;
import org.dosna.element.ElementType;

/** Elements by chance. */
public final class RandomElements {
  private RandomElements() {}

  /**
   * Fills an array with a sequence of random elements, the same for the same seed.
   *
   * @param type the element type
   * @param array the array of elements
   * @param count how many it has
   * @param seed where the sequence starts
   */
  public static void fill(ElementType type, Object array, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      switch (type) {
        case BOOL -> type.setLong(array, i, random.nextInt(2));
        // As many random bits as the fraction has, so that rounding never reaches 1.
        case FLOAT16 -> type.setDouble(array, i, (random.nextInt() >>> 21) * 0x1p-11);
        case FLOAT32 -> type.setDouble(array, i, (random.nextInt() >>> 8) * 0x1p-24);
        case FLOAT64 -> type.setDouble(array, i, random.nextDouble());
        case COMPLEX64 ->
            type.setComplex(
                array, i, (random.nextInt() >>> 8) * 0x1p-24, (random.nextInt() >>> 8) * 0x1p-24);
        case COMPLEX128 -> type.setComplex(array, i, random.nextDouble(), random.nextDouble());
        default -> type.setLong(array, i, random.nextLong());
      }
    }
  }
}
