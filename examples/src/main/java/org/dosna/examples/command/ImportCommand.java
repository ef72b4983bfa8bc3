package org.dosna.examples.command;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dosna.ArraySource;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Group;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;
import org.dosna.examples.files.FileStack;
import org.dosna.examples.files.NaturalOrder;
import org.dosna.examples.files.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dosna import}. */
@Command(
    name = "import",
    description = {
      "Loads a file into a new dataset; the file may be larger than memory.",
      "Several files are stacked along a new first axis, in the order of the numbers in their"
          + " names."
    },
    footer = {
      "%nFILE is FILE.npy, FILE.npz:/NAME, FILE.h5:/PATH, FILE.tif (also a stack of pages),"
          + " FILE.png,",
      "or with --dtype and --shape bare elements in C order. FILE.npz or FILE.h5 alone, with"
          + " several",
      "arrays in it, is copied as a whole. Chunks are those of the file, unless --chunks says"
          + " other.",
      "%nExamples:",
      "  dosna import scan.npy hdf5:/data#pool/scan",
      "  dosna import scan.nxs:/entry/data hdf5:/data#pool --codecs shuffle,zstd:3",
      "  dosna import proj_*.tif hdf5:/data#pool/scan --chunks 16,256,256 --jobs 4",
      "  dosna import all.npz hdf5:/data#pool/all",
      "  dosna import scan.raw hdf5:/data#pool/scan --dtype \">u2\" --shape 100,512,512 --offset 64"
    })
final class ImportCommand extends ChunkAction {
  @Mixin private NewSpec spec = new NewSpec();
  @Mixin private ResumeOption resume = new ResumeOption();

  @Mixin private BareElements bare = new BareElements();

  @Parameters(
      paramLabel = "FILE... ADDRESS",
      hideParamSyntax = true,
      arity = "2..*",
      description =
          "the files, and the new dataset last; a pool alone takes it under the (first) file's"
              + " name")
  private List<Address> given;

  @Override
  public Integer call() throws IOException {
    List<Address> files =
        given.subList(0, given.size() - 1).stream()
            .sorted(Comparator.comparing(Address::toString, NaturalOrder.COMPARATOR))
            .toList();
    for (Address file : files) {
      if (!file.isFile()) {
        throw misuse("'" + file + "' is no file; use copy");
      }
    }
    Address to = given.get(given.size() - 1);
    if (files.size() > 1) {
      try (FileStack stack = FileStack.of(openers(files))) {
        load(stack, stack.spec(), files.get(0), to);
      }
    } else if (bare.isPresent()) {
      try (SourceFile raw = bare.open(files.get(0).file())) {
        load(raw.array(), raw.spec(), files.get(0), to);
      }
    } else {
      load(files.get(0), to);
    }
    return 0;
  }

  private Map<String, FileStack.Opener> openers(List<Address> files) {
    boolean isBare = bare.isPresent();
    Map<String, FileStack.Opener> openers = new LinkedHashMap<>();
    for (Address file : files) {
      FileStack.Opener opener =
          isBare
              ? bands -> bare.open(file.file())
              : bands -> SourceFile.open(file.file(), file.path(), bands);
      if (openers.put(file.toString(), opener) != null) {
        throw misuse("'" + file + "' is given twice");
      }
    }
    return openers;
  }

  /** What has several arrays is copied with all of them. */
  private void load(Address file, Address to) {
    try (Place source = read(file)) {
      if (source.isDataset()) {
        Dataset dataset = source.dataset();
        load(dataset, dataset.spec(), file, to);
      } else {
        Group group = source.group();
        try (Place target = make(to)) {
          new GroupCopy(spec.codecs(), spec.chunkSize(), resume, out()).copy(group, target);
        }
      }
    }
  }

  private void load(ArraySource source, DatasetSpec found, Address file, Address to) {
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
