package org.dosna.examples.command;

import java.util.Optional;
import org.dosna.Group;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dosna copy}. */
@Command(
    name = "copy",
    description = "Copies a dataset, or a group or pool with all that is in it, to any backend.",
    footer = {
      "%nWhat is there is never replaced. Only chunks that are stored are copied.",
      "What cannot be opened is left out, and named; then the exit code is 1, except of a file.",
      "%nExamples:",
      "  dosna copy hdf5:/data#p/scan ceph:/etc/ceph/ceph.conf#p/scan --jobs 8",
      "  dosna copy hdf5:/data#p/scan hdf5:/data#p/small --chunks 64,64,64 --codecs zstd:3",
      "  dosna copy scan.h5:/entry hdf5:/data#p/entry",
      "  dosna copy hdf5:/data#p zarr:/archive#p --resume nightly"
    })
final class CopyCommand extends ChunkAction {
  @Mixin private NewSpec spec = new NewSpec();
  @Mixin private ResumeOption resume = new ResumeOption();

  @Parameters(index = "0", paramLabel = "FROM", description = "a dataset, group, pool or file")
  private Address from;

  @Parameters(
      index = "1",
      paramLabel = "TO",
      description = "where to; a pool alone takes a dataset under its own name")
  private Address to;

  @Override
  public Integer call() {
    GroupCopy copy = new GroupCopy(spec.codecs(), spec.chunkSize(), resume, out());
    try (Place source = read(from)) {
      if (source.openPool().isEmpty()) {
        throw misuse("'" + from + "' is a cluster; copy its pools one by one: add #POOL");
      }
      boolean isDataset = source.isDataset();
      Optional<Group> group = isDataset ? Optional.empty() : Optional.of(source.group());
      try (Place target = make(to)) {
        group.ifPresentOrElse(g -> copy.copy(g, target), () -> copy.copy(source.dataset(), target));
      }
    }
    // That a file has texts as well, which are no arrays, is no failure.
    return copy.leftOut() && !from.isFile() ? 1 : 0;
  }
}
