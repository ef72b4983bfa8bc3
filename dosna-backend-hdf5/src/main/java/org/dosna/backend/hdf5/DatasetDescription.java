package org.dosna.backend.hdf5;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dosna.DatasetSpec;
import org.dosna.NotFoundException;
import org.dosna.backend.hdf5.FileStore.Content;
import org.dosna.backend.hdf5.LockFiles.Identity;

/**
 * What {@code dataset.h5} says of a dataset. Each change replaces the file; a file that is still
 * the same need not be read again. Thread safe.
 */
final class DatasetDescription {
  private record Known(Identity file, DatasetFile content) {}

  private final Path file;
  private final DatasetLocks locks;
  private final FileStore store;
  private volatile Known known;

  /**
   * Reads a description.
   *
   * @param folder where it is now: the dataset's folder, or one that will take its name
   */
  DatasetDescription(DatasetLocks locks, FileStore store, Path folder) {
    this.file = locks.folder().resolve(Folders.METADATA);
    this.locks = locks;
    this.store = store;
    this.known = read(folder.resolve(Folders.METADATA));
  }

  private Known read(Path from) {
    Identity now =
        Identity.ifAny(from)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "The dataset in " + locks.folder() + " was deleted or renamed"));
    boolean same = known != null && known.file.equals(now);
    return same ? known : new Known(now, DatasetFile.read(from));
  }

  /**
   * Reads the file if it is another one than before.
   *
   * @throws NotFoundException if it describes another dataset
   */
  // The very same one is meant: then nothing was read.
  @SuppressWarnings("ReferenceEquality")
  void refresh() {
    Known now = read(file);
    if (now == known) {
      return;
    }
    DatasetSpec other = now.content.shown();
    if (other.dtype() != shown().dtype()
        || !Arrays.equals(other.chunkSize(), shown().chunkSize())
        || !other.fillElement().equals(shown().fillElement())
        || !other.codecs().equals(shown().codecs())
        || !Arrays.equals(now.content.incarnation(), known.content.incarnation())) {
      throw locks.madeAnew();
    }
    known = now;
  }

  /** All that the file says of the dataset. */
  DatasetFile content() {
    return known.content;
  }

  /** What the dataset is made of, as readers see it; known without looking at the file. */
  DatasetSpec shown() {
    return known.content.shown();
  }

  /** How often the dataset was made smaller; known without looking at the file. */
  long shrinks() {
    return known.content.shrinks();
  }

  /** The same with the shape that writers have to keep, which is larger while the dataset grows. */
  DatasetSpec kept() {
    return known.content.kept();
  }

  /** Whether a chunk was inside the dataset's shape at any time. */
  boolean everHadChunk(long[] index) {
    return known.content.everHadChunk(index);
  }

  /**
   * Changes the shape.
   *
   * @param shown what readers see from now on
   * @param kept what writers keep from now on
   */
  void setShape(DatasetSpec shown, DatasetSpec kept) {
    change(metadata -> DatasetFile.withShape(metadata, shown, kept));
    refresh();
  }

  Map<String, Object> userAttributes() {
    refresh();
    return UserAttributes.of(MetadataFile.read(file));
  }

  /** Sets an attribute of the user's, or removes it if there is no value. */
  void setUserAttribute(String attribute, Optional<Object> value) {
    change(metadata -> UserAttributes.changed(metadata, attribute, value));
  }

  private void change(UnaryOperator<MetadataFile> change) {
    locks.withMetadata(
        () -> {
          byte[] bytes = change.apply(MetadataFile.read(file)).toBytes();
          Path temporary = store.writeTemporary(file, Content.of(bytes));
          store.publish(temporary, file, this::requireCurrent);
          return file;
        });
  }

  private void requireCurrent() {
    locks.requireCurrent();
    refresh();
  }
}
