package org.dosna.examples.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** How long actions took that were done in turn, again and again. */
final class Timings {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, List<Double>> millis = new LinkedHashMap<>();
  private final Map<String, List<String>> limits = new LinkedHashMap<>();

  /**
   * Does an action.
   *
   * @param title what it is called in the table
   * @param limit titles of the actions whose times together are the limit for its time, done as
   *     often as this one; none if there is no limit
   */
  void time(String title, List<String> limit, Runnable action) {
    long begun = System.nanoTime();
    action.run();
    double taken = (System.nanoTime() - begun) / NANOS_PER_MILLI;
    millis.computeIfAbsent(title, t -> new ArrayList<>()).add(taken);
    limits.put(title, limit);
  }

  /** Prints the best and the median of each action's times, and the limit's beside. */
  void print(PrintWriter out, String limitName) {
    out.printf("%-32s %9s %9s  %s%n", "", "best ms", "median ms", "of " + limitName + "'s speed");
    for (String title : millis.keySet()) {
      List<String> limit = limits.getOrDefault(title, List.of());
      String share = limit.isEmpty() ? "" : format("%.0f%%", 100 * share(title, limit));
      out.printf(
          "%-32s %9s %9s  %s%n",
          title, format("%.2f", best(title)), format("%.2f", median(times(title))), share);
    }
    out.flush();
  }

  /** The median of what the limit takes of an action's time, each of one round. */
  private double share(String title, List<String> limit) {
    List<Double> times = times(title);
    return median(
        IntStream.range(0, times.size())
            .mapToObj(
                round ->
                    limit.stream().mapToDouble(part -> times(part).get(round)).sum()
                        / times.get(round))
            .toList());
  }

  private double best(String title) {
    return times(title).stream().min(Double::compare).orElseThrow();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private List<Double> times(String title) {
    return millis.getOrDefault(title, List.of());
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
