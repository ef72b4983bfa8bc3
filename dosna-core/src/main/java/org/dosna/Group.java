package org.dosna;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.plan.Reshaping;
import org.dosna.spi.ChunkPlan;
import org.dosna.text.Glob;
import org.dosna.text.NameRule;
import org.dosna.text.Wording;

/**
 * A place for datasets, and for further groups: a pool, or a group in it, as in HDF5 and Zarr. May
 * be shared by threads.
 *
 * <p>Datasets and groups are named by paths, relative to the group that is asked: {@code scan} or
 * {@code entry/data/scan}. Groups on the way are made by themselves. A group and a dataset never
 * have the same path. A group stays until it is deleted, also when it is empty.
 *
 * <pre>{@code
 * pool.createDataset("entry/data/scan", source);
 * Group entry = pool.group("entry");
 * entry.attributes().set("beamline", "I13");
 * entry.getDataset("data/scan");
 * pool.walk("**" + "/scan*").forEach(member -> System.out.println(member.path()));
 * }</pre>
 *
 * <p>Opening a group reads none of what is in it. A group that was deleted or renamed is seen as
 * what has its path now, or as one that is not found.
 */
public abstract class Group {
  private static final String DATASET = "a dataset";
  private static final String GROUP = "a group";

  Group() {}

  /** The pool that it is in, or is. */
  abstract Pool root();

  /** What it is called, for messages. */
  abstract String describe();

  /**
   * The group's name.
   *
   * @return the last part of its path; of a pool, the pool's name
   */
  public abstract String name();

  /**
   * Where the group is in its pool.
   *
   * @return for instance {@code entry/data}; empty for the pool itself
   */
  public abstract String path();

  /**
   * The group, or pool, that this group is in.
   *
   * @return empty if this is a pool
   */
  public abstract Optional<Group> parent();

  /**
   * Creates a dataset without chunks: it reads as fill value. Atomic: of several creators exactly
   * one succeeds, and the dataset exists with all its metadata or not at all.
   *
   * @param dataset its path; groups on the way are made
   * @param spec dtype, shape, chunk size, fill value
   * @return the new dataset
   * @throws AlreadyExistsException if there is a dataset or group of that path
   * @throws DosnaException if the path is not allowed, or the store refuses
   */
  public final Dataset createDataset(String dataset, DatasetSpec spec) {
    return created(dataset, spec).orElseThrow(() -> taken(at(dataset)));
  }

  /** Creates a dataset; empty if there is a dataset or group of that path. */
  final Optional<Dataset> created(String dataset, DatasetSpec spec) {
    Arguments.require("spec", spec);
    NameRule.requireNewPath(DATASET, dataset);
    root().requireWritable();
    String path = at(dataset);
    root()
        .refusalOf(spec)
        .ifPresent(
            why -> {
              throw new DosnaException(
                  "The backend of "
                      + root().describe()
                      + " cannot keep dataset '"
                      + path
                      + "' of "
                      + spec
                      + ": "
                      + why);
            });
    makeParent(path);
    return root().doCreateDataset(path, spec);
  }

  /** Opens a dataset, if there is one. */
  final Optional<Dataset> found(String dataset) {
    NameRule.requireSafePath(DATASET, dataset);
    root().requireOpen();
    return root().doGetDataset(at(dataset));
  }

  /** Opens what is in the way of a new dataset: not a group. */
  final Dataset opened(String dataset) {
    return found(dataset).orElseThrow(() -> taken(at(dataset)));
  }

  /**
   * Creates a dataset and loads it. Creating is atomic, loading is not: others see the dataset
   * while it fills. If loading fails, the dataset is removed again. Chunks of nothing but fill
   * value are left out; {@link Dataset#load(ArraySource, FillChunks)} stores them, too.
   *
   * @param dataset its path; groups on the way are made
   * @param spec dtype, shape, chunk size, fill value
   * @param source the elements, of the same shape; cast to the dtype
   * @return the new dataset
   * @throws AlreadyExistsException if there is a dataset or group of that path
   */
  public final Dataset createDataset(String dataset, DatasetSpec spec, ArraySource source) {
    Arguments.require("source", source);
    return createFilled(
        dataset, spec, Dataset.workOn("load", source), (made, left) -> made.loadNew(source, left));
  }

  /**
   * Creates a dataset and fills it; if that fails, the dataset is removed again. In a job it goes
   * on where it was.
   *
   * @param work what is done, for the job
   * @param fill fills it by plans, changed by what it is given
   */
  final Dataset createFilled(
      String dataset,
      DatasetSpec spec,
      String work,
      BiConsumer<Dataset, UnaryOperator<ChunkPlan>> fill) {
    Optional<String> job = Job.current();
    if (job.isPresent()) {
      return new Resumption(job.get(), work, this, dataset, spec).make(fill);
    }
    Dataset created = createDataset(dataset, spec);
    try {
      fill.accept(created, UnaryOperator.identity());
      return created;
    } catch (RuntimeException | Error e) {
      try {
        // Not by its name, which others may have given to another dataset meanwhile.
        created.remove();
      } catch (RuntimeException again) {
        // The failure to fill it stays the one that is reported.
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /**
   * Creates a dataset with the source's dtype and shape and loads it.
   *
   * @param dataset its path; groups on the way are made
   * @param source the elements
   * @param chunkSize the shape of a chunk; left out, it is chosen as {@link DatasetSpec} says
   * @return the new dataset
   * @throws AlreadyExistsException if there is a dataset or group of that path
   * @see #createDataset(String, DatasetSpec, ArraySource)
   */
  public final Dataset createDataset(String dataset, ArraySource source, int... chunkSize) {
    Arguments.require("source", source);
    Arguments.require("chunkSize", chunkSize);
    DatasetSpec spec = DatasetSpec.of(source.dtype(), source.shape());
    return createDataset(dataset, chunkSize.length == 0 ? spec : spec.chunkSize(chunkSize), source);
  }

  /**
   * Creates a dataset with the source's dtype and shape, whose chunks go through codecs, and loads
   * it.
   *
   * @param dataset its path; groups on the way are made
   * @param source the elements
   * @param codecs for instance {@code Codecs.parse("shuffle, zstd:3, crc32c")}
   * @return the new dataset
   * @throws AlreadyExistsException if there is a dataset or group of that path
   * @see #createDataset(String, DatasetSpec, ArraySource)
   */
  public final Dataset createDataset(String dataset, ArraySource source, Codecs codecs) {
    Arguments.require("source", source);
    Arguments.require("codecs", codecs);
    DatasetSpec spec = DatasetSpec.of(source.dtype(), source.shape()).codecs(codecs);
    return createDataset(dataset, spec, source);
  }

  /**
   * Opens an existing dataset; reads its metadata, never its chunks.
   *
   * @param dataset its path
   * @return the dataset
   * @throws NotFoundException if there is none; the message lists those there are
   */
  public final Dataset getDataset(String dataset) {
    return found(dataset).orElseThrow(() -> noDataset(dataset));
  }

  /**
   * Whether there is a dataset of that path.
   *
   * @param dataset its path
   * @return true if it exists
   */
  public final boolean hasDataset(String dataset) {
    NameRule.requireSafePath(DATASET, dataset);
    root().requireOpen();
    return root().doHasDataset(at(dataset));
  }

  /**
   * Deletes a dataset with its chunks. Costs as much as it has chunks.
   *
   * @param dataset its path
   * @throws NotFoundException if there is none
   */
  public final void deleteDataset(String dataset) {
    NameRule.requireSafePath(DATASET, dataset);
    root().requireWritable();
    Reshaping.requireNone("deleteDataset", root().place(at(dataset)));
    if (!root().doDeleteDataset(at(dataset))) {
      throw noDataset(dataset);
    }
  }

  /**
   * The datasets directly in this group.
   *
   * @return names, sorted
   */
  public final List<String> listDatasets() {
    root().requireOpen();
    return root().doListDatasets(path()).stream().sorted().toList();
  }

  /**
   * Creates a group. Atomic: of several creators exactly one succeeds.
   *
   * @param group its path; groups on the way are made
   * @return the new group
   * @throws AlreadyExistsException if there is a group or dataset of that path
   * @throws DosnaException if the path is not allowed, or the backend keeps no groups
   */
  public final Group createGroup(String group) {
    NameRule.requireNewPath(GROUP, group);
    root().requireWritable();
    if (!root().doCreateGroups(at(group))) {
      throw taken(at(group));
    }
    return root().groupAt(at(group));
  }

  /**
   * Opens an existing group.
   *
   * @param group its path
   * @return the group
   * @throws NotFoundException if there is none; the message lists those there are
   */
  public final Group group(String group) {
    if (!hasGroup(group)) {
      throw noGroup(group);
    }
    return root().groupAt(at(group));
  }

  /**
   * Whether there is a group of that path.
   *
   * @param group its path
   * @return true if it exists
   */
  public final boolean hasGroup(String group) {
    NameRule.requireSafePath(GROUP, group);
    root().requireOpen();
    return root().doHasGroup(at(group));
  }

  /**
   * Deletes a group with all datasets and groups in it. Costs as much as there are chunks; if it is
   * interrupted, what was not deleted yet stays, and deleting it again goes on. What is not DosNa's
   * is never deleted: then this fails and lists it.
   *
   * @param group its path
   * @throws NotFoundException if there is none
   * @throws DosnaException if it holds anything else, or others put something there meanwhile
   */
  public final void deleteGroup(String group) {
    NameRule.requireSafePath(GROUP, group);
    root().requireWritable();
    Reshaping.requireNone("deleteGroup", root().place(at(group)));
    if (!root().doDeleteGroup(at(group))) {
      throw noGroup(group);
    }
  }

  /**
   * The groups directly in this group.
   *
   * @return names, sorted
   */
  public final List<String> listGroups() {
    root().requireOpen();
    return root().doListGroups(path()).stream().sorted().toList();
  }

  /**
   * Gives a dataset, or a group with all that is in it, another path in this pool. Nobody sees half
   * of it under either path: where the store can, this is one step; where not ({@code ceph}), all
   * is copied first and then switched, dataset by dataset. What was opened under the old path is
   * not found there any more.
   *
   * @param from the path it has
   * @param to the path it shall have; groups on the way are made
   * @throws NotFoundException if there is nothing at the first path
   * @throws AlreadyExistsException if there is anything at the second path
   * @throws DosnaException if a path is not allowed, or a group shall go into itself
   */
  public final void rename(String from, String to) {
    NameRule.requireSafePath(DATASET, Arguments.require("from", from));
    NameRule.requireNewPath(DATASET, Arguments.require("to", to));
    root().requireWritable();
    if ((to + "/").startsWith(from + "/")) {
      throw new DosnaException(
          "'"
              + Arguments.excerpt(from)
              + "' in "
              + describe()
              + " cannot become '"
              + Arguments.excerpt(to)
              + "', which lies in it");
    }
    Reshaping.requireNone("rename", root().place(at(from)));
    makeParent(at(to));
    if (!root().doRename(at(from), at(to))) {
      throw new NotFoundException(
          "Neither a dataset nor a group '"
              + Arguments.excerpt(from)
              + "' found in "
              + describe()
              + holds());
    }
  }

  /**
   * All datasets and groups in this group, at all depths.
   *
   * @return each group before what is in it, in order of names; lists a group when it comes to it
   */
  public final Stream<Member> walk() {
    return walk(Integer.MAX_VALUE);
  }

  /**
   * The datasets and groups in this group, down to a depth.
   *
   * @param depth 1 for what is directly in it, 2 for what is in its groups, too, and so on
   * @return each group before what is in it, in order of names; lists a group when it comes to it
   * @throws DosnaException if the depth is less than 1
   */
  public final Stream<Member> walk(int depth) {
    if (depth < 1) {
      throw new DosnaException("A walk has a depth of 1 or more, not " + depth);
    }
    root().requireOpen();
    return below("", depth);
  }

  /**
   * The datasets and groups in this group whose paths match a pattern.
   *
   * @param glob a path in which {@code *} stands for any text without {@code /}, {@code **} for any
   *     number of groups, {@code ?} for one character and {@code [a-c]} for one of them: {@code
   *     "**}{@code /scan*"} finds {@code scan1} and {@code entry/data/scan2}
   * @return as {@link #walk()}
   */
  public final Stream<Member> walk(String glob) {
    Glob pattern = Glob.of(Arguments.require("glob", glob));
    return walk().filter(member -> pattern.matches(member.path()));
  }

  private Stream<Member> below(String group, int depth) {
    String at = group.isEmpty() ? path() : at(group);
    Stream<Member> datasets =
        root().doListDatasets(at).stream().map(name -> new Member(under(group, name), false));
    Stream<Member> groups =
        root().doListGroups(at).stream().map(name -> new Member(under(group, name), true));
    return Stream.concat(datasets, groups)
        .sorted()
        .flatMap(
            member ->
                member.isGroup() && depth > 1
                    ? Stream.concat(Stream.of(member), below(member.path(), depth - 1))
                    : Stream.of(member));
  }

  /**
   * The processes that share the work on what is in it.
   *
   * @return the cluster's group
   */
  public abstract ProcessGroup group();

  /**
   * The user's attributes of this group or pool.
   *
   * @return a view: reading and writing it goes to the store
   */
  public final Attributes attributes() {
    return new Attributes(
        Wording.capitalized(describe()),
        root()::requireWritable,
        () -> {
          root().requireOpen();
          return root().doGetGroupAttributes(path());
        },
        (name, value) -> root().doSetGroupAttribute(path(), name, value));
  }

  /**
   * Says that some datasets of this group show one image, so that viewers find it, where the format
   * can keep that: on the backend zarr as OME-Zarr. Elsewhere nothing is done.
   *
   * @param levels the datasets
   * @throws NotFoundException if one of them is missing
   */
  public final void setLevels(ImageLevels levels) {
    Arguments.require("levels", levels);
    root().requireWritable();
    levels.levels().forEach(level -> getDataset(level.dataset()));
    root().doSetLevels(path(), levels);
  }

  /**
   * The datasets of this group that show one image: those that the format names, or else those
   * called {@code 0}, {@code 1} and so on, as {@link org.dosna.image.Pyramid} makes them, if each
   * is smaller than the one before. Opens some of them; reads no chunk.
   *
   * @return the levels; of those found by their names the distances are in elements of level 0.
   *     Empty if there are less than two
   */
  public final Optional<ImageLevels> levels() {
    root().requireOpen();
    return root()
        .doGetLevels(path())
        .or(() -> NumberedLevels.in(this))
        .filter(found -> found.levels().size() > 1);
  }

  /** A path in the pool. */
  private String at(String relative) {
    return under(path(), relative);
  }

  private static String under(String group, String name) {
    return group.isEmpty() ? name : group + "/" + name;
  }

  private void makeParent(String path) {
    int end = path.lastIndexOf('/');
    if (end > 0) {
      root().doCreateGroups(path.substring(0, end));
    }
  }

  /**
   * Looks for what is not as it should be: in all datasets and groups in it. Reads every stored
   * chunk; runs on the engine, with progress, and can be cancelled. Changes nothing.
   *
   * @return what was found; empty if all is well
   */
  public final List<Finding> check() {
    root().requireOpen();
    return Inspection.check().of(this);
  }

  /**
   * Checks, and mends what it finds: removes what killed processes left, and sets damaged chunks
   * aside. No data are deleted; what is foreign stays.
   *
   * @return what was found, each with what was done
   */
  public final List<Finding> repair() {
    root().requireWritable();
    return Inspection.repair().of(this);
  }

  private AlreadyExistsException taken(String path) {
    boolean isGroup = root().doHasGroup(path);
    return new AlreadyExistsException(
        (isGroup ? "Group '" : "Dataset '")
            + path
            + "' exists already in "
            + root().describe()
            + "; open it with "
            + (isGroup ? "group" : "getDataset"));
  }

  final NotFoundException noDataset(String dataset) {
    return new NotFoundException(
        "Dataset '"
            + Arguments.excerpt(dataset)
            + "' not found in "
            + describe()
            + "; it has: "
            + Wording.quoted(listDatasets()));
  }

  private NotFoundException noGroup(String group) {
    return new NotFoundException(
        "Group '" + Arguments.excerpt(group) + "' not found in " + describe() + holds());
  }

  private String holds() {
    List<String> names = walk(1).map(Member::path).toList();
    return "; it has: " + Wording.quoted(names);
  }
}
