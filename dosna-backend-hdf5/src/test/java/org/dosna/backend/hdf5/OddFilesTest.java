package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Npy;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What has the name of a file but is none: a link that leads nowhere, as to a disk that is not
 * mounted, a pipe, which whoever opens it waits for, a socket, a device, a folder. It is an error
 * at once that names it; it is not missing, and is not replaced by what would be a part only.
 */
class OddFilesTest {
  enum Kind {
    DANGLING_LINK,
    LINK_TO_ITSELF,
    PIPE,
    LINK_TO_PIPE,
    SOCKET,
    LINK_TO_DEVICE,
    FOLDER;

    void put(Path place) throws Exception {
      Files.deleteIfExists(place);
      Path other = place.resolveSibling("other-" + place.getFileName());
      switch (this) {
        case DANGLING_LINK -> Files.createSymbolicLink(place, Path.of("unmounted/disk"));
        case LINK_TO_ITSELF -> Files.createSymbolicLink(place, place.getFileName());
        case PIPE -> makePipe(place);
        case LINK_TO_PIPE -> {
          makePipe(other);
          Files.createSymbolicLink(place, other);
        }
        case SOCKET ->
            ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(place))
                .close();
        case LINK_TO_DEVICE -> Files.createSymbolicLink(place, Path.of("/dev/zero"));
        case FOLDER -> Files.createDirectory(place);
      }
    }

    private static void makePipe(Path place) throws Exception {
      assertEquals(0, new ProcessBuilder("mkfifo", place.toString()).start().waitFor());
    }
  }

  private static final DatasetSpec SPEC = DatasetSpec.of(DType.INT32, 8).chunkSize(4);

  @TempDir Path folder;
  private Cluster cluster;
  private Pool pool;
  private Dataset data;
  private Path dataFolder;

  @BeforeEach
  void createDataset() {
    cluster = Stores.connect(folder);
    pool = cluster.createPool("pool");
    data = pool.createDataset("data", SPEC, NDArray.full(DType.INT32, 7, 8));
    dataFolder = folder.resolve("pool/data");
  }

  @ParameterizedTest
  @EnumSource
  void asAChunk(Kind kind) throws Exception {
    Path chunk = dataFolder.resolve("chunk_1.h5");
    kind.put(chunk);
    assertRefused(data::get, chunk);
    assertRefused(() -> data.get("4"), chunk);
    assertRefused(() -> data.set("4", 1), chunk);
    assertRefused(() -> data.hasChunk(1), chunk);
    assertRefused(() -> data.getChunk(1), chunk);
    assertRefused(() -> data.createChunk(1), chunk);
    assertRefused(() -> data.resize(7), chunk);
    assertTrue(Files.exists(chunk, LinkOption.NOFOLLOW_LINKS), "it has gone");
    data.set("1", 1);
    assertEquals(NDArray.of(new int[] {7, 1, 7, 7}), data.get(":4"));
    assertEquals(List.of(), Stores.leftOvers(folder));
    if (kind != Kind.FOLDER) {
      data.set("4:", 5);
      assertEquals(NDArray.full(DType.INT32, 5, 3), data.get("4:7"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void asALock(Kind kind) throws Exception {
    Path lock = dataFolder.resolve(".lock");
    Dataset other = pool.createDataset("other", SPEC);
    cluster.disconnect();
    kind.put(lock);
    cluster.connect();
    pool.open();
    assertRefused(() -> data.set("4", 1), lock);
    assertRefused(() -> data.set("...", 1), lock);
    assertRefused(() -> data.attributes().set("a", 1), lock);
    assertRefused(() -> data.resize(4), lock);
    assertRefused(() -> pool.getDataset("data"), lock);
    assertEquals(NDArray.full(DType.INT32, 7, 8), data.get());
    other.set("3", 1);
    assertEquals(1, other.get("3").getLong());
  }

  @ParameterizedTest
  @EnumSource(names = "FOLDER", mode = EnumSource.Mode.EXCLUDE)
  void asADescription(Kind kind) throws Exception {
    Path description = dataFolder.resolve("dataset.h5");
    kind.put(description);
    assertRefused(data::get, description);
    assertRefused(() -> data.set("4", 1), description);
    assertRefused(() -> data.attributes().list(), description);
    assertRefused(() -> data.attributes().set("a", 1), description);
    assertRefused(() -> pool.getDataset("data"), description);
    assertRefused(() -> pool.createDataset("data", SPEC), "exists already");
    assertEquals(List.of("data"), pool.listDatasets());
    assertTrue(Files.exists(description, LinkOption.NOFOLLOW_LINKS), "it has gone");
    pool.createDataset("other", SPEC).set("1", 1);
  }

  @ParameterizedTest
  @EnumSource
  void asAttributesOfAGroup(Kind kind) throws Exception {
    Path attributes = folder.resolve("pool/.group.h5");
    kind.put(attributes);
    assertRefused(() -> pool.attributes().list(), attributes);
    assertRefused(() -> pool.attributes().set("a", 1), attributes);
    assertTrue(Files.exists(attributes, LinkOption.NOFOLLOW_LINKS), "it has gone");
  }

  @Test
  void aMarkerMayBeALinkToNowhere() throws Exception {
    pool.deleteDataset("data");
    Kind.DANGLING_LINK.put(folder.resolve("pool/.dosna"));
    assertEquals(List.of("pool"), cluster.listPools());
    cluster.deletePool("pool");
  }

  @Test
  void aPoolOnADiskThatIsNotMounted() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("unmounted/disk"));
    assertRefused(() -> cluster.getPool("link"), link, "leads nowhere");
    assertRefused(() -> cluster.getPool("link", OpenMode.READ_ONLY), link, "leads nowhere");
    assertRefused(() -> cluster.hasPool("link"), link, "leads nowhere");
    assertRefused(() -> cluster.deletePool("link"), link, "leads nowhere");
    assertRefused(() -> cluster.createPool("link"), "exists already");
    assertRefused(() -> Stores.connect(link), link, "leads nowhere");
    Files.createSymbolicLink(folder.resolve("pool/gone"), Path.of("unmounted/disk"));
    assertRefused(() -> pool.getDataset("gone"), "gone", "leads nowhere");
    assertRefused(() -> pool.hasDataset("gone"), "gone", "leads nowhere");
    assertRefused(() -> pool.hasGroup("gone"), "gone", "leads nowhere");
    assertEquals(List.of("data"), pool.listDatasets());
  }

  @Test
  void missingSourcesAreNotFound() {
    Path file = folder.resolve("missing");
    for (Executable opening :
        List.<Executable>of(
            () -> Npy.open(file),
            () -> Npy.read(file),
            () -> Hdf5Source.open(file, "/data"),
            () -> Hdf5Source.list(file))) {
      NotFoundException e = assertThrows(NotFoundException.class, opening);
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  /** As is all that is no HDF5 file, a plain text for instance. */
  @Test
  void otherFilesAreNoHdf5Files() throws Exception {
    Path file = Files.writeString(folder.resolve("text"), "a,b\n1,2\n".repeat(1000));
    assertRefused(() -> Hdf5Source.open(file, "/data"), file, "no signature of HDF5");
    Files.copy(file, dataFolder.resolve("dataset.h5"), StandardCopyOption.REPLACE_EXISTING);
    assertRefused(() -> pool.getDataset("data"), "dataset.h5", "no signature of HDF5");
    Files.copy(file, dataFolder.resolve("chunk_0.h5"), StandardCopyOption.REPLACE_EXISTING);
    assertRefused(() -> data.get("0"), "HDF5");
  }

  @ParameterizedTest
  @EnumSource
  void asASource(Kind kind) throws Exception {
    Path file = folder.resolve("source");
    kind.put(file);
    assertRefused(() -> Hdf5Source.open(file, "/data"), file);
    assertRefused(() -> Hdf5Source.list(file), file);
    assertRefused(() -> Npy.open(file), file);
    assertRefused(() -> Npy.read(file), file);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("native")
  void asAFileThatASourceLeadsTo(Kind kind) throws Exception {
    Path file = folder.resolve("source.h5");
    Native.python(
        "h5py.File(sys.argv[1], 'w')['link'] = h5py.ExternalLink('target.h5', '/data')", file);
    Path target = folder.resolve("target.h5");
    kind.put(target);
    assertRefused(() -> Hdf5Source.open(file, "/link"), "target.h5");
  }
}
