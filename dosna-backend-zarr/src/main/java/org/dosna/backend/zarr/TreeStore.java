package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.dosna.NotFoundException;

/**
 * An object store whose keys are a tree: what lies in a folder can be made, moved and removed at
 * once. All that the backend needs of a place where Zarr arrays are: a folder of the file system is
 * a {@link DirectoryStore}, memory a {@link MemoryStore}. Folders are keys without a {@code /}
 * behind them; the empty one is the top.
 *
 * <p>A store in a cloud would implement the methods of {@link ObjectStore} by requests that such
 * stores have: ranged GET with the ETag as version ({@code If-Match}), PUT with {@code
 * If-None-Match: *} or {@code If-Match}, DELETE, and LIST with a prefix; {@link #children} by LIST
 * with the delimiter {@code /}. What they mostly lack it would have to make: {@link #createFolder}
 * and {@link #moveFolder} of several objects at once (by writing the metadata last, which is what
 * others see), and {@link #exclusive} (by an object put if absent that expires).
 */
interface TreeStore extends DraftStore {
  /**
   * What lies directly in a folder.
   *
   * @param name its name
   * @param isFolder whether others lie in it
   */
  record Child(String name, boolean isFolder) {}

  /**
   * Lists a folder. Not atomic, as {@link #list}.
   *
   * @return what lies in it, in any order; nothing if it is missing
   */
  List<Child> children(String folder);

  /**
   * Makes a folder with objects in it: others see all of them or none. Of several makers one
   * succeeds.
   *
   * @param objects by their names in the folder
   * @return false if something has its name
   * @throws NotFoundException if the folder that it lies in is missing
   */
  boolean createFolder(String folder, Map<String, ByteBuffer> objects);

  /**
   * Gives a folder another place, with all that is in it. Atomic.
   *
   * @return false if something has the name there
   * @throws NotFoundException if it is missing, or the folder that it is to lie in
   */
  boolean moveFolder(String from, String to);

  /**
   * Deletes a folder with all that is in it; for others it is gone at once.
   *
   * @return false if it is missing
   */
  boolean deleteFolder(String folder);

  /**
   * This store for who writes in a folder as long as it is the one that he knows.
   *
   * @param folder never made by a write
   * @param requireCurrent called just before each change, so that nothing gets between the two;
   *     throws if the folder is another one by now
   */
  DraftStore inside(String folder, Runnable requireCurrent);

  /**
   * What writers left in a folder that died.
   *
   * @param remove whether it is removed
   * @return what it is called
   */
  List<String> leftOvers(String folder, boolean remove);

  /** Which store it is, among all that a process can reach. */
  String location();

  /** Lets go of what is open and unused. */
  void rest();
}
