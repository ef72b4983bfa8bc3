package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups with consolidated metadata: those follow all that is done below. */
class ConsolidatedMetadataTest {
  private static final DatasetSpec SPEC = DatasetSpec.of(DType.INT16, 6).chunkSize(2);
  private static final String EMPTY_V2 = "{\"zarr_consolidated_format\": 1, \"metadata\": {}}";
  private static final String EMPTY_V3 =
      "{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": {\"kept\": 1},"
          + " \"consolidated_metadata\": {\"kind\": \"inline\", \"must_understand\": false,"
          + " \"metadata\": {}}}";

  @TempDir Path folder;

  private Cluster cluster(int format) {
    return Dosna.with("zarr", "cpu")
        .cluster(folder.toString(), Options.of("zarr_format", format))
        .connect();
  }

  private void consolidate(String group, int format) throws IOException {
    Files.writeString(
        folder.resolve(group).resolve(format == 2 ? ".zmetadata" : "zarr.json"),
        format == 2 ? EMPTY_V2 : EMPTY_V3);
  }

  private static Map<String, Object> document(Path file) {
    try {
      return Json.parse(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Map<?, ?> told(String group, int format) {
    Path path = folder.resolve(group);
    Map<?, ?> block =
        format == 2
            ? document(path.resolve(".zmetadata"))
            : (Map<?, ?>) document(path.resolve("zarr.json")).get("consolidated_metadata");
    return (Map<?, ?>) block.get("metadata");
  }

  private void assertTold(int format, String group, String... nodes) {
    Map<?, ?> told = told(group, format);
    Set<String> paths = new TreeSet<>();
    told.forEach(
        (name, document) -> {
          String entry = (String) name;
          boolean isFile = format == 2;
          paths.add(isFile ? entry.substring(0, Math.max(0, entry.lastIndexOf('/'))) : entry);
          Path file = folder.resolve(group).resolve(isFile ? entry : entry + "/zarr.json");
          if (((Map<?, ?>) document).containsKey("shape") || isFile) {
            assertEquals(document(file), document, entry);
          }
        });
    assertEquals(new TreeSet<>(Set.of(nodes)), paths);
  }

  @Test
  void theyFollowWhatIsDoneBelow() throws IOException {
    for (int format : new int[] {2, 3}) {
      String name = "p" + format;
      try (Cluster cluster = cluster(format);
          Pool pool = cluster.createPool(name)) {
        pool.createGroup("g");
        consolidate(name, format);
        consolidate(name + "/g", format);
        pool.createDataset("g/a", SPEC);
        pool.createDataset("g/h/b", SPEC).attributes().set("unit", "mm");
        pool.createDataset("c", SPEC).resize(9);
        assertTold(format, name, "c", "g/a", "g/h", "g/h/b");
        assertTold(format, name + "/g", "a", "h", "h/b");
        pool.rename("g/h", "moved");
        pool.deleteDataset("g/a");
        pool.group("g").attributes().set("title", "t");
        assertTold(format, name, "c", "g", "moved", "moved/b");
        assertEquals(pool.getDataset("moved/b").attributes().get("unit"), "mm");
        pool.deleteGroup("g");
        assertTold(format, name, "c", "moved", "moved/b");
        pool.attributes().set("own", true);
        assertTrue(pool.attributes().list().contains("own"));
      }
    }
  }

  @Test
  void theyAreNeverBelieved() throws IOException {
    try (Cluster cluster = cluster(3);
        Pool pool = cluster.createPool("p")) {
      Files.writeString(
          folder.resolve("p/zarr.json"),
          EMPTY_V3.replace(
              "\"metadata\": {}", "\"metadata\": {\"no\": {\"node_type\": \"array\"}}"));
      assertFalse(pool.hasDataset("no"));
      pool.createDataset("a", SPEC);
      assertEquals(Set.of("no", "a"), told("p", 3).keySet());
      for (String broken : new String[] {"[]", "3", "{\"metadata\": null}", "null"}) {
        Files.writeString(
            folder.resolve("p/zarr.json"),
            "{\"zarr_format\":3,\"node_type\":\"group\",\"consolidated_metadata\":" + broken + "}");
        pool.getDataset("a").attributes().set("x", broken);
        assertEquals(broken, pool.getDataset("a").attributes().get("x"));
      }
      Files.writeString(folder.resolve("p/.zmetadata"), "no JSON");
      pool.deleteDataset("a");
      assertFalse(pool.hasDataset("a"));
    }
  }

  @Test
  void noneAreMadeWhereThereAreNone() throws IOException {
    try (Cluster cluster = cluster(2);
        Pool pool = cluster.createPool("p")) {
      pool.createDataset("g/a", SPEC).attributes().set("x", 1);
      pool.rename("g", "h");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertTrue(files.noneMatch(file -> file.endsWith(".zmetadata")));
    }
  }

  @Test
  void whatManyDoAtOnceIsAllFollowed()
      throws IOException, InterruptedException, ExecutionException {
    for (int format : new int[] {2, 3}) {
      String name = "many" + format;
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try (Cluster cluster = cluster(format);
          Pool pool = cluster.createPool(name)) {
        consolidate(name, format);
        for (Future<?> done :
            IntStream.range(0, 40)
                .mapToObj(i -> threads.submit(() -> makeAndChange(pool, i)))
                .toList()) {
          done.get();
        }
        assertTold(
            format,
            name,
            IntStream.range(0, 40)
                .filter(i -> i % 4 != 0)
                .mapToObj(i -> "d" + i)
                .toArray(String[]::new));
      } finally {
        threads.shutdown();
      }
    }
  }

  private static void makeAndChange(Pool pool, int i) {
    pool.createDataset("d" + i, SPEC).attributes().set("number", i);
    if (i % 4 == 0) {
      pool.deleteDataset("d" + i);
    }
  }
}
