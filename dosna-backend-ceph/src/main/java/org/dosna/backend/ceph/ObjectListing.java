package org.dosna.backend.ceph;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects of a pool, fetched page by page: librados' {@code rados_list_ctx_t}. Objects that are
 * there all the while are listed; those that come or go meanwhile may be. Used by one thread.
 */
final class ObjectListing implements Iterator<ObjectListing.Entry>, Closeable {
  /**
   * An object.
   *
   * @param name its name
   * @param namespace the namespace that it is in, empty for the default one
   */
  record Entry(String name, String namespace) {}

  private final IoContext io;
  private final Pointer listing;
  private Optional<Entry> next = Optional.empty();
  private boolean ended;
  private boolean closed;

  ObjectListing(IoContext io) {
    this.io = io;
    Pointer context = io.acquire();
    PointerByReference created = new PointerByReference();
    int code = LibRados.rados_nobjects_list_open(context, created);
    if (code < 0) {
      io.release();
      throw io.listingFailure(code);
    }
    listing = created.getValue();
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty() && !ended) {
      next = fetch();
      ended = next.isEmpty();
    }
    return !ended;
  }

  @Override
  public Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more objects");
    }
    Entry entry = next.orElseThrow();
    next = Optional.empty();
    return entry;
  }

  private Optional<Entry> fetch() {
    if (closed) {
      throw new IllegalStateException("the listing was closed");
    }
    PointerByReference name = new PointerByReference();
    PointerByReference locator = new PointerByReference();
    PointerByReference namespace = new PointerByReference();
    int code = LibRados.rados_nobjects_list_next(listing, name, locator, namespace);
    if (code == Errno.ENOENT) {
      return Optional.empty();
    }
    if (code < 0) {
      throw io.listingFailure(code);
    }
    return Optional.of(new Entry(text(name), text(namespace)));
  }

  private static String text(PointerByReference reference) {
    Pointer text = reference.getValue();
    return text == null ? "" : text.getString(0, "UTF-8");
  }

  /** The names, lazily; closing the stream closes the listing. */
  Stream<String> names() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(this, Spliterator.NONNULL), false)
        .map(Entry::name)
        .onClose(this::close);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LibRados.rados_nobjects_list_close(listing);
      io.release();
    }
  }
}
