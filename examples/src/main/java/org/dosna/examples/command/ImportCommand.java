package org.dosna.examples.command;

import java.io.IOException;
import java.util.Optional;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;
import org.dosna.examples.files.RawFile;
import org.dosna.examples.files.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna import}. */
@Command(
    name = "import",
    description = "Loads a file into a new dataset; the file may be larger than memory.",
    footer = {
      "%nExamples:",
      "  dosna import scan.npy hdf5:/data#pool/scan",
      "  dosna import scan.h5:/entry/data hdf5:/data#pool --codecs shuffle,zstd:3",
      "  dosna import scan.raw hdf5:/data#pool/scan --dtype \">u2\" --shape 100,512,512"
    })
final class ImportCommand extends ChunkAction {
  @Mixin private NewSpec spec = new NewSpec();
  @Mixin private ResumeOption resume = new ResumeOption();

  @Option(names = "--dtype", paramLabel = "DTYPE", description = "of a file of bare elements: <f4")
  private Optional<String> dtype = Optional.empty();

  @Option(names = "--shape", paramLabel = "N", split = ",", description = "of such a file")
  private long[] shape = {};

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "FILE.npy, FILE.h5:/PATH, or with --dtype and --shape bare elements in C order")
  private Address file;

  @Parameters(
      index = "1",
      paramLabel = "ADDRESS",
      description = "the new dataset; a pool alone takes it under the file's name")
  private Address to;

  @Override
  public Integer call() throws IOException {
    if (!file.isFile()) {
      throw misuse("'" + file + "' is no file; use copy");
    }
    if (dtype.isPresent() != (shape.length > 0)) {
      throw misuse("--dtype and --shape belong together, for a file of bare elements");
    }
    if (dtype.isPresent()) {
      try (RawFile raw = RawFile.open(file.file(), rawType(), shape)) {
        load(raw, DatasetSpec.of(raw.dtype(), raw.shape()));
      }
    } else {
      try (Place source = read(file)) {
        Dataset dataset = source.dataset();
        load(dataset, dataset.spec());
      }
    }
    return 0;
  }

  private DType rawType() {
    try {
      return DType.of(dtype.orElseThrow());
    } catch (DosnaException e) {
      throw misuse(e);
    }
  }

  private void load(ArraySource source, DatasetSpec found) {
    DatasetSpec wanted = spec.over(found);
    try (Place target = make(to)) {
      String name = target.path().isEmpty() ? SourceFile.stem(file.file()) : target.path();
      Dataset made =
          WatchedWork.watch(
              name, source, resume.of(() -> target.pool().createDataset(name, wanted, source)));
      out().println(made);
    }
  }
}
