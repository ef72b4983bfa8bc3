package org.dosna.backend.zarr;

import java.util.function.Supplier;
import org.dosna.DosnaException;
import org.dosna.spi.ObjectStore;

/** A store whose objects may also be written bit by bit. */
interface DraftStore extends ObjectStore {
  /**
   * Begins to write an object.
   *
   * @param key the object's
   * @return a draft without any bytes; nothing is in the store before the first are appended
   */
  Draft draft(String key);

  /**
   * Does something while nobody else, in whatever process, does so under the same key.
   *
   * @param key any key; the object of that name is not locked by it
   * @throws DosnaException if the lock cannot be had
   */
  <T> T exclusive(String key, Supplier<T> action);
}
