package org.dosna.text;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.dosna.Arguments;
import org.dosna.DosnaException;

/** A pattern of paths, as shells have them, with {@code **} for any number of groups. Immutable. */
public final class Glob {
  private final Pattern pattern;

  private Glob(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @param text a path with {@code *}, {@code **}, {@code ?}, {@code [a-c]}, {@code [!a-c]}
   * @return the pattern
   * @throws DosnaException if a bracket is not closed
   */
  public static Glob of(String text) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      at = translate(text, at, regex);
    }
    try {
      return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new DosnaException(
          "'"
              + Arguments.excerpt(text)
              + "' is no pattern of paths; allowed are *, **, ? and [a-c]",
          e);
    }
  }

  /** Appends what stands for the next part; gives where that ends. */
  private static int translate(String text, int at, StringBuilder regex) {
    if (text.startsWith("**/", at)) {
      regex.append("(?:.*/)?");
      return at + 3;
    }
    if (text.startsWith("**", at)) {
      regex.append(".*");
      return at + 2;
    }
    char c = text.charAt(at);
    switch (c) {
      case '*' -> regex.append("[^/]*");
      case '?' -> regex.append("[^/]");
      case '[' -> {
        return oneOf(text, at, regex);
      }
      default -> regex.append(Pattern.quote(String.valueOf(c)));
    }
    return at + 1;
  }

  private static int oneOf(String text, int at, StringBuilder regex) {
    int end = text.indexOf(']', at + 2);
    if (end < 0) {
      throw new DosnaException(
          "'" + Arguments.excerpt(text) + "' is no pattern of paths: '[' is not closed");
    }
    boolean not = text.charAt(at + 1) == '!';
    String members = text.substring(at + (not ? 2 : 1), end).replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
    regex.append(not ? "[^/" : "[").append(members).append(']');
    return end + 1;
  }

  /**
   * Whether a path matches.
   *
   * @param path names with {@code /} between them
   * @return true if all of it does
   */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
