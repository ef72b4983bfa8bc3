package org.dosna.examples.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long actions took that were done in turn, again and again. */
final class Timings {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, List<Double>> millis = new LinkedHashMap<>();
  private final Map<String, List<String>> limits = new LinkedHashMap<>();

  /**
   * Does an action.
   *
   * @param title what it is called in the table
   * @param limit titles of the actions whose times together are the limit for its time; none if
   *     there is no limit
   */
  void time(String title, List<String> limit, Runnable action) {
    long begun = System.nanoTime();
    action.run();
    double taken = (System.nanoTime() - begun) / NANOS_PER_MILLI;
    millis.computeIfAbsent(title, t -> new ArrayList<>()).add(taken);
    limits.put(title, limit);
  }

  /** Prints the best and the median of each action's times, and the limit's best beside. */
  void print(PrintWriter out, String limitName) {
    out.printf("%-32s %9s %9s  %s%n", "", "best ms", "median ms", "of " + limitName + "'s speed");
    for (String title : millis.keySet()) {
      double limit = limits.getOrDefault(title, List.of()).stream().mapToDouble(this::best).sum();
      String share = limit == 0 ? "" : format("%.0f%%", 100 * limit / best(title));
      out.printf(
          "%-32s %9s %9s  %s%n",
          title, format("%.2f", best(title)), format("%.2f", median(title)), share);
    }
    out.flush();
  }

  private double best(String title) {
    return sorted(title).get(0);
  }

  private double median(String title) {
    List<Double> sorted = sorted(title);
    return sorted.get(sorted.size() / 2);
  }

  private List<Double> sorted(String title) {
    return millis.getOrDefault(title, List.of()).stream().sorted().toList();
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
