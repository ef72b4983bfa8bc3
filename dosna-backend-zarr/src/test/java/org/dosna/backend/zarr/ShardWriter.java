package org.dosna.backend.zarr;

import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.Dosna;

/**
 * A process that writes one chunk of a shard again and again, until it is killed: FOLDER CHUNK.
 * Says which value it has written.
 */
final class ShardWriter {
  static final int CHUNK = 1000;

  private ShardWriter() {}

  public static void main(String[] args) {
    int chunk = Integer.parseInt(args[1]);
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(args[0]).connect()) {
      Dataset data = cluster.getPool("pool").getDataset("data");
      for (int value = 1; ; value++) {
        data.set(chunk * CHUNK + ":" + (chunk + 1) * CHUNK, value);
        System.out.println(value);
      }
    }
  }
}
