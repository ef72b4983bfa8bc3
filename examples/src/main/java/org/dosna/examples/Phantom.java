package org.dosna.examples;

import java.util.SplittableRandom;
import org.dosna.DType;
import org.dosna.NDArray;

/** Made-up data for the examples: bright balls of several sizes in noise. */
final class Phantom {
  private static final int BALLS = 24;

  private Phantom() {}

  /** A float32 volume with values from 0 to about 2; the same for every run. */
  static NDArray volume(int depth, int height, int width) {
    NDArray volume = NDArray.random(DType.FLOAT32, 1, depth, height, width);
    float[] values = (float[]) volume.array();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 0.4f;
    }
    SplittableRandom random = new SplittableRandom(2);
    for (int ball = 0; ball < BALLS; ball++) {
      double radius =
          (0.03 + 0.12 * random.nextDouble()) * Math.min(depth, Math.min(height, width));
      double[] center = {
        random.nextDouble() * depth, random.nextDouble() * height, random.nextDouble() * width
      };
      add(values, new int[] {depth, height, width}, center, radius, 0.5 + random.nextDouble());
    }
    return volume;
  }

  private static void add(
      float[] values, int[] shape, double[] center, double radius, double brightness) {
    for (int z = first(center[0], radius); z < end(center[0], radius, shape[0]); z++) {
      for (int y = first(center[1], radius); y < end(center[1], radius, shape[1]); y++) {
        for (int x = first(center[2], radius); x < end(center[2], radius, shape[2]); x++) {
          if (Math.hypot(Math.hypot(z - center[0], y - center[1]), x - center[2]) < radius) {
            int i = (z * shape[1] + y) * shape[2] + x;
            values[i] = (float) Math.max(values[i], brightness);
          }
        }
      }
    }
  }

  private static int first(double center, double radius) {
    return (int) Math.max(0, center - radius);
  }

  private static int end(double center, double radius, int length) {
    return (int) Math.min(length, Math.ceil(center + radius));
  }
}
