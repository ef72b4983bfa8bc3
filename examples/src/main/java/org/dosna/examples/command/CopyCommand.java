package org.dosna.examples.command;

import java.util.Optional;
import org.dosna.Codecs;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Member;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;
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

  private boolean leftOut;

  @Override
  public Integer call() {
    spec.chunkSize();
    spec.codecs();
    try (Place source = read(from)) {
      if (source.openPool().isEmpty()) {
        throw misuse("'" + from + "' is a cluster; copy its pools one by one: add #POOL");
      }
      boolean isDataset = source.isDataset();
      Optional<Group> group = isDataset ? Optional.empty() : Optional.of(source.group());
      try (Place target = make(to)) {
        group.ifPresentOrElse(g -> copy(g, target), () -> copy(source.dataset(), target));
      }
    }
    // That a file has texts as well, which are no arrays, is no failure.
    return leftOut && !from.isFile() ? 1 : 0;
  }

  private void copy(Dataset dataset, Place target) {
    String own = dataset.name().substring(dataset.name().lastIndexOf('/') + 1);
    copy(dataset, target.pool(), target.path().isEmpty() ? own : target.path());
  }

  private void copy(Dataset dataset, Group group, String name) {
    Optional<Codecs> codecs = spec.codecs();
    Dataset copy =
        WatchedWork.watch(
            name,
            dataset,
            resume.of(
                () ->
                    codecs.isPresent()
                        ? dataset.copy(group, name, codecs.get(), spec.chunkSize())
                        : dataset.copy(group, name, spec.chunkSize())));
    out().println(copy);
  }

  private void copy(Group group, Place target) {
    Group copy = place(target);
    copyAttributes(group, copy);
    for (Member member : group.walk().toList()) {
      if (!member.isGroup()) {
        opened(group, member.path()).ifPresent(dataset -> copy(dataset, copy, member.path()));
      } else if (!copy.hasGroup(member.path())) {
        copyAttributes(group.group(member.path()), copy.createGroup(member.path()));
      }
    }
  }

  /** Where members of a group go; a group that is there is only gone on with. */
  private Group place(Place target) {
    if (target.path().isEmpty()) {
      return target.pool();
    }
    return resume.isGiven() && target.pool().hasGroup(target.path())
        ? target.pool().group(target.path())
        : target.pool().createGroup(target.path());
  }

  /** One that cannot be opened does not keep others from being copied. */
  private Optional<Dataset> opened(Group group, String path) {
    try {
      return Optional.of(group.getDataset(path));
    } catch (DosnaException e) {
      leaveOut(e);
      return Optional.empty();
    }
  }

  private void leaveOut(DosnaException why) {
    out().println("left out: " + why.getMessage());
    leftOut = true;
  }

  /** What other programs wrote and nobody can set is left out. */
  private void copyAttributes(Group group, Group copy) {
    for (String name : group.attributes().list()) {
      try {
        copy.attributes().set(name, group.attributes().get(name));
      } catch (DosnaException e) {
        leaveOut(e);
      }
    }
  }
}
