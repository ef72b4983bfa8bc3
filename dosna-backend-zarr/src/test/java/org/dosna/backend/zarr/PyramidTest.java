package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.Group;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.image.Downsample;
import org.dosna.image.Pyramid;
import org.dosna.image.Spacing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pyramids are images of OME-Zarr. */
class PyramidTest {
  @TempDir private Path folder;
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void connect() {
    cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
    pool = cluster.createPool("pool");
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private Group built(Downsample how, Spacing spacing, String... names) {
    DatasetSpec spec = DatasetSpec.of(DType.UINT8, 5, 8, 8).chunkSize(2, 4, 4);
    Dataset scan =
        pool.createDataset(
            "scan",
            names.length == 0 ? spec : spec.dimensionNames(names),
            NDArray.random(DType.UINT8, 1, 5, 8, 8));
    Group group = pool.createGroup("image");
    Pyramid.build(scan, group, 3, how, spacing, 1, 2, 2);
    return group;
  }

  private String metadata() throws IOException {
    return Files.readString(folder.resolve("pool/image/zarr.json"));
  }

  @Test
  void axesUnitsAndScalesAreWritten() throws IOException {
    Group group = built(Downsample.mean(), Spacing.of(2, 0.5, 0.5).unit("micrometer"));
    group.attributes().set("note", "kept");
    String axes = "axes [z space micrometer, y space micrometer, x space micrometer]";
    String levels =
        "levels [0 scale [2.0, 0.5, 0.5], "
            + "1 scale [2.0, 1.0, 1.0] translation [0.0, 0.25, 0.25], "
            + "2 scale [2.0, 2.0, 2.0] translation [0.0, 0.75, 0.75]]";
    assertTrue(group.toString().endsWith(", " + axes + ", " + levels), group.toString());
    assertTrue(metadata().contains("\"version\" : \"0.5\""), metadata());
    assertEquals("kept", group.attributes().get("note"));
  }

  @Test
  void whatIsTakenAsItIsStaysInPlace() {
    Group group = built(Downsample.stride(), Spacing.of(1, 1, 1), "time", "v", "u");
    String expected =
        ", axes [time time, v space, u space], levels [0 scale [1.0, 1.0, 1.0],"
            + " 1 scale [1.0, 2.0, 2.0], 2 scale [1.0, 4.0, 4.0]]";
    assertTrue(group.toString().endsWith(expected), group.toString());
  }

  @Test
  void whatOmeZarrDoesNotAllowIsAPyramidWithoutIt() throws IOException {
    built(Downsample.mean(), Spacing.of(1, 1, 1), "y", "x", "c");
    assertEquals(3, Pyramid.open(pool.group("image")).levels().size());
    assertTrue(!metadata().contains("multiscales"), metadata());
  }
}
