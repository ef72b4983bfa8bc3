package org.dosna.backend.ceph.testkit;

import java.nio.file.Path;
import java.util.Locale;
import org.dosna.backend.ceph.testkit.MiniCeph.Store;

/** Starts and stops a cluster from the command line. */
public final class MiniCephProgram {
  private static final String USAGE =
      """
      Usage: mini-ceph start DIR [OSDS] [memstore|bluestore]
             mini-ceph stop DIR

      Starts a Ceph cluster on this machine for trying things out, with all its files in DIR, which
      must not exist yet. One OSD in memory unless said otherwise. Stopping it deletes DIR.\
      """;

  private MiniCephProgram() {}

  /**
   * Does what the arguments say; ends the process with 1 if that fails, 2 if they make no sense.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    try {
      System.exit(run(args));
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static int run(String[] args) {
    if (args.length == 1 && args[0].equals("--help")) {
      System.out.println(USAGE);
      return 0;
    }
    boolean starts = args.length >= 2 && args.length <= 4 && args[0].equals("start");
    boolean stops = args.length == 2 && args[0].equals("stop");
    try {
      if (starts) {
        start(
            Path.of(args[1]),
            args.length > 2 ? Integer.parseInt(args[2]) : 1,
            Store.valueOf(args.length > 3 ? args[3].toUpperCase(Locale.ROOT) : "MEMSTORE"));
      } else if (stops) {
        MiniCeph.at(Path.of(args[1])).stop();
      }
    } catch (IllegalArgumentException e) {
      starts = false;
    }
    if (!starts && !stops) {
      System.err.println(USAGE);
      return 2;
    }
    return 0;
  }

  private static void start(Path dir, int osds, Store store) {
    MiniCeph ceph = MiniCeph.start(dir, osds, store);
    System.out.println("Started. Connect with the option conffile: " + ceph.confFile());
  }
}
