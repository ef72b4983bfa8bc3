package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dosna.AlreadyExistsException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.ImageLevels;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.image.Downsample;
import org.dosna.image.Pyramid;
import org.junit.jupiter.api.Test;

/** Levels of a dataset are what an array in memory becomes, level by level. */
abstract class PyramidContract extends StoreContract {
  private Dataset scan(String name) {
    NDArray data = NDArray.random(DType.UINT16, 1, 13, 9, 20);
    return pool.createDataset(
        name, DatasetSpec.of(DType.UINT16, 13, 9, 20).chunkSize(4, 3, 7), data);
  }

  /** Where levels are made: the pool, if there are no groups. */
  private Group group(String name) {
    return store.capabilities().contains(Capability.GROUPS) ? pool.createGroup(name) : pool;
  }

  private static void assertLevels(NDArray finest, Pyramid pyramid, Downsample how, int... factor) {
    NDArray expected = finest;
    for (Dataset level : pyramid.levels()) {
      assertEquals(expected, level.get(), level.toString());
      assertArrayEquals(pyramid.level(0).chunkSize(), level.chunkSize());
      expected = how.of(expected, factor);
    }
  }

  @Test
  void eachLevelIsMadeOfTheOneBeforeIt() {
    Dataset scan = scan("scan");
    Group group = group("levels");
    Pyramid pyramid = Pyramid.build(scan, group, 4, Downsample.mean(), 1, 2, 3);
    assertTrue(group.listDatasets().containsAll(List.of("0", "1", "2", "3")));
    assertArrayEquals(shape(13, 2, 1), pyramid.level(3).shape());
    assertLevels(scan.get(), pyramid, Downsample.mean(), 1, 2, 3);
    assertLevels(scan.get(), Pyramid.open(group), Downsample.mean(), 1, 2, 3);
    assertTrue(pool.hasDataset("scan"));
  }

  @Test
  void levelsAreFound() {
    Group group = group("levels");
    assertEquals(Optional.empty(), group.levels());
    Pyramid.build(scan("scan"), group, 4, Downsample.stride(), 1, 2, 3);
    ImageLevels levels = group.levels().orElseThrow();
    assertEquals(
        List.of("0", "1", "2", "3"),
        levels.levels().stream().map(ImageLevels.Level::dataset).toList());
    assertEquals(
        List.of(
            List.of(1.0, 1.0, 1.0),
            List.of(1.0, 2.0, 3.0),
            List.of(1.0, 4.0, 9.0),
            List.of(1.0, 8.0, 27.0)),
        levels.levels().stream().map(ImageLevels.Level::step).toList());
  }

  @Test
  void whatIsNotSmallerIsNoLevel() {
    Group group = group("levels");
    group.createDataset("0", NDArray.zeros(DType.INT8, 4, 4));
    group.createDataset("1", NDArray.zeros(DType.INT8, 4, 5));
    assertEquals(Optional.empty(), group.levels());
  }

  @Test
  void theFinestLevelMayBeThere() {
    Group group = group("scan");
    Dataset scan = scan(group.path().isEmpty() ? "0" : "scan/0");
    Pyramid pyramid = Pyramid.build(scan, group, 3, Downsample.max());
    assertEquals(List.of("0", "1", "2"), group.listDatasets());
    assertLevels(scan.get(), pyramid, Downsample.max(), 2);
  }

  @Test
  void whatFailsLeavesNothingBehind() {
    Dataset scan = scan("scan");
    Group group = group("levels");
    assertRefused(
        DosnaException.class, () -> Pyramid.build(scan, group, 0, Downsample.max()), "not 0");
    assertRefused(
        DosnaException.class,
        () -> Pyramid.build(scan, group, 2, Downsample.max(), 2, 2),
        "[2, 2]");
    group.createDataset("2", DatasetSpec.of(DType.INT8, 2));
    assertRefused(
        AlreadyExistsException.class, () -> Pyramid.build(scan, group, 3, Downsample.max()), "2");
    assertFalse(group.hasDataset("0") || group.hasDataset("1"));
    assertRefused(NotFoundException.class, () -> Pyramid.open(group), "0");
    Pyramid two = Pyramid.build(scan, group, 2, Downsample.stride());
    assertRefused(DosnaException.class, () -> two.level(2), "no level 2", "0 to 1");
  }
}
