package org.dosna.examples.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dosna.examples.bench.Measurements.Measurement;

/** Prints what was measured. */
final class Table {
  private static final String LINE = "%-42s %9s %9s %7s %7s %9s  %s%n";

  private final Measurements measurements;
  private final H5py h5py;

  Table(Measurements measurements, H5py h5py) {
    this.measurements = measurements;
    this.h5py = h5py;
  }

  void print(List<Row> rows, PrintWriter out) {
    out.println("GB/s and limits: of the best times. alloc: of the bytes moved. h5py: best ms.");
    out.printf(LINE, "", "best ms", "median ms", "GB/s", "alloc", "h5py", "times the limit");
    rows.forEach(row -> print(row, out));
    out.flush();
  }

  private void print(Row row, PrintWriter out) {
    Measurement measured = measurements.of(row.trial());
    String limits =
        row.limits().stream()
            .map(l -> format("%.2f %s", measurements.ratio(row.trial(), l), l.name()))
            .collect(Collectors.joining(", "));
    Optional<Double> other = row.h5py().flatMap(h5py::bestMillis);
    out.printf(
        LINE,
        row.title(),
        millis(measured.bestMillis()),
        millis(measured.medianMillis()),
        format("%.2f", row.bytes() / measured.bestMillis() / 1e6),
        format("%.1f%%", 100 * measured.allocatedBytes() / row.bytes()),
        other.map(Table::millis).orElse(""),
        limits);
  }

  private static String millis(double millis) {
    return format("%.3f", millis);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
