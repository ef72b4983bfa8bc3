package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dosna.AlreadyExistsException;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Member;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** Groups of datasets and further groups. A backend without them refuses them. */
abstract class GroupContract extends StoreContract {
  private static final NDArray DATA = NDArray.of(new int[] {1, 2, 3, 4, 5});

  /** Also deletes the pool in the end: what groups leave behind must not be in the way. */
  @Override
  Pool firstPool() {
    return onlyPool();
  }

  /** Whether the backend keeps groups; if not, makes sure that it says so. */
  private boolean keepsGroups() {
    boolean keeps = store.capabilities().contains(Capability.GROUPS);
    if (!keeps) {
      assertRefused(DosnaException.class, () -> pool.createGroup("entry"), "'entry'", "groups");
      assertRefused(DosnaException.class, () -> pool.createDataset("entry/x", DATA), "groups");
      assertFalse(pool.hasGroup("entry"));
      assertEquals(List.of(), pool.listGroups());
      assertEquals(List.of(), pool.listDatasets());
    }
    return keeps;
  }

  private Dataset create(String path) {
    return pool.createDataset(path, DATA, 2);
  }

  private Pool again() {
    return connect().getPool(POOL);
  }

  private static List<String> paths(Stream<Member> members) {
    return members.map(m -> m.path() + (m.isGroup() ? "/" : "")).toList();
  }

  @Test
  void aDatasetIsFoundByItsPath() {
    if (keepsGroups()) {
      Dataset scan = create("entry/data/scan1");
      assertEquals("entry/data/scan1", scan.name());
      Pool seen = again();
      assertEquals(DATA, seen.getDataset("entry/data/scan1").get());
      assertEquals(DATA, seen.group("entry").getDataset("data/scan1").get());
      assertEquals(DATA, seen.group("entry/data").getDataset("scan1").get());
      assertEquals(List.of(), seen.listDatasets());
      assertEquals(List.of("entry"), seen.listGroups());
      assertEquals(List.of("data"), seen.group("entry").listGroups());
      assertEquals(List.of("scan1"), seen.group("entry").group("data").listDatasets());
      assertTrue(seen.hasDataset("entry/data/scan1") && seen.hasGroup("entry/data"));
      assertFalse(seen.hasDataset("entry/data") || seen.hasGroup("entry/data/scan1"));
      assertFalse(seen.hasDataset("scan1") || seen.hasGroup("data"));
      assertEquals(DATA, seen.getDataset(scan.name()).get());
    }
  }

  @Test
  void aGroupKnowsWhereItIs() {
    if (keepsGroups()) {
      Group data = pool.createGroup("entry/data");
      assertEquals("entry/data", data.path());
      assertEquals("data", data.name());
      Group entry = data.parent().orElseThrow();
      assertEquals("entry", entry.path());
      Group top = entry.parent().orElseThrow();
      assertEquals(List.of("", POOL), List.of(top.path(), top.name()));
      assertEquals(Optional.empty(), top.parent());
      assertEquals(List.of("entry"), top.listGroups());
      assertTrue(data.toString().contains("entry/data"), data::toString);
    }
  }

  @Test
  void anEmptyGroupStays() {
    if (keepsGroups()) {
      pool.createGroup("a/b");
      assertTrue(again().hasGroup("a/b"));
      assertRefused(AlreadyExistsException.class, () -> pool.createGroup("a/b"), "'a/b'");
      assertRefused(AlreadyExistsException.class, () -> again().createGroup("a"), "'a'");
      again().deleteGroup("a/b");
      assertFalse(pool.hasGroup("a/b"));
      assertTrue(pool.hasGroup("a"));
      assertRefused(NotFoundException.class, () -> pool.deleteGroup("a/b"), "'a/b'");
      assertRefused(NotFoundException.class, () -> pool.group("a").group("b"), "'b'", "'a'");
      create("a/x").delete();
      assertTrue(again().hasGroup("a"));
    }
  }

  @Test
  void aPathIsADatasetOrAGroup() {
    if (keepsGroups()) {
      create("data");
      pool.createGroup("group");
      String[] inData = {"data/x", "data/0", "data/x/y"};
      for (String path : inData) {
        assertRefused(AlreadyExistsException.class, () -> create(path), "'data'");
        assertRefused(AlreadyExistsException.class, () -> pool.createGroup(path), "'data'");
        assertFalse(pool.hasDataset(path) || pool.hasGroup(path));
        assertRefused(NotFoundException.class, () -> pool.getDataset(path));
      }
      assertRefused(AlreadyExistsException.class, () -> pool.createGroup("data"), "'data'");
      assertRefused(AlreadyExistsException.class, () -> create("group"), "'group'");
      assertRefused(NotFoundException.class, () -> pool.getDataset("group"), "'group'");
      assertRefused(NotFoundException.class, () -> pool.group("data"), "'data'");
      assertEquals(DATA, again().getDataset("data").get());
      assertEquals(List.of("group"), again().listGroups());
    }
  }

  @Test
  void namesLikeChunksAreNamesInAGroup() {
    if (keepsGroups()) {
      String[] names = {"0", "0.0", "1.2.3", "chunk_0.h5", "dataset.h5", "c", "😀", " ", "100%"};
      for (String name : names) {
        create(name + "/" + name + "/" + name);
      }
      Pool seen = again();
      for (String name : names) {
        assertEquals(List.of(name), seen.group(name).listGroups());
        assertEquals(List.of(name), seen.group(name + "/" + name).listDatasets());
        assertEquals(DATA, seen.getDataset(name + "/" + name + "/" + name).get());
        assertEquals(3, seen.getDataset(name + "/" + name + "/" + name).countStoredChunks());
      }
      assertEquals(Stream.of(names).sorted().toList(), seen.listGroups());
      cluster.deletePool(POOL);
      assertEquals(List.of(), connect().listPools());
    }
  }

  @Test
  void wrongPathsAreRefused() {
    if (keepsGroups()) {
      create("a/b");
      String[] wrong = {"/", "/a", "a/", "a//b", "a/../b", "a/./b", "a/.b", "a/b\\c", "a/\0", ""};
      for (String path : wrong) {
        assertRefused(DosnaException.class, () -> create(path), "name");
        assertRefused(DosnaException.class, () -> pool.createGroup(path), "name");
        assertRefused(DosnaException.class, () -> pool.rename("a/b", path), "name");
      }
      String deep = "x/".repeat(500) + "x";
      assertRefused(DosnaException.class, () -> create(deep), "bytes");
      assertEquals(List.of("a/", "a/b"), paths(again().walk()));
    }
  }

  @Test
  void deletingAGroupDeletesWhatIsInIt() {
    if (keepsGroups()) {
      create("entry/data/scan1");
      create("entry/data/deep/er/scan2");
      create("entry/scan3");
      create("entry2/scan4");
      create("scan5");
      Dataset open = again().getDataset("entry/scan3");
      pool.deleteGroup("entry");
      assertEquals(List.of("entry2/", "entry2/scan4", "scan5"), paths(again().walk()));
      assertEquals(DATA, again().getDataset("entry2/scan4").get());
      assertThrows(DosnaException.class, open::get);
      create("entry/data/scan1").set("0", 7);
      assertEquals(7, again().getDataset("entry/data/scan1").get("0").getLong());
      assertFalse(again().hasGroup("entry/data/deep"));
    }
  }

  @Test
  void groupsAndPoolsHaveAttributes() {
    if (keepsGroups() && store.capabilities().contains(Capability.ATTRIBUTES)) {
      create("entry/data/scan");
      Group[] owners = {pool, pool.group("entry"), pool.group("entry/data")};
      for (Group owner : owners) {
        owner.attributes().set("where", owner.path());
        owner.attributes().set("numbers", new double[] {1, owner.path().length()});
        owner.attributes().set("gone", true);
        assertTrue(owner.attributes().remove("gone"));
        assertFalse(owner.attributes().remove("gone"));
      }
      Pool seen = again();
      for (Group owner : new Group[] {seen, seen.group("entry"), seen.group("entry/data")}) {
        assertEquals(List.of("numbers", "where"), owner.attributes().list());
        assertEquals(owner.path(), owner.attributes().get("where"));
        double[] numbers = (double[]) owner.attributes().get("numbers");
        assertArrayEquals(new double[] {1, owner.path().length()}, numbers);
        assertRefused(
            NotFoundException.class,
            () -> owner.attributes().get("none"),
            "'none'",
            "'where'",
            owner.name());
      }
      assertEquals(List.of("entry/", "entry/data/", "entry/data/scan"), paths(seen.walk()));
      assertEquals(List.of(), seen.getDataset("entry/data/scan").attributes().list());
      assertEquals(List.of(), pool.createGroup("other").attributes().list());
    }
  }

  @Test
  void aDatasetIsRenamed() {
    if (keepsGroups()) {
      Dataset old = create("a/old");
      boolean attributes = store.capabilities().contains(Capability.ATTRIBUTES);
      if (attributes) {
        old.attributes().set("unit", "mm");
      }
      pool.rename("a/old", "b/c/new");
      assertEquals(List.of("a/", "b/", "b/c/", "b/c/new"), paths(again().walk()));
      Dataset renamed = again().getDataset("b/c/new");
      assertEquals(DATA, renamed.get());
      assertEquals(3, renamed.countStoredChunks());
      assertEquals(attributes ? List.of("unit") : List.of(), renamed.attributes().list());
      assertRefused(DosnaException.class, old::get, "a/old");
      assertRefused(DosnaException.class, () -> old.set("0", 3), "a/old");
      assertRefused(DosnaException.class, old::delete, "a/old");
      renamed.set("0", 9);
      create("a/old").set("0", 8);
      assertEquals(9, again().getDataset("b/c/new").get("0").getLong());
      assertEquals(8, again().getDataset("a/old").get("0").getLong());
      pool.group("b").rename("c/new", "top");
      assertEquals(9, again().getDataset("b/top").get("0").getLong());
    }
  }

  @Test
  void aGroupIsRenamedWithAllInIt() {
    if (keepsGroups()) {
      create("entry/data/scan");
      create("entry/0");
      create("entry2/scan");
      boolean attributes = store.capabilities().contains(Capability.ATTRIBUTES);
      if (attributes) {
        pool.group("entry/data").attributes().set("unit", "mm");
      }
      pool.createGroup("entry/empty");
      Dataset open = again().getDataset("entry/data/scan");
      pool.rename("entry", "moved/here");
      assertEquals(
          List.of(
              "entry2/",
              "entry2/scan",
              "moved/",
              "moved/here/",
              "moved/here/0",
              "moved/here/data/",
              "moved/here/data/scan",
              "moved/here/empty/"),
          paths(again().walk()));
      assertEquals(DATA, again().getDataset("moved/here/data/scan").get());
      assertEquals(DATA, again().getDataset("moved/here/0").get());
      assertThrows(DosnaException.class, open::get);
      if (attributes) {
        assertEquals("mm", again().group("moved/here/data").attributes().get("unit"));
      }
    }
  }

  @Test
  void aRenameThatCannotBeChangesNothing() {
    if (keepsGroups()) {
      create("a/b");
      create("c");
      pool.createGroup("d");
      assertRefused(AlreadyExistsException.class, () -> pool.rename("a/b", "c"), "'c'");
      assertRefused(AlreadyExistsException.class, () -> pool.rename("a/b", "d"), "'d'");
      assertRefused(AlreadyExistsException.class, () -> pool.rename("a", "d"), "'d'");
      assertRefused(AlreadyExistsException.class, () -> pool.rename("a/b", "c/x"), "'c'");
      assertRefused(DosnaException.class, () -> pool.rename("a", "a/x"), "'a'");
      assertRefused(DosnaException.class, () -> pool.rename("a", "a"), "'a'");
      assertRefused(NotFoundException.class, () -> pool.rename("x", "y"), "'x'", "'a'", "'c'");
      assertEquals(List.of("a/", "a/b", "c", "d/"), paths(again().walk()));
      assertEquals(DATA, again().getDataset("a/b").get());
      assertEquals(DATA, again().getDataset("c").get());
    }
  }

  @Test
  void walksGoAsDeepAndAsFarAsAsked() {
    if (keepsGroups()) {
      Stream.of("scan1", "a/scan2", "a/b/scan3", "a/b/dark", "c/scan").forEach(this::create);
      Pool seen = again();
      assertEquals(List.of("a/", "c/", "scan1"), paths(seen.walk(1)));
      assertEquals(List.of("a/", "a/b/", "a/scan2", "c/", "c/scan", "scan1"), paths(seen.walk(2)));
      assertEquals(
          List.of("a/b/scan3", "a/scan2", "c/scan", "scan1"), paths(seen.walk("**/scan*")));
      assertEquals(List.of("a/scan2", "c/scan"), paths(seen.walk("*/scan*")));
      assertEquals(List.of("a/b/scan3"), paths(seen.walk("a/**/scan[0-9]").skip(0).limit(1)));
      assertEquals(List.of("b/dark", "b/scan3"), paths(seen.group("a").walk("b/*")));
      assertEquals(List.of("c/"), paths(seen.walk("?").skip(1)));
      assertRefused(DosnaException.class, () -> seen.walk(0), "0");
      assertRefused(DosnaException.class, () -> seen.walk("[a"), "[a");
    }
  }

  @Test
  void operationsMakeDatasetsInGroups() {
    if (keepsGroups()) {
      Dataset source = create("raw/scan");
      assertEquals(DATA, source.copy("copies/one").get());
      assertEquals(DATA, source.copy(pool.createGroup("other"), "two", 3).get());
      assertEquals(DATA, source.map((block, where) -> block, "done/by/map").get());
      assertEquals(-7, source.cloneStructure("empty/clone").spec().fillValue(-7).fillValue());
      assertEquals(
          List.of("copies/one", "done/by/map", "empty/clone", "other/two", "raw/scan"),
          again().walk().filter(m -> !m.isGroup()).map(Member::path).toList());
    }
  }

  @Test
  void aReadOnlyPoolKeepsItsGroups() {
    if (keepsGroups()) {
      create("a/b");
      Pool readOnly = connect().getPool(POOL, OpenMode.READ_ONLY);
      assertRefused(DosnaException.class, () -> readOnly.createGroup("x"), "READ_ONLY");
      assertRefused(DosnaException.class, () -> readOnly.deleteGroup("a"), "READ_ONLY");
      assertRefused(DosnaException.class, () -> readOnly.rename("a", "x"), "READ_ONLY");
      Group group = readOnly.group("a");
      assertRefused(DosnaException.class, () -> group.createDataset("x", DATA), "READ_ONLY");
      assertRefused(DosnaException.class, () -> group.attributes().set("x", 1), "READ_ONLY");
      assertEquals(List.of("a/", "a/b"), paths(again().walk()));
    }
  }

  @Test
  void ofSeveralCreatorsInNewGroupsOneWins() throws Exception {
    if (keepsGroups()) {
      int threads = independent(4);
      Pool[] pools = Stream.generate(this::again).limit(threads).toArray(Pool[]::new);
      for (int round = 0; round < Effort.times(10); round++) {
        String path = "round" + round + "/deep/data";
        AtomicInteger winners = new AtomicInteger();
        Race.run(
            threads,
            thread -> {
              try {
                pools[thread].createDataset(path, DatasetSpec.of(DATA.dtype(), 5));
                winners.incrementAndGet();
              } catch (AlreadyExistsException e) {
                assertTrue(e.getMessage().contains(path), e.getMessage());
              }
            });
        assertEquals(1, winners.get());
        assertTrue(again().hasDataset(path));
      }
    }
  }
}
