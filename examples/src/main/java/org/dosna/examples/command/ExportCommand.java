package org.dosna.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import org.dosna.ArraySource;
import org.dosna.Dataset;
import org.dosna.examples.Address;
import org.dosna.examples.FileTarget;
import org.dosna.examples.Place;
import org.dosna.examples.files.RawFile;
import org.dosna.examples.files.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dosna export}. */
@Command(
    name = "export",
    description = "Writes a dataset, a part of it, or a group or pool into a file.",
    footer = {
      "%nExamples:",
      "  dosna export hdf5:/data#pool/scan scan.npy",
      "  dosna export hdf5:/data#pool/scan slice.h5:/entry/slice \"100\" --deflate 4",
      "  dosna export hdf5:/data#pool all.h5",
      "  dosna export hdf5:/data#pool/scan scan.raw"
    })
final class ExportCommand extends ChunkAction {
  @Mixin private FileTarget format = new FileTarget();

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset, group or pool")
  private Address from;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "FILE.npy, FILE.raw (bare elements in C order), or FILE.h5:/PATH; FILE.h5 alone takes the"
              + " dataset's own path, or a whole group")
  private Address to;

  @Parameters(
      index = "2",
      paramLabel = "SLICES",
      arity = "0..1",
      description = "a part of the dataset")
  private Slices slices = Slices.parse("...");

  @Override
  public Integer call() throws IOException {
    Path file = to.file();
    boolean bare = file.toString().endsWith(".raw");
    if (!to.isFile() || ((bare || SourceFile.isNpy(file)) && !to.path().isEmpty())) {
      throw misuse("'" + to + "' cannot be written; FILE is FILE.npy, FILE.raw or FILE.h5:/PATH");
    }
    try (Place source = read(from)) {
      if (source.isDataset() || bare || SourceFile.isNpy(file)) {
        write(source.dataset(), file, bare);
      } else if (slices.isAll() && to.path().isEmpty()) {
        format.hdf5(file).write(source.group());
      } else {
        throw misuse("'" + from + "' is no dataset: it goes into FILE.h5 as a whole");
      }
    }
    out().println(from + " is in " + to);
    return 0;
  }

  private void write(Dataset dataset, Path file, boolean bare) throws IOException {
    ArraySource source = slices.isAll() ? dataset : dataset.view(slices.array());
    if (bare) {
      format.requireFree(file);
      RawFile.write(file, source);
    } else if (SourceFile.isNpy(file)) {
      format.npy(file, source);
    } else {
      String path = to.path().isEmpty() ? dataset.name() : to.path();
      format.hdf5(file).write(path, source);
    }
  }
}
