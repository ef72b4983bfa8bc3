package org.dosna.examples.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.image.Downsample;
import org.dosna.image.Pyramid;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** zarr-python opens datasets of any backend over HTTP. */
@Tag("native")
@Tag("pypi")
class ZarrHttpTest {
  /** Saves each array that it finds, and prints what groups say. */
  private static final String READER =
      """
      import sys, numpy as np, zarr
      group = zarr.open_group(sys.argv[1], mode='r', use_consolidated=True)
      for path, member in sorted(group.members(max_depth=None)):
          if isinstance(member, zarr.Array):
              print(path, member.dtype, member.fill_value, dict(member.attrs))
              np.save(sys.argv[2] + '/' + path.replace('/', '_') + '.npy', member[...])
          else:
              images = member.attrs.get('ome', {}).get('multiscales', [])
              print(path, [level['path'] for image in images for level in image['datasets']])
      """;

  @TempDir private Path folder;

  private List<String> read(String url) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("dosna.pypi.python", "/usr/bin/python3"),
                "-c",
                READER,
                url,
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines().toList();
  }

  private void assertReadBy(Address address) throws Exception {
    Options none = Options.none();
    try (Cluster cluster = address.cluster(true, "cpu", none).connect();
        Pool pool = cluster.createPool("pool")) {
      NDArray volume = NDArray.random(DType.FLOAT32, 1, 20, 13, 9);
      DatasetSpec spec =
          DatasetSpec.of(DType.FLOAT32, 20, 13, 9)
              .chunkSize(8, 8, 8)
              .fillValue(Double.NaN)
              .codecs(Codecs.parse("zstd:1, crc32c"));
      pool.createDataset("entry/scan", spec, volume).attributes().set("unit", "µm");
      pool.createDataset("sparse", DatasetSpec.of(DType.of(">i2"), 30, 30).chunkSize(7, 7))
          .set("10:12, 3", -5);
      Pyramid.build(pool.getDataset("sparse"), pool.createGroup("image"), 2, Downsample.max());
      try (Place place = Place.read(address, address.cluster(false, "cpu", none));
          Explorer explorer = Explorer.start(place, Access.withToken("127.0.0.1", List.of()), 0)) {
        assertEquals(
            List.of(
                "entry []",
                "entry/scan float32 nan {'unit': 'µm'}",
                "image ['0', '1']",
                "image/0 int16 0 {}",
                "image/1 int16 0 {}",
                "sparse int16 0 {}"),
            read(explorer.url() + "zarr/pool"));
      }
      for (String path : List.of("entry/scan", "sparse", "image/0", "image/1")) {
        NDArray read = Npy.read(folder.resolve(path.replace('/', '_') + ".npy"));
        assertEquals(pool.getDataset(path).get(), read.astype(read.dtype().nativeOrder()), path);
      }
    }
  }

  @Test
  void ram() throws Exception {
    assertReadBy(Address.parse("ram:zarr-over-http"));
  }

  @Test
  void hdf5() throws Exception {
    assertReadBy(Address.parse("hdf5:" + Files.createDirectory(folder.resolve("store"))));
  }

  @Test
  void ceph() throws Exception {
    try (MiniCeph ceph = MiniCeph.startTemporary(1, MiniCeph.Store.MEMSTORE)) {
      assertReadBy(Address.parse("ceph:" + ceph.dir().resolve("ceph.conf") + "?timeout=20"));
    }
  }
}
