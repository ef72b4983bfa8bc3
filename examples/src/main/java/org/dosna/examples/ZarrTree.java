package org.dosna.examples;

import java.io.PrintWriter;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dosna.Attributes;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Options;
import org.dosna.Pool;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Shows what is in stores of Zarr and N5, whoever wrote them. {@code sh examples/run.sh zarr
 * FOLDER}
 */
@Command(
    name = "zarr",
    description =
        "Shows the groups and arrays of Zarr stores as a tree, with shape, chunks, dtype, codecs,"
            + " attributes, and how much smaller they are stored.")
public final class ZarrTree implements Callable<Integer> {
  private static final List<String> NODE =
      List.of("zarr.json", ".zgroup", ".zarray", "attributes.json");

  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "a Zarr group or array, or a folder of such")
  private List<Path> folders = List.of();

  private ZarrTree() {}

  /**
   * Runs the example and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.run(new ZarrTree(), args);
  }

  /**
   * Prints a tree for each folder.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    folders.forEach(this::show);
    return CommandLine.ExitCode.OK;
  }

  /** A node is a pool of the folder that it lies in; in any other folder all pools are shown. */
  private void show(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    if (NODE.stream().noneMatch(name -> Files.exists(path.resolve(name)))) {
      show(path, "");
    } else {
      show(
          Objects.requireNonNull(path.getParent()),
          Objects.requireNonNull(path.getFileName()).toString());
    }
  }

  private void show(Path folder, String only) {
    Options options = Options.of("create", false);
    try (Cluster cluster =
        Dosna.with("zarr", "cpu").cluster(folder.toString(), options).connect()) {
      List<String> pools = only.isEmpty() ? cluster.listPools() : List.of(only);
      if (pools.isEmpty()) {
        throw new NotFoundException("There is no Zarr group or array in " + folder);
      }
      for (String name : pools) {
        try (Pool pool = cluster.getPool(name, OpenMode.READ_ONLY)) {
          if (isArray(pool, folder)) {
            showArray(pool, name, "");
          } else {
            showGroup(pool, name, "");
          }
        }
      }
    }
  }

  /** An array at the top is a pool that has it alone. */
  private static boolean isArray(Pool pool, Path folder) {
    return pool.listDatasets().equals(List.of(pool.name()))
        && !Files.isDirectory(folder.resolve(pool.name()).resolve(pool.name()));
  }

  private void showGroup(Group group, String name, String indent) {
    out().println(indent + name + "/");
    showAttributes(group.attributes(), indent);
    String inner = indent + "  ";
    group.listDatasets().forEach(member -> showArray(group, member, inner));
    group.listGroups().forEach(member -> showGroup(group.group(member), member, inner));
  }

  /** One that cannot be read is named with the reason, as others are not to be missed for it. */
  private void showArray(Group group, String name, String indent) {
    try {
      Dataset dataset = group.getDataset(name);
      out().println(indent + name + "  " + described(dataset.spec()) + stored(dataset));
      showAttributes(dataset.attributes(), indent);
    } catch (DosnaException e) {
      out().println(indent + name + "  " + e.getMessage());
    }
  }

  private static String described(DatasetSpec spec) {
    StringBuilder text = new StringBuilder();
    text.append(spec.dtype().numpy()).append(' ').append(Arrays.toString(spec.shape()));
    text.append(", chunks ").append(Arrays.toString(spec.chunkSize()));
    spec.shardSize().ifPresent(size -> text.append(", shards ").append(Arrays.toString(size)));
    if (!spec.dimensionNames().isEmpty()) {
      text.append(", axes ").append(spec.dimensionNames());
    }
    String codecs = spec.codecs().toString();
    return (codecs.isEmpty() ? text : text.append(", codecs ").append(codecs)).toString();
  }

  /** What is stored beside what the stored chunks' elements take. */
  private static String stored(Dataset dataset) {
    return dataset.countStoredChunks() == 0
        ? ", nothing stored"
        : String.format(Locale.ROOT, ", stored/raw %.3f", 1 / dataset.compressionRatio());
  }

  private void showAttributes(Attributes attributes, String indent) {
    for (String name : attributes.list()) {
      out().println(indent + "  @" + name + " = " + text(attributes, name));
    }
  }

  private static String text(Attributes attributes, String name) {
    Object value = attributes.get(name);
    if (!value.getClass().isArray()) {
      return value.toString();
    }
    Object[] boxed = new Object[Array.getLength(value)];
    Arrays.setAll(boxed, i -> Array.get(value, i));
    return Arrays.toString(boxed);
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
