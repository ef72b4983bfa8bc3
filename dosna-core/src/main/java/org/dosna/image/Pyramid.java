package org.dosna.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.Arguments;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.ImageLevels;
import org.dosna.Job;

/**
 * A dataset in levels of ever smaller shapes, to be looked at from afar: the datasets {@code 0}
 * (the finest), {@code 1}, {@code 2} and so on of a group. Each level is made of the one before it,
 * chunk by chunk on the engine of the group's cluster, so that the finest is read once; a few
 * blocks are in memory at a time.
 *
 * <pre>{@code
 * Spacing spacing = Spacing.of(2, 0.65, 0.65).unit("micrometer");
 * Pyramid.build(scan, pool.createGroup("scan-pyramid"), 5, Downsample.mean(), spacing, 1, 2, 2);
 * NDArray overview = Pyramid.open(pool.group("scan-pyramid")).level(4).get();
 * }</pre>
 */
public final class Pyramid {
  private final List<Dataset> levels;

  private Pyramid(List<Dataset> levels) {
    this.levels = List.copyOf(levels);
  }

  /**
   * Makes the levels of a dataset. If that fails, those that were made are removed again, but in a
   * {@link Job}. Under MPI the ranks share the work, so all of them have to call it.
   *
   * @param finest the dataset; copied to the group as level 0, unless it is that already
   * @param group where the levels are made
   * @param levels how many there are, level 0 included
   * @param how what becomes of a box of elements
   * @param factor how much smaller a level is than the one before it, for each axis or for all;
   *     left out, 2
   * @return the levels
   * @throws DosnaException if levels or factor are not allowed, {@code how} is not defined for the
   *     dtype, or a dataset has one of the names
   */
  public static Pyramid build(
      Dataset finest, Group group, int levels, Downsample how, int... factor) {
    Arguments.require("finest", finest);
    double[] step = new double[finest.ndim()];
    Arrays.fill(step, 1);
    return build(finest, group, levels, how, Spacing.of(step), factor);
  }

  /**
   * Makes the levels of a dataset whose elements lie some distance apart, which formats for images
   * keep with it.
   *
   * @param finest the dataset; copied to the group as level 0, unless it is that already
   * @param group where the levels are made
   * @param levels how many there are, level 0 included
   * @param how what becomes of a box of elements
   * @param spacing how far apart the elements of the finest level lie on each axis
   * @param factor as in {@link #build(Dataset, Group, int, Downsample, int...)}
   * @return the levels
   * @throws DosnaException as there, and if the spacing is for another number of axes
   */
  public static Pyramid build(
      Dataset finest, Group group, int levels, Downsample how, Spacing spacing, int... factor) {
    Arguments.require("finest", finest);
    Arguments.require("group", group);
    Arguments.require("how", how);
    Arguments.require("spacing", spacing);
    Arguments.require("factor", factor);
    if (spacing.step().length != finest.ndim()) {
      throw new DosnaException(spacing + " is not for " + finest.ndim() + " axes");
    }
    int[] box = Downsample.perAxis(factor.length == 0 ? new int[] {2} : factor, finest.ndim());
    if (levels < 1) {
      throw new DosnaException("A pyramid has 1 level or more, not " + levels);
    }
    List<Dataset> made = new ArrayList<>();
    try {
      boolean isThere = isFinest(finest, group);
      Dataset last = isThere ? finest : finest.copy(group, name(0));
      List<Dataset> all = new ArrayList<>(List.of(last));
      made.addAll(isThere ? List.of() : all);
      while (all.size() < levels) {
        DownsampledSource smaller = new DownsampledSource(last, how, box);
        last = group.createDataset(name(all.size()), last.spec().shape(smaller.shape()), smaller);
        all.add(last);
        made.add(last);
      }
      group.setLevels(levels(all.size(), box, how, spacing));
      return new Pyramid(all);
    } catch (RuntimeException | Error e) {
      if (!Job.isRunning()) {
        delete(made, e);
      }
      throw e;
    }
  }

  private static void delete(List<Dataset> levels, Throwable failure) {
    for (Dataset level : levels) {
      try {
        level.delete();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** An element lies in the middle of its box; one that was taken as it is, where it was. */
  private static ImageLevels levels(int count, int[] factor, Downsample how, Spacing spacing) {
    List<ImageLevels.Level> levels = new ArrayList<>();
    double[] finest = spacing.step();
    double[] step = finest.clone();
    for (int level = 0; level < count; level++) {
      List<Double> start = new ArrayList<>();
      for (int axis = 0; axis < step.length; axis++) {
        start.add(how.isInPlace() ? 0.0 : (step[axis] - finest[axis]) / 2);
      }
      levels.add(new ImageLevels.Level(name(level), Arrays.stream(step).boxed().toList(), start));
      Arrays.setAll(step, axis -> step[axis] * factor[axis]);
    }
    return new ImageLevels(spacing.unit(), levels);
  }

  private static String name(int level) {
    return Integer.toString(level);
  }

  /** Whether a dataset is the finest level of a group already. */
  private static boolean isFinest(Dataset dataset, Group group) {
    Group top = group;
    while (top.parent().isPresent()) {
      top = top.parent().get();
    }
    String path = group.path().isEmpty() ? name(0) : group.path() + "/" + name(0);
    return dataset.pool() == top && dataset.name().equals(path);
  }

  /**
   * The levels that are in a group.
   *
   * @param group where they were made
   * @return the datasets {@code 0}, {@code 1} and so on that are there
   * @throws org.dosna.NotFoundException if there is no dataset {@code 0}
   */
  public static Pyramid open(Group group) {
    Arguments.require("group", group);
    List<Dataset> levels = new ArrayList<>(List.of(group.getDataset(name(0))));
    while (group.hasDataset(name(levels.size()))) {
      levels.add(group.getDataset(name(levels.size())));
    }
    return new Pyramid(levels);
  }

  /**
   * All levels.
   *
   * @return the finest first
   */
  public List<Dataset> levels() {
    return levels;
  }

  /**
   * One level.
   *
   * @param level 0 is the finest
   * @return the dataset
   * @throws DosnaException if there is no such level
   */
  public Dataset level(int level) {
    if (level < 0 || level >= levels.size()) {
      throw new DosnaException(
          "There is no level " + level + "; there are 0 to " + (levels.size() - 1));
    }
    return levels.get(level);
  }

  /** For instance {@code Pyramid [[512, 512], [256, 256]]}. */
  @Override
  public String toString() {
    return "Pyramid " + levels.stream().map(level -> Arrays.toString(level.shape())).toList();
  }
}
