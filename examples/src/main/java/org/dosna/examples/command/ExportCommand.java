package org.dosna.examples.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.dosna.ArraySource;
import org.dosna.Codecs;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Pool;
import org.dosna.backend.hdf5.Hdf5Export;
import org.dosna.examples.Address;
import org.dosna.examples.FileTarget;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;
import org.dosna.examples.files.RawFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna export}. */
@Command(
    name = "export",
    description = "Writes a dataset, a part of it, or a group or pool into a file.",
    footer = {
      "%nFILE is FILE.npy, FILE.raw (bare elements in C order), FILE.h5:/PATH or FILE.zarr:/PATH,",
      "where FILE.h5 and FILE.zarr alone take the dataset's own path, or a whole group; FILE.png"
          + " or",
      "FILE.tif for 2 axes; of 3, FILE.tif gets pages, and FILE-%%04d.png is one file for each.",
      "TIFF keeps any dtype but bool, PNG 8 and 16 bits; else the least value is black.",
      "%nExamples:",
      "  dosna export hdf5:/data#pool/scan scan.npy",
      "  dosna export hdf5:/data#pool/scan slice.h5:/entry/slice \"100\" --deflate 4",
      "  dosna export hdf5:/data#pool scans.zarr --codecs zstd:3",
      "  dosna export hdf5:/data#pool/scan slice.png \"100\" --percentiles 1,99",
      "  dosna export hdf5:/data#pool/scan slice-%%04d.tif \":, :500, :500\""
    })
final class ExportCommand extends ChunkAction {
  /** Writes a file. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  @Mixin private FileTarget format = new FileTarget();

  @Mixin private Contrast contrast = new Contrast();

  @Option(
      names = "--codecs",
      paramLabel = "LIST",
      description = "of FILE.zarr, such as zstd:3 (default: those of the dataset)")
  private Optional<String> codecs = Optional.empty();

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset, group or pool")
  private Address from;

  @Parameters(index = "1", paramLabel = "FILE", description = "see below")
  private Address to;

  @Parameters(
      index = "2",
      paramLabel = "SLICES",
      arity = "0..1",
      description = "a part of the dataset")
  private Slices slices = Slices.parse("...");

  @Override
  public Integer call() throws IOException {
    ExportFormat kind = ExportFormat.of(to.file());
    if (!to.isFile() || (!kind.hasPaths() && !to.path().isEmpty())) {
      throw misuse(
          "'"
              + to
              + "' cannot be written; FILE is FILE.npy, FILE.raw, FILE.png, FILE.tif, FILE.h5:/PATH"
              + " or FILE.zarr:/PATH");
    }
    contrast.isGiven();
    parsedCodecs();
    try (Place source = read(from)) {
      if (source.isDataset() || !kind.hasPaths()) {
        write(source.dataset(), kind);
      } else if (slices.isAll() && to.path().isEmpty()) {
        writeGroup(source, kind);
      } else {
        throw misuse("'" + from + "' is no dataset: it goes into FILE.h5 or FILE.zarr as a whole");
      }
    }
    out().println(from + " is in " + to);
    return 0;
  }

  private void writeGroup(Place source, ExportFormat kind) throws IOException {
    Group group = source.group();
    if (kind == ExportFormat.ZARR) {
      GroupCopy copy = new GroupCopy(parsedCodecs(), format.chunkSize(), new ResumeOption(), out());
      writeZarr(pool -> copy.copy(group, pool));
    } else {
      Hdf5Export hdf5 = format.hdf5(to.file());
      WatchedWork.watch(
          () -> {
            hdf5.write(group);
            return hdf5;
          });
    }
  }

  private void write(Dataset dataset, ExportFormat kind) throws IOException {
    DatasetView view = dataset.view(slices.array());
    ArraySource source = slices.isAll() ? dataset : view;
    String path = to.path().isEmpty() ? dataset.name() : to.path();
    Path file = to.file();
    switch (kind) {
      case NPY -> watch(source, () -> format.npy(file, source));
      case RAW -> {
        format.requireFree(file);
        watch(source, () -> RawFile.write(file, new byte[0], source));
      }
      case PNG, TIFF -> {
        Pictures pictures = new Pictures(format, contrast);
        watch(source, () -> pictures.write(view, file, kind == ExportFormat.TIFF));
      }
      case ZARR -> writeZarr(pool -> copy(dataset, pool, path));
      case HDF5 -> {
        Hdf5Export hdf5 = format.hdf5(file);
        watch(source, () -> hdf5.write(path, source));
      }
    }
  }

  private void watch(ArraySource source, Writing writing) {
    WatchedWork.watch(
        to.file().toString(),
        source,
        () -> {
          try {
            writing.run();
            return source;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void writeZarr(Consumer<Pool> fill) throws IOException {
    format.requireFree(to.file());
    new ZarrTarget(to.file()).write(fill);
  }

  private void copy(Dataset dataset, Pool pool, String path) {
    Optional<Codecs> chosen = parsedCodecs();
    if (slices.isAll()) {
      new GroupCopy(chosen, format.chunkSize(), new ResumeOption(), out())
          .copy(dataset, pool, path);
      return;
    }
    DatasetView view = dataset.view(slices.array());
    DatasetSpec spec = view.spec().codecs(chosen.orElse(dataset.spec().codecs()));
    int[] chunks = format.chunkSize();
    DatasetSpec wanted = chunks.length == 0 ? spec : spec.chunkSize(chunks);
    WatchedWork.watch(path, view, () -> pool.createDataset(path, wanted, view));
  }

  private Optional<Codecs> parsedCodecs() {
    try {
      return codecs.map(Codecs::parse);
    } catch (DosnaException e) {
      throw misuse(e);
    }
  }
}
