package org.dosna.examples.command;

import static org.dosna.examples.command.Run.ok;
import static org.dosna.examples.command.Run.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.image.Downsample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chunk map, pyramids, and how fast a store is. */
class LookCommandTest {
  @TempDir private Path folder;

  private Store store;

  @BeforeEach
  void createStore() {
    store = new Store(folder);
    store.put("scan", NDArray.arange(DType.FLOAT32, 4, 6, 8), 2, 3, 4);
  }

  private List<String> map(String... command) {
    List<String> out = ok(command);
    int start = 0;
    while (!out.get(start).startsWith("chunk map")) {
      start++;
    }
    return out.subList(start, out.size() - 1);
  }

  @Test
  void whichChunksAreStored() {
    String sparse = store.at("sparse");
    ok("create", sparse, "--dtype=u1", "--shape=4,6,8", "--chunks=2,3,4");
    ok("set", sparse, "0, 0, 0", "1");
    ok("set", sparse, "3, 5, :", "1");
    assertEquals(
        List.of("chunk map: 2 x 2, all 2 planes together", "  +.", "  ++"),
        map("info", "--map", sparse));
    assertEquals(
        List.of("chunk map: 2 x 2, plane [1]", "  ..", "  ##"),
        map("info", "--map", "--plane=1", sparse));
    String json = ok("info", "--json", "--plane=0", sparse).get(0);
    assertTrue(json.contains("\"planes\": 1, \"stored\": [[1, 0], [0, 0]]}"), json);
    refused(2, "--plane has a position inside the grid [2, 2, 2]", "info", "--plane=2", sparse);
    refused(2, "--plane has", "info", "--plane=0,0", sparse);
    ok("create", store.at("empty"), "--dtype=u1", "--shape=0,3");
    refused(2, "has no chunk map", "info", "--map", store.at("empty"));
  }

  @Test
  void theMapOfAHugeGridIsSmall() {
    String huge = store.at("huge");
    ok("create", huge, "--dtype=u1", "--shape=1000000,1000000", "--chunks=100,100");
    ok("set", huge, "999999, 0", "1");
    List<String> map = map("info", "--map", huge);
    assertEquals(25, map.size());
    assertEquals("  -" + ".".repeat(63), map.get(24));
    ok("create", store.at("line"), "--dtype=u1", "--shape=100", "--chunks=1");
    ok("set", store.at("line"), "0", "1");
    assertEquals("  +" + ".".repeat(63), map("info", "--map", store.at("line")).get(1));
  }

  @Test
  void levelsOfADataset() {
    ok(
        "pyramid",
        store.at("scan"),
        store.at("levels"),
        "--factors",
        "1,2,2",
        "--downsample",
        "max");
    assertEquals(List.of("0", "1"), ok("ls", store.at("levels")));
    NDArray scan = store.get("scan");
    assertEquals(Downsample.max().of(scan, 1, 2, 2), store.get("levels/1"));
    String zarr = "zarr:" + folder + "#levels.zarr";
    ok("pyramid", store.at("scan"), zarr, "--levels", "3", "--spacing", "2,1,1", "--unit", "mm");
    assertEquals(List.of("0", "1", "2"), ok("ls", zarr));
    refused(
        2, "factors are 1 or 3", "pyramid", store.at("scan"), store.at("x"), "--factors", "1,2");
    refused(2, "is 1 or more", "pyramid", store.at("scan"), store.at("x"), "--levels", "0");
    refused(2, "--downsample", "pyramid", store.at("scan"), store.at("x"), "--downsample", "best");
    refused(1, "exists already", "pyramid", store.at("scan"), store.at("levels"));
    assertEquals(List.of("0", "1"), ok("ls", store.at("levels")));
  }

  @Test
  void howFastAStoreIs() {
    List<String> out = ok("bench", store.at(""), "--shape=8,9,10", "--rounds=1", "--codecs=gzip:1");
    assertEquals(6, out.size(), out.toString());
    assertTrue(out.get(1).matches("write +\\d+\\.\\d MiB/s"), out.get(1));
    String json =
        ok("bench", store.at(""), "--shape=5", "--dtype=u1", "--rounds=1", "--json").get(0);
    assertTrue(json.startsWith("{\"write\": "), json);
    assertEquals(List.of("scan"), ok("ls", store.at("")));
    refused(2, "--rounds is 1", "bench", store.at(""), "--rounds=0");
    refused(2, "No dtype 'x'", "bench", store.at(""), "--dtype=x");
    refused(1, "not found", "bench", store.at("") + "none");
  }
}
