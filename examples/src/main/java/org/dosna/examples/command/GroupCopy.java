package org.dosna.examples.command;

import java.io.PrintWriter;
import java.util.Optional;
import org.dosna.Codecs;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Member;
import org.dosna.Pool;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;

/** Copies datasets, or all that is in a group, and says what was made and what was left out. */
final class GroupCopy {
  private final Optional<Codecs> codecs;
  private final int[] chunkSize;
  private final ResumeOption resume;
  private final PrintWriter out;
  private boolean leftOut;

  /** With these codecs and chunks, or those of the source. */
  GroupCopy(Optional<Codecs> codecs, int[] chunkSize, ResumeOption resume, PrintWriter out) {
    this.codecs = codecs;
    this.chunkSize = chunkSize;
    this.resume = resume;
    this.out = out;
  }

  /** Whether something was left out. */
  boolean leftOut() {
    return leftOut;
  }

  /** Copies one dataset; into a pool alone under its own name. */
  void copy(Dataset dataset, Place target) {
    String own = dataset.name().substring(dataset.name().lastIndexOf('/') + 1);
    copy(dataset, target.pool(), target.path().isEmpty() ? own : target.path());
  }

  /** Copies all that is in a group. */
  void copy(Group group, Place target) {
    copy(group, place(target.pool(), target.path()));
  }

  /** Where it goes; a group that is there is only gone on with. */
  private Group place(Pool pool, String path) {
    if (path.isEmpty()) {
      return pool;
    }
    return resume.isGiven() && pool.hasGroup(path) ? pool.group(path) : pool.createGroup(path);
  }

  /** Copies all that is in a group into another one. */
  void copy(Group group, Group copy) {
    copyAttributes(group, copy);
    for (Member member : group.walk().toList()) {
      if (!member.isGroup()) {
        opened(group, member.path()).ifPresent(dataset -> copy(dataset, copy, member.path()));
      } else if (!copy.hasGroup(member.path())) {
        copyAttributes(group.group(member.path()), copy.createGroup(member.path()));
      }
    }
  }

  /** Copies one dataset. */
  void copy(Dataset dataset, Group group, String name) {
    Dataset copy =
        WatchedWork.watch(
            name,
            dataset,
            resume.of(
                () ->
                    codecs.isPresent()
                        ? dataset.copy(group, name, codecs.get(), chunkSize)
                        : dataset.copy(group, name, chunkSize)));
    out.println(copy);
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
    out.println("left out: " + why.getMessage());
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
