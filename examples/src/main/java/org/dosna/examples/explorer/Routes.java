package org.dosna.examples.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.InvalidSliceException;
import org.dosna.Slice;
import org.dosna.backend.zarr.ZarrView;
import org.dosna.examples.ColorMap;

/** What there is to ask for. Thread safe. */
final class Routes {
  private static final String ZARR = "/zarr/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");
  private static final int COLORS = 256;
  private static final long MOST_CHUNKS = 16_384;

  private final Served served;

  Routes(Served served) {
    this.served = served;
  }

  /** Whether other sites may be allowed to read it. */
  static boolean isForOthers(String path) {
    return path.startsWith(ZARR);
  }

  Answer answer(String path, Query query) {
    if (path.startsWith(ZARR)) {
      return zarr(path.substring(ZARR.length()));
    }
    return switch (path) {
      case "/api/start" -> Answer.json(start());
      case "/api/facts" -> Answer.json(served.facts(query.text("path")));
      case "/api/stored" -> Answer.json(served.stored(query.text("path")));
      case "/api/tile" -> tile(query);
      case "/api/value" -> value(query);
      case "/api/chunks" -> chunks(query);
      case "/slice.png" -> SavedSlice.png(served.image(query.text("path")), query);
      case "/slice.npy" -> SavedSlice.npy(served.image(query.text("path")), query);
      default -> page(path.equals("/") ? "index.html" : path.substring(1));
    };
  }

  /** A file of the page; none has a folder in its name, so that nothing else is reached. */
  private static Answer page(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type != null && name.matches("[a-z]+\\.[a-z]+")) {
      try (InputStream file = Routes.class.getResourceAsStream(name)) {
        if (file != null) {
          return Answer.of(type, ByteBuffer.wrap(file.readAllBytes()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new RefusedException(404, "There is nothing of that address");
  }

  private Map<String, Object> start() {
    Map<String, Object> start = new LinkedHashMap<>();
    start.put("top", served.top());
    Map<String, Object> maps = new LinkedHashMap<>();
    for (ColorMap map : ColorMap.values()) {
      maps.put(
          map.name().toLowerCase(Locale.ROOT),
          IntStream.range(0, COLORS).map(i -> map.color(i / (COLORS - 1.0))).toArray());
    }
    start.put("colorMaps", maps);
    start.put("nan", ColorMap.GRAY.color(Double.NaN));
    return start;
  }

  private Answer tile(Query query) {
    Image image = served.image(query.text("path"));
    Plane plane = Plane.of(query, image.dataset().ndim());
    long step = query.number("step", 1, 1L << 40);
    long most = Long.MAX_VALUE / step / Tiles.SIZE - 1;
    return Answer.of(
        "application/octet-stream",
        Tiles.read(
            image, plane, step, query.number("row", 0, most), query.number("column", 0, most)));
  }

  /** One element, as it is: a tile has it as a number of JavaScript. */
  private Answer value(Query query) {
    Dataset dataset = served.image(query.text("path")).dataset();
    Slice[] at = Arrays.stream(query.numbers("at")).mapToObj(Slice::at).toArray(Slice[]::new);
    if (at.length != dataset.ndim()) {
      throw new RefusedException(400, "'at' is a position on each axis");
    }
    try {
      return Answer.json(Map.of("value", dataset.get(at).getObject().toString()));
    } catch (InvalidSliceException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }

  /** Which chunks of a part of a plane are stored: a row of 0 and 1 for each row of chunks. */
  private Answer chunks(Query query) {
    Dataset dataset = served.image(query.text("path")).dataset();
    DatasetSpec spec = dataset.spec();
    Plane plane = Plane.of(query, dataset.ndim());
    long[] grid = spec.chunkGrid();
    long[] rows = plane.rows().map(axis -> range(query, "chunkRows", grid[axis])).orElse(one());
    long[] columns = range(query, "chunkColumns", grid[plane.columns()]);
    if ((rows[1] - rows[0]) * (columns[1] - columns[0]) > MOST_CHUNKS) {
      throw new RefusedException(
          400, "More than " + MOST_CHUNKS + " chunks are not looked at together; zoom in");
    }
    long[] index = new long[dataset.ndim()];
    Arrays.setAll(
        index, axis -> plane.place(dataset.shape(), spec.shape(), axis) / spec.chunkSize()[axis]);
    List<String> stored = new ArrayList<>();
    for (long row = rows[0]; row < rows[1]; row++) {
      StringBuilder line = new StringBuilder();
      for (long column = columns[0]; column < columns[1]; column++) {
        int down = plane.rows().orElse(plane.columns());
        index[down] = row;
        index[plane.columns()] = column;
        line.append(dataset.hasChunk(index) ? '1' : '0');
      }
      stored.add(line.toString());
    }
    return Answer.json(Map.of("rows", rows, "columns", columns, "stored", stored));
  }

  private static long[] one() {
    return new long[] {0, 1};
  }

  private static long[] range(Query query, String name, long count) {
    long[] given = query.numbers(name);
    if (given.length != 2) {
      throw new RefusedException(400, "'" + name + "' is where it begins and ends");
    }
    long begin = Math.max(0, Math.min(given[0], count));
    return new long[] {begin, Math.max(begin, Math.min(given[1], count))};
  }

  private Answer zarr(String path) {
    String[] parts = path.split("/", 2);
    Optional<ByteBuffer> found =
        parts.length < 2 ? Optional.empty() : ZarrView.of(served.pool(path)).get(parts[1]);
    return found
        .map(
            bytes ->
                Answer.of(
                    path.endsWith(".json") ? "application/json" : "application/octet-stream",
                    bytes))
        .orElseThrow(() -> new RefusedException(404, "There is no such object"));
  }
}
