package org.dosna.examples.bench;

import org.dosna.DType;
import org.dosna.NDArray;

/** What all benchmarks do: a cube of 256³ float32 (64 MiB), and the parts of it that are read. */
final class Workload {
  static final int SIDE = 256;
  static final int BOX_SIDE = 64;

  /** Begins on no chunk border, so that the box touches 8 chunks of 64³, or 27 of 32³. */
  static final int[] BOX_ORIGIN = {37, 41, 45};

  static final int PLANE = 128;

  static final String BOX = "37:101, 41:105, 45:109";
  static final String FEW = "3:5, 3:5, 3:5";
  static final String PLANE_SLICES = ":, :, 128";

  static final long CUBE_BYTES = 4L * SIDE * SIDE * SIDE;
  static final long BOX_BYTES = 4L * BOX_SIDE * BOX_SIDE * BOX_SIDE;
  static final long PLANE_BYTES = 4L * SIDE * SIDE;

  static final long FEW_BYTES = 4 * 2 * 2 * 2;

  private Workload() {}

  /** A cube that can be compressed: steps of noise on a slope. */
  static NDArray smooth() {
    NDArray noise = NDArray.random(DType.FLOAT32, 1, SIDE, SIDE, SIDE);
    float[] elements = (float[]) noise.array();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i / SIDE + (int) (elements[i] * 16);
    }
    return noise;
  }

  /** A smooth volume with some noise, as detectors give it. */
  static NDArray noisy(String dtype) {
    return noisy(dtype, SIDE);
  }

  /** Such a volume of another size. */
  static NDArray noisy(String dtype, int side) {
    NDArray volume = NDArray.random(DType.FLOAT32, 1, side, side, side);
    float[] elements = (float[]) volume.array();
    int i = 0;
    for (int z = 0; z < side; z++) {
      for (int y = 0; y < side; y++) {
        double row = 1000 * Math.sin(z / 20.0) + 800 * Math.cos(y / 15.0);
        for (int x = 0; x < side; x++) {
          elements[i] = (float) Math.rint(row + 500 * Math.sin(x / 30.0) + elements[i] * 16);
          i++;
        }
      }
    }
    return volume.astype(DType.of(dtype));
  }

  static NDArray cube() {
    return NDArray.random(DType.FLOAT32, 1, SIDE, SIDE, SIDE);
  }
}
