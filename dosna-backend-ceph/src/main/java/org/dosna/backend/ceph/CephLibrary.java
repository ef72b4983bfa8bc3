package org.dosna.backend.ceph;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.List;
import java.util.Map;
import org.dosna.DosnaException;

/** Where Ceph's library librados comes from. */
final class CephLibrary {
  /** Its name, as it is found on the machine. */
  static final String FILE = Platform.isMac() ? "rados" : "librados.so.2";

  /** Else the platform's charset would be taken, which need not have all characters. */
  static final Map<String, ?> STRINGS_IN_UTF8 = Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");

  private CephLibrary() {}

  /**
   * Loads it if that was not done before. To be called before {@link LibRados} is used, which could
   * only fail with an error that says less.
   *
   * @throws DosnaException if there is none; the message says what to install
   */
  static NativeLibrary load() {
    try {
      return NativeLibrary.getInstance(FILE, STRINGS_IN_UTF8);
    } catch (UnsatisfiedLinkError e) {
      throw new DosnaException(
          "The ceph backend needs Ceph's library librados, which cannot be loaded. On Debian and"
              + " Ubuntu: apt-get install librados2; on Fedora: dnf install librados2; on macOS:"
              + " brew install ceph-client, and start Java with -Djna.library.path=$(brew"
              + " --prefix)/lib. ("
              + reason(e)
              + ")",
          e);
    }
  }

  /** The first line of JNA's message names the library only. */
  private static String reason(UnsatisfiedLinkError e) {
    List<String> lines = String.valueOf(e.getMessage()).lines().toList();
    return lines.size() > 1 ? lines.get(1) : String.join("", lines);
  }
}
