package org.dosna.backend.ceph;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.Options;

/**
 * The backend's settings.
 *
 * @param confFile Ceph's configuration file
 * @param timeout seconds to wait for a monitor when connecting
 * @param opTimeout seconds to wait for the answer to a request
 * @param user the Ceph user, such as {@code client.admin}
 * @param namespace the namespace within each pool that objects are in
 * @param inflight how many requests each thread keeps on their way; at most 1024
 */
record CephOptions(
    Path confFile, int timeout, int opTimeout, String user, String namespace, int inflight) {
  private static final String CONF_FILE = "conffile";
  private static final String TIMEOUT = "timeout";
  private static final String OP_TIMEOUT = "op_timeout";
  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT = "client.";
  private static final String NAMESPACE = "namespace";
  private static final String INFLIGHT = "inflight";

  /** The default of librados' own objecter_inflight_ops: more would wait there, and take memory. */
  private static final int MOST_INFLIGHT = 1024;

  static final Set<String> NAMES =
      Set.of(CONF_FILE, TIMEOUT, OP_TIMEOUT, CLIENT_ID, NAMESPACE, INFLIGHT);

  static CephOptions of(Options options) {
    return new CephOptions(
        path(options.getString(CONF_FILE, "ceph.conf")),
        options.getInt(TIMEOUT, 5, 1),
        options.getInt(OP_TIMEOUT, 30, 1),
        user(options.getString(CLIENT_ID, "admin")),
        options.getString(NAMESPACE, ""),
        Math.min(options.getInt(INFLIGHT, 16, 1), MOST_INFLIGHT));
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new DosnaException(
          "Option "
              + CONF_FILE
              + " cannot be '"
              + file
              + "': "
              + e.getReason()
              + ". It is the path of a file, in characters of this machine's locale",
          e);
    }
  }

  private static String user(String id) {
    if (id.isEmpty() || id.startsWith(CLIENT)) {
      throw new DosnaException(
          "Option "
              + CLIENT_ID
              + " cannot be '"
              + Arguments.excerpt(id)
              + "': it is the Ceph user without '"
              + CLIENT
              + "', such as "
              + (id.length() > CLIENT.length() ? id.substring(CLIENT.length()) : "admin"));
    }
    return CLIENT + id;
  }

  /** What to say of a request that had no answer in time. */
  String afterTimeout() {
    return "op_timeout is " + opTimeout + " s";
  }

  /** The same of one that was to change something. */
  String afterTimeoutOfChange() {
    return afterTimeout() + ". It is unknown whether it was done, or still will be";
  }
}
