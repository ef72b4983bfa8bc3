package org.dosna.backend.ram;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.DatasetSpec;
import org.dosna.NotFoundException;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.Resize;

/** What is kept of a dataset: its description, chunks and attributes. Shared by all who open it. */
final class RamData {
  /** A chunk's position as a map's key. */
  private record Key(long[] index) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && Arrays.equals(index, that.index);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(index);
    }
  }

  private final String name;
  private final Optional<ChunkForm> form;
  private volatile DatasetSpec spec;
  private final AtomicLong shrinks = new AtomicLong();
  private final Map<Key, RamChunk> chunks;
  private final Map<String, Object> attributes;

  /** Why it cannot be used any more. */
  private volatile Optional<String> gone = Optional.empty();

  RamData(String name, DatasetSpec spec) {
    this(
        name,
        Optional.of(spec.codecs())
            .filter(codecs -> !codecs.isEmpty())
            .map(codecs -> new ChunkForm(spec, new byte[0])),
        spec,
        new ConcurrentHashMap<>(),
        new ConcurrentHashMap<>());
  }

  private RamData(
      String name,
      Optional<ChunkForm> form,
      DatasetSpec spec,
      Map<Key, RamChunk> chunks,
      Map<String, Object> attributes) {
    this.name = name;
    this.form = form;
    this.spec = spec;
    this.chunks = chunks;
    this.attributes = attributes;
  }

  /** The same under another path; what was opened under the old one is told so. */
  synchronized RamData renamed(String path) {
    gone = Optional.of("was renamed to '" + path + "'; open it under that name");
    return new RamData(path, form, spec, chunks, attributes);
  }

  String name() {
    return name;
  }

  DatasetSpec spec() {
    return spec;
  }

  /** How often it was made smaller; counted when others can see that, and nothing is dropped. */
  long shrinks() {
    return shrinks.get();
  }

  Map<String, Object> attributes() {
    requireNotDeleted();
    return attributes;
  }

  /** What chunks are stored as, if they have codecs. */
  Optional<ChunkForm> form() {
    return form;
  }

  /** A chunk of fill value that is not added yet. */
  RamChunk newChunk(long[] index) {
    return form.isEmpty()
        ? new ChunkMemory(index, spec.fillChunk())
        : new EncodedChunk(name, spec, index, form.get());
  }

  Optional<RamChunk> chunk(long[] index) {
    requireNotDeleted();
    return Optional.ofNullable(chunks.get(new Key(index)));
  }

  /** Adds a chunk, unless there is one, which is returned then. */
  Optional<RamChunk> addIfAbsent(long[] index, RamChunk chunk) {
    requireNotDeleted();
    return Optional.ofNullable(chunks.putIfAbsent(new Key(index.clone()), chunk));
  }

  boolean removeChunk(long[] index) {
    requireNotDeleted();
    return chunks.remove(new Key(index)) != null;
  }

  Stream<long[]> indices() {
    requireNotDeleted();
    DatasetSpec shown = spec;
    return chunks.keySet().stream().map(key -> key.index().clone()).filter(shown::hasChunk);
  }

  /**
   * Changes the shape.
   *
   * @param change gives the new shape for the present one
   * @param fill writes what belongs into a new part, before others can see it
   */
  synchronized void resize(UnaryOperator<long[]> change, Consumer<DatasetSpec> fill) {
    new Resize() {
      @Override
      protected DatasetSpec present() {
        return spec;
      }

      @Override
      protected void dropOutside(DatasetSpec shown) {
        RamData.this.dropOutside(shown);
      }

      @Override
      protected void show(DatasetSpec after) {
        boolean shrink = isShrink(spec, after);
        spec = after;
        if (shrink) {
          shrinks.incrementAndGet();
        }
      }
    }.run(change, fill);
  }

  /** So that what lies outside a shape reads as fill value if it is inside one day. */
  private void dropOutside(DatasetSpec shown) {
    chunks.keySet().removeIf(key -> !shown.hasChunk(key.index()));
    chunks.forEach(
        (key, chunk) -> {
          if (shown.grid().extentElements(key.index()) < shown.grid().chunkElements()) {
            chunk.fillOutside(shown);
          }
        });
  }

  void delete() {
    gone = Optional.of("was deleted; open it again if it was made anew");
    chunks.clear();
  }

  private void requireNotDeleted() {
    gone.ifPresent(
        why -> {
          throw new NotFoundException("Dataset '" + name + "' " + why);
        });
  }
}
