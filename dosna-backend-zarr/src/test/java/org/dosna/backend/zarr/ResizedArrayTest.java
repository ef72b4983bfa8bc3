package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shape and what the marker says of it, which are two files, are seen as they belong. */
class ResizedArrayTest {
  private static final String ARRAY = "pool/data";

  @TempDir Path folder;

  /** Done once, just after the metadata were looked at. */
  private final AtomicReference<Optional<Runnable>> between =
      new AtomicReference<>(Optional.empty());

  private Cluster cluster;
  private Dataset data;
  private ArrayObject array;

  @BeforeEach
  void create() {
    cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
    data =
        cluster
            .createPool("pool")
            .createDataset("data", DatasetSpec.of(DType.INT32, 20).chunkSize(4));
    array = find(watched(new DirectoryStore(folder, 1)));
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private static ArrayObject find(TreeStore store) {
    return ArrayObject.find(store, new Node(store, ARRAY)).orElseThrow();
  }

  private TreeStore watched(TreeStore store) {
    Object proxy =
        Proxy.newProxyInstance(
            ResizedArrayTest.class.getClassLoader(),
            new Class<?>[] {TreeStore.class},
            (self, method, arguments) -> {
              try {
                Object result = method.invoke(store, arguments);
                if (method.getName().startsWith("get")
                    && arguments[0].equals(ARRAY + "/" + Node.METADATA)) {
                  between.getAndSet(Optional.empty()).ifPresent(Runnable::run);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return (TreeStore) proxy;
  }

  /** Or what is dropped would be read as fill value. */
  @Test
  void noShrinkIsCountedOfWhichTheShapeIsNotSeen() {
    between.set(
        Optional.of(
            () -> {
              data.resize(6);
              array.requireCurrent(); // as another thread does that writes a chunk
            }));
    assertEquals(1, array.shrinks());
    assertArrayEquals(new long[] {6}, array.spec().shape());
  }

  /** Or what is appended would be cut off by a writer who keeps to the shape before it. */
  @Test
  void writersKeepToTheShapeThatIsWrittenOrShown() {
    array.setWriting(Optional.of(new long[] {30}));
    between.set(
        Optional.of(
            () -> {
              find(new DirectoryStore(folder, 1)).show(new long[] {30}, false);
              array.requireCurrent();
            }));
    assertArrayEquals(new long[] {30}, array.presentKept().shape());
  }

  @Test
  void aShrinkOfOneWhoDiedOnTheWayIsCountedByTheNext() throws IOException {
    array.setWriting(Optional.of(new long[] {20}));
    data.resize(30);
    assertEquals(1, array.shrinks());
    String marker = Files.readString(folder.resolve(ARRAY).resolve(Marker.NAME));
    assertTrue(marker.contains("\"shrinks\"") && !marker.contains("writing"), marker);
    data.resize(40);
    assertEquals(1, array.shrinks());
  }
}
