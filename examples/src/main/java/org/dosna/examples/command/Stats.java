package org.dosna.examples.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dosna.DType;
import org.dosna.DatasetView;
import org.dosna.Lazy;
import org.dosna.NDArray;
import org.dosna.examples.Address;
import org.dosna.examples.Distribution;
import org.dosna.examples.Json;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna stats}. */
@Command(
    name = "stats",
    description = {
      "Least, greatest and mean value, standard deviation and histogram; NaN left out.",
      "The histogram is that of finite elements; complex ones have none, nor a least value."
    },
    footer = {
      "%nExamples:",
      "  dosna stats --jobs 8 hdf5:/data#pool/scan",
      "  dosna stats --bins 10 --json hdf5:/data#pool/scan \"100:200\""
    })
final class Stats extends ChunkAction {
  private static final int BAR = 40;

  private static final Set<DType> COMPLEX = Set.of(DType.COMPLEX64, DType.COMPLEX128);
  private static final Set<DType> FLOATS = Set.of(DType.FLOAT16, DType.FLOAT32, DType.FLOAT64);

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "bins of the histogram (default: ${DEFAULT-VALUE})")
  private int bins = 16;

  @Option(names = "--json", description = "as a JSON object")
  private boolean json;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset")
  private Address address;

  @Parameters(index = "1", paramLabel = "SLICES", arity = "0..1", description = "a part of it")
  private Slices slices = Slices.parse("...");

  @Override
  public Integer call() {
    if (bins < 1) {
      throw misuse("--bins is 1 or more, not " + bins);
    }
    try (Place place = read(address)) {
      DatasetView view = place.dataset().view(slices.array());
      Map<String, Object> facts = WatchedWork.watch("stats", view, () -> facts(view));
      if (json) {
        out().println(Json.text(facts));
      } else {
        print(facts);
      }
    }
    return 0;
  }

  private Map<String, Object> facts(DatasetView view) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("count", view.size());
    if (view.size() == 0) {
      return facts;
    }
    if (COMPLEX.contains(view.dtype().nativeOrder())) {
      facts.put("mean", Lazy.of(view).mean().get().getObject());
      return facts;
    }
    NDArray min = view.nanMin();
    NDArray max = view.nanMax();
    facts.put("min", min.getObject());
    facts.put("max", max.getObject());
    facts.put("mean", view.nanMean().getObject());
    facts.put("std", view.nanStd().getObject());
    if (FLOATS.contains(view.dtype().nativeOrder())) {
      long finite = Distribution.isFinite(view).count().get().getLong();
      facts.put("notFinite", view.size() - finite);
    }
    Distribution.of(view, min, max, bins)
        .ifPresent(
            found -> {
              facts.put("edges", new double[] {found.low(), found.high()});
              facts.put("histogram", found.counts());
            });
    return facts;
  }

  private void print(Map<String, Object> facts) {
    for (String name : new String[] {"count", "min", "max", "mean", "std", "notFinite"}) {
      // Where all are finite, nothing is to be said.
      boolean isSaid = !name.equals("notFinite") || !facts.getOrDefault(name, 0L).equals(0L);
      if (isSaid && facts.containsKey(name)) {
        out().printf("%-5s %s%n", name, facts.get(name));
      }
    }
    if (facts.get("histogram") instanceof long[] counts
        && facts.get("edges") instanceof double[] edges) {
      draw(counts, edges[0], (edges[1] - edges[0]) / counts.length);
    }
  }

  private void draw(long[] counts, double lo, double width) {
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    for (int bin = 0; bin < counts.length; bin++) {
      // What there is at all is seen.
      int bar = (int) Math.ceil((double) counts[bin] * BAR / most);
      String line =
          String.format(
              Locale.ROOT, "%12.5g %12d %s", lo + bin * width, counts[bin], "#".repeat(bar));
      out().println(line.stripTrailing());
    }
  }
}
