package org.dosna.examples.command;

import java.util.Optional;
import org.dosna.Codecs;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.RechunkPlan;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna rechunk}. */
@Command(
    name = "rechunk",
    description = "Copies a dataset into other chunks, within a stated memory.",
    footer = {
      "%nWhere a pass cannot hold whole chunks of both kinds, it goes through an intermediate",
      "dataset in the pool of TO, which is removed at the end. --plan says so before.",
      "%nExamples:",
      "  dosna rechunk hdf5:/data#p/scan hdf5:/data#p/planes --chunks 1,1024,1024 --plan",
      "  dosna rechunk hdf5:/data#p/scan zarr:/data#p/scan --chunks 64,64,64 --memory 2G --jobs 8"
    })
final class RechunkCommand extends ChunkAction {
  @Mixin private NewSpec spec = new NewSpec();

  @Option(
      names = "--memory",
      paramLabel = "BYTES",
      description = "the most that may be taken, such as 512M or 2G (default: ${DEFAULT-VALUE})")
  private String memory = "512M";

  @Option(names = "--plan", description = "only print what would be done")
  private boolean planOnly;

  @Parameters(index = "0", paramLabel = "FROM", description = "a dataset")
  private Address from;

  @Parameters(
      index = "1",
      paramLabel = "TO",
      description = "where to; a pool alone takes the dataset under its own name")
  private Address to;

  @Override
  public Integer call() {
    RechunkPlan plan = plan();
    try (Place source = read(from)) {
      Dataset dataset = source.dataset();
      out().println(plan.of(dataset));
      if (!planOnly) {
        try (Place target = make(to)) {
          copy(dataset, target, plan);
        }
      }
    }
    return 0;
  }

  private RechunkPlan plan() {
    if (spec.chunkSize().length == 0) {
      throw misuse("--chunks is missing: the shape of the new chunks, such as 1,1024,1024");
    }
    Optional<Codecs> codecs = spec.codecs();
    try {
      RechunkPlan plan = RechunkPlan.to(spec.chunkSize()).withMemory(memory);
      return codecs.map(plan::withCodecs).orElse(plan);
    } catch (DosnaException e) {
      throw misuse(e);
    }
  }

  private void copy(Dataset dataset, Place target, RechunkPlan plan) {
    String own = dataset.name().substring(dataset.name().lastIndexOf('/') + 1);
    String name = target.path().isEmpty() ? own : target.path();
    long bytes =
        plan.of(dataset).passes().stream().mapToLong(p -> p.bytesRead() + p.bytesWritten()).sum();
    out().println(WatchedWork.watch(name, bytes, () -> dataset.copy(target.pool(), name, plan)));
  }
}
