package org.dosna.backend.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.backend.zarr.Multiscale.Axis;
import org.dosna.backend.zarr.Multiscale.Level;
import org.dosna.backend.zarr.Multiscale.Transform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of OME-Zarr in groups of Zarr v2 and v3. */
class MultiscaleTest {
  private static final Multiscale IMAGE =
      new Multiscale(
          "cells",
          List.of(
              new Axis("c", "channel", ""),
              new Axis("y", "space", "micrometer"),
              new Axis("x", "space", "micrometer")),
          List.of(
              new Level("0", new Transform(List.of(1.0, 0.5, 0.5), List.of())),
              new Level("s/1", new Transform(List.of(1.0, 1.0, 1.0), List.of(0.0, 0.25, 0.25)))),
          Transform.IDENTITY);

  private static final String AXES_AND_DATASETS =
      "\"axes\":[{\"name\":\"c\",\"type\":\"channel\"},"
          + "{\"name\":\"y\",\"type\":\"space\",\"unit\":\"micrometer\"},"
          + "{\"name\":\"x\",\"type\":\"space\",\"unit\":\"micrometer\"}],"
          + "\"datasets\":[{\"path\":\"0\",\"coordinateTransformations\":"
          + "[{\"type\":\"scale\",\"scale\":[1.0,0.5,0.5]}]},"
          + "{\"path\":\"s/1\",\"coordinateTransformations\":"
          + "[{\"type\":\"scale\",\"scale\":[1.0,1.0,1.0]},"
          + "{\"type\":\"translation\",\"translation\":[0.0,0.25,0.25]}]}]}]";

  private static final String TEXT =
      "axes [c channel, y space micrometer, x space micrometer], levels [0 scale [1.0, 0.5, 0.5],"
          + " s/1 scale [1.0, 1.0, 1.0] translation [0.0, 0.25, 0.25]]";

  @TempDir Path folder;
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void make() {
    cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
    pool = cluster.createPool("p");
    pool.createDataset("image/0", NDArray.arange(DType.UINT8, 2, 8, 8));
    pool.createDataset("image/s/1", NDArray.arange(DType.UINT8, 2, 4, 4));
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private void write(String path, Map<String, ?> json) throws IOException {
    write(path, Json.format(json).array());
  }

  private void write(String path, byte[] text) throws IOException {
    Files.write(folder.resolve("p/image").resolve(path), text);
  }

  private void writeV3(Map<String, Object> attributes) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>(Node.members(Node.Kind.GROUP));
    members.put(Node.ATTRIBUTES, attributes);
    write("zarr.json", members);
  }

  private void toV2() throws IOException {
    Files.delete(folder.resolve("p/image/zarr.json"));
    write(".zgroup", Map.of("zarr_format", 2));
  }

  private static Optional<Multiscale> parsed(Object attributes) {
    ByteBuffer text = Json.format(attributes);
    return Multiscale.find(new JsonObject("here", Json.parse("here", text)));
  }

  @Test
  void whatIsWrittenIsAsTheSpecificationSays() {
    assertEquals(
        "{\"multiscales\":[{\"version\":\"0.4\",\"name\":\"cells\"," + AXES_AND_DATASETS + "}",
        Json.text(IMAGE.json(2)));
    assertEquals(
        "{\"ome\":{\"version\":\"0.5\",\"multiscales\":[{\"name\":\"cells\","
            + AXES_AND_DATASETS
            + "}}",
        Json.text(IMAGE.json(3)));
    assertEquals(Optional.of(IMAGE), parsed(IMAGE.json(2)));
    assertEquals(Optional.of(IMAGE), parsed(IMAGE.json(3)));
    assertEquals(Optional.empty(), parsed(Map.of("name", "cells")));
  }

  @Test
  void aGroupShowsTheImageThatItIs() throws IOException {
    assertEquals("Group image in ZarrPool p", pool.group("image").toString());
    writeV3(IMAGE.json(3));
    assertEquals("Group image in ZarrPool p, " + TEXT, pool.group("image").toString());
    assertEquals(List.of("0"), pool.group("image").listDatasets());
    assertEquals(List.of("s"), pool.group("image").listGroups());
    toV2();
    write(".zattrs", IMAGE.json(2));
    assertEquals("Group image in ZarrPool p, " + TEXT, pool.group("image").toString());
    Files.move(folder.resolve("p/image"), folder.resolve("image"));
    Pool image = cluster.getPool("image");
    assertEquals("ZarrPool image, " + TEXT, image.toString());
    assertEquals(128, image.getDataset("0").get().size());
    image.close();
    assertEquals("ZarrPool image", image.toString());
  }

  @Test
  void transformsOfTheWholeComeLast() {
    Transform whole = new Transform(List.of(1.0, 10.0, 10.0), List.of(0.0, 1.0, 2.0));
    Multiscale image = new Multiscale("", IMAGE.axes(), IMAGE.levels(), whole);
    assertEquals(Optional.of(image), parsed(image.json(3)));
    assertTrue(image.toString().contains("0 scale [1.0, 5.0, 5.0] translation [0.0, 1.0, 2.0]"));
    assertTrue(
        image.toString().contains("s/1 scale [1.0, 10.0, 10.0] translation [0.0, 3.5, 4.5]"));
    Transform only = new Transform(List.of(), List.of(1.0));
    assertEquals(only, Transform.IDENTITY.then(only));
    assertEquals(Transform.IDENTITY, Transform.IDENTITY.then(Transform.IDENTITY));
  }

  @Test
  void whatIsNotAsTheSpecificationSaysIsNoImage() throws IOException {
    String good = Json.text(IMAGE.json(2));
    for (String bad :
        List.of(
            good.replace("[1.0,0.5,0.5]", "[0.5,0.5]"),
            good.replace("[1.0,0.5,0.5]", "[\"1\",0.5,0.5]"),
            good.replace("\"type\":\"scale\"", "\"type\":\"affine\""),
            good.replace("\"path\":\"0\"", "\"path\":0"),
            good.replace("axes", "axis"),
            "{\"multiscales\": 3}",
            "{\"ome\": null}",
            "{\"multiscales\": [7]}")) {
      Map<String, Object> attributes = Json.parse("here", UTF_8.encode(bad));
      assertThrows(DosnaException.class, () -> Multiscale.find(new JsonObject("here", attributes)));
      writeV3(attributes);
      assertEquals("Group image in ZarrPool p", pool.group("image").toString(), bad);
    }
  }

  @Test
  void noAttributesStopAGroup() throws IOException {
    Random random = new Random(20261126);
    toV2();
    byte[] good = Json.text(IMAGE.json(2)).getBytes(UTF_8);
    int images = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] changed = good.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(changed.length);
        changed[at] = good[random.nextInt(good.length)];
      }
      write(".zattrs", changed);
      String text = pool.group("image").toString();
      assertTrue(text.startsWith("Group image in ZarrPool p"), text);
      images += text.contains("levels") ? 1 : 0;
      assertEquals(List.of("0"), pool.group("image").listDatasets());
      assertEquals(128, pool.getDataset("image/0").get().size());
    }
    assertTrue(images > 100 && images < 900, "images: " + images);
  }
}
