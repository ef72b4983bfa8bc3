package org.dosna.backend.hdf5.format.link;

import java.util.Map;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.object.ObjectHeader;

/**
 * An object that a path led to.
 *
 * @param file the file that it is in
 * @param path its path there, as it was gone
 * @param address position of its header
 */
public record Target(FormatFile file, String path, long address) {
  private static final int MAX_NAMES = 20;

  /**
   * The root group of a file.
   *
   * @param file the file
   * @return its root
   */
  public static Target root(FormatFile file) {
    return new Target(file, "/", file.root());
  }

  /**
   * Its messages.
   *
   * @return the header
   */
  public ObjectHeader header() {
    return new ObjectHeader(file, address);
  }

  /**
   * What is in it, for messages.
   *
   * @return the first names of links, sorted; "nothing" if it is no group
   */
  public String members() {
    try {
      Map<String, Link> all = new Group(file, header()).all();
      String names = String.join(", ", all.keySet().stream().limit(MAX_NAMES).toList());
      return all.isEmpty() ? "nothing" : "[" + names + (all.size() > MAX_NAMES ? ", ...]" : "]");
    } catch (FormatException e) {
      return "what cannot be read: " + e.getMessage();
    }
  }
}
