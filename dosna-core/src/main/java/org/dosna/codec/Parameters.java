package org.dosna.codec;

import java.util.List;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.text.Wording;

/** Checks what stands behind a codec's name. */
final class Parameters {
  private Parameters() {}

  /** Refuses any. */
  static String none(String codec, String given) {
    if (!given.isEmpty()) {
      throw new DosnaException(
          "The codec '" + codec + "' has no parameters; it was given '" + shown(given) + "'");
    }
    return given;
  }

  /** A level, of which there is a usual one. */
  static String level(String codec, String given, int usual, int least, int most) {
    if (given.isEmpty()) {
      return Integer.toString(usual);
    }
    try {
      int level = Integer.parseInt(given);
      if (level >= least && level <= most) {
        return Integer.toString(level);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new DosnaException(
        "The codec '"
            + codec
            + "' has levels "
            + least
            + " to "
            + most
            + ", such as "
            + codec
            + ":"
            + usual
            + "; it was given '"
            + shown(given)
            + "'");
  }

  /** One of some words; the first is the usual one. */
  static String word(String codec, String given, List<String> words) {
    if (given.isEmpty()) {
      return words.get(0);
    }
    if (!words.contains(given)) {
      throw new DosnaException(
          "The codec '"
              + codec
              + "' is given one of "
              + Wording.quoted(words)
              + ", not '"
              + shown(given)
              + "'");
    }
    return given;
  }

  private static String shown(String given) {
    return Arguments.excerpt(given);
  }
}
