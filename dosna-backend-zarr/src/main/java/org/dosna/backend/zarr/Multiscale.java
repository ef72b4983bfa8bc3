package org.dosna.backend.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dosna.ImageLevels;

/**
 * An image of OME-Zarr (NGFF 0.4 in Zarr v2, 0.5 in Zarr v3): the same picture in several arrays,
 * each coarser than the one before, as the attribute {@code multiscales} of their group says.
 * Immutable.
 *
 * @param name what it is called; empty if nothing
 * @param axes the axes of all its arrays
 * @param levels its arrays, the finest first
 * @param whole where what the levels say lies in the end
 */
record Multiscale(String name, List<Axis> axes, List<Level> levels, Transform whole) {
  private static final List<String> USUAL_AXES = List.of("t", "c", "z", "y", "x");
  private static final String OME = "ome";
  private static final String MULTISCALES = "multiscales";
  private static final String VERSION = "version";
  private static final String NAME = "name";
  private static final String AXES = "axes";
  private static final String TYPE = "type";
  private static final String UNIT = "unit";
  private static final String DATASETS = "datasets";
  private static final String PATH = "path";
  private static final String TRANSFORMS = "coordinateTransformations";
  private static final String SCALE = "scale";
  private static final String TRANSLATION = "translation";

  /**
   * An axis.
   *
   * @param name its name
   * @param type {@code space}, {@code time}, {@code channel} or another; empty if it has none
   * @param unit for instance {@code micrometer}; empty if it has none
   */
  record Axis(String name, String type, String unit) {
    private static Axis of(JsonObject json) {
      return new Axis(json.string(NAME), optional(json, TYPE), optional(json, UNIT));
    }

    private Map<String, Object> json() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put(NAME, name);
      putIfAny(members, TYPE, type);
      putIfAny(members, UNIT, unit);
      return members;
    }

    /** For instance {@code z space micrometer}. */
    @Override
    public String toString() {
      return (name + " " + type).strip() + (unit.isEmpty() ? "" : " " + unit);
    }
  }

  /**
   * One array.
   *
   * @param path where it is in the group
   * @param transform from its elements' places to those in the whole image
   */
  record Level(String path, Transform transform) {
    private ImageLevels.Level in(int ndim, Transform place) {
      return new ImageLevels.Level(
          path,
          Transform.each(ndim, axis -> Transform.at(place.scale(), axis, 1)),
          Transform.each(ndim, axis -> Transform.at(place.translation(), axis, 0)));
    }
  }

  /**
   * A scale along each axis, and then a translation.
   *
   * @param scale a factor for each axis; none where nothing is scaled
   * @param translation what is added for each axis; none where nothing is
   */
  record Transform(List<Double> scale, List<Double> translation) {
    /** Changes nothing. */
    static final Transform IDENTITY = new Transform(List.of(), List.of());

    private static Transform of(JsonObject json, int axes) {
      List<Double> scale = List.of();
      List<Double> translation = List.of();
      for (Object step : json.has(TRANSFORMS) ? json.list(TRANSFORMS) : List.of()) {
        JsonObject object = JsonObject.of(json.where() + ", " + TRANSFORMS, step);
        String type = object.string(TYPE);
        if (type.equals(SCALE) && scale.isEmpty() && translation.isEmpty()) {
          scale = numbers(object, SCALE, axes);
        } else if (type.equals(TRANSLATION) && translation.isEmpty()) {
          translation = numbers(object, TRANSLATION, axes);
        } else if (!type.equals("identity")) {
          throw object.wrong(TYPE, "'" + type + "' here; there are a scale, then a translation");
        }
      }
      return new Transform(scale, translation);
    }

    private static List<Double> numbers(JsonObject json, String name, int axes) {
      List<Double> numbers = new ArrayList<>();
      for (Object value : json.list(name)) {
        if (!(value instanceof Number number)) {
          throw json.wrong(name, "it has " + JsonObject.shown(value) + ", which is no number");
        }
        numbers.add(number.doubleValue());
      }
      if (numbers.size() != axes) {
        throw json.wrong(name, "it has " + numbers.size() + " numbers for " + axes + " axes");
      }
      return List.copyOf(numbers);
    }

    /** This one, and then another one. */
    Transform then(Transform next) {
      int axes =
          Math.max(
              Math.max(scale.size(), translation.size()),
              Math.max(next.scale.size(), next.translation.size()));
      return new Transform(
          scale.isEmpty() && next.scale.isEmpty()
              ? List.of()
              : each(axes, axis -> at(scale, axis, 1) * at(next.scale, axis, 1)),
          translation.isEmpty() && next.translation.isEmpty()
              ? List.of()
              : each(
                  axes,
                  axis ->
                      at(translation, axis, 0) * at(next.scale, axis, 1)
                          + at(next.translation, axis, 0)));
    }

    private static List<Double> each(int axes, IntToDoubleFunction value) {
      return IntStream.range(0, axes).mapToDouble(value).boxed().toList();
    }

    private static double at(List<Double> values, int axis, double otherwise) {
      return values.isEmpty() ? otherwise : values.get(axis);
    }

    private List<Object> json() {
      List<Object> steps = new ArrayList<>();
      if (!scale.isEmpty()) {
        steps.add(step(SCALE, scale));
      }
      if (!translation.isEmpty()) {
        steps.add(step(TRANSLATION, translation));
      }
      return steps;
    }

    private static Map<String, Object> step(String type, List<Double> values) {
      Map<String, Object> step = new LinkedHashMap<>();
      step.put(TYPE, type);
      step.put(type, values);
      return step;
    }

    /** For instance {@code scale [0.5, 0.5] translation [0.25, 0.25]}. */
    @Override
    public String toString() {
      return ((scale.isEmpty() ? "" : SCALE + " " + scale)
              + (translation.isEmpty() ? "" : " " + TRANSLATION + " " + translation))
          .strip();
    }
  }

  /**
   * An image of some levels. NGFF allows 2 to 5 axes, of which the last two or three are of space,
   * and before them one of time and one of channels or of another kind.
   *
   * @param levels the levels
   * @param names of the axes; axes without a name get the usual ones
   * @return empty if there are not so many axes, or their names are not in that order
   */
  static Optional<Multiscale> of(ImageLevels levels, List<String> names) {
    int ndim = levels.unit().size();
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < ndim; axis++) {
      String given = names.isEmpty() ? "" : names.get(axis);
      String name = given.isEmpty() ? usualName(axis - ndim) : given;
      axes.add(new Axis(name, type(name), levels.unit().get(axis)));
    }
    String types = axes.stream().map(Axis::type).collect(Collectors.joining(" "));
    boolean isAllowed = types.matches("(time )?(channel )?(space )?space space");
    return Optional.of(new Multiscale("", axes, levels(levels), Transform.IDENTITY))
        .filter(image -> isAllowed && axes.stream().map(Axis::name).distinct().count() == ndim);
  }

  private static List<Level> levels(ImageLevels levels) {
    return levels.levels().stream()
        .map(
            level ->
                new Level(
                    level.dataset(),
                    new Transform(
                        level.step(),
                        level.start().stream().allMatch(start -> start == 0)
                            ? List.of()
                            : level.start())))
        .toList();
  }

  /** The same without what only OME-Zarr has; empty if there is no level. */
  Optional<ImageLevels> imageLevels() {
    int ndim = axes.size();
    List<ImageLevels.Level> found =
        levels.stream().map(level -> level.in(ndim, level.transform().then(whole))).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new ImageLevels(axes.stream().map(Axis::unit).toList(), found));
  }

  private static String usualName(int fromLast) {
    return fromLast < -USUAL_AXES.size() ? "" : USUAL_AXES.get(USUAL_AXES.size() + fromLast);
  }

  private static String type(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "t", "time" -> "time";
      case "c", "channel" -> "channel";
      case "" -> "";
      default -> "space";
    };
  }

  /**
   * The image that a group is: the first, if there are several.
   *
   * @param attributes those of the group
   * @return empty if there is none
   * @throws org.dosna.DosnaException if it is not as the specification says
   */
  static Optional<Multiscale> find(JsonObject attributes) {
    JsonObject in = attributes.has(OME) ? attributes.object(OME) : attributes;
    return in.has(MULTISCALES)
        ? in.objects(MULTISCALES).stream().findFirst().map(Multiscale::of)
        : Optional.empty();
  }

  private static Multiscale of(JsonObject json) {
    List<Axis> axes = json.objects(AXES).stream().map(Axis::of).toList();
    List<Level> levels =
        json.objects(DATASETS).stream()
            .map(level -> new Level(level.string(PATH), Transform.of(level, axes.size())))
            .toList();
    return new Multiscale(optional(json, NAME), axes, levels, Transform.of(json, axes.size()));
  }

  private static String optional(JsonObject json, String name) {
    return json.has(name) && !json.get(name).equals(Json.NULL) ? json.string(name) : "";
  }

  private static void putIfAny(Map<String, Object> members, String name, String value) {
    if (!value.isEmpty()) {
      members.put(name, value);
    }
  }

  /**
   * What the attributes of its group are to say.
   *
   * @param zarrFormat 2, where that is as in NGFF 0.4, or 3, as in 0.5
   * @return attributes as a tree of JSON
   */
  Map<String, Object> json(int zarrFormat) {
    Map<String, Object> image = new LinkedHashMap<>();
    putIfAny(image, VERSION, zarrFormat == 2 ? "0.4" : "");
    putIfAny(image, NAME, name);
    image.put(AXES, axes.stream().map(Axis::json).toList());
    image.put(DATASETS, levels.stream().map(Multiscale::json).toList());
    if (!whole.equals(Transform.IDENTITY)) {
      image.put(TRANSFORMS, whole.json());
    }
    Map<String, Object> members = new LinkedHashMap<>();
    putIfAny(members, VERSION, zarrFormat == 2 ? "" : "0.5");
    members.put(MULTISCALES, List.of(image));
    return zarrFormat == 2 ? members : Map.of(OME, members);
  }

  private static Map<String, Object> json(Level level) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(PATH, level.path());
    members.put(TRANSFORMS, level.transform().json());
    return members;
  }

  /** For instance {@code axes [y space, x space], levels [0 scale [1.0, 1.0], 1 scale [2, 2]]}. */
  @Override
  public String toString() {
    return "axes "
        + axes
        + ", levels "
        + levels.stream()
            .map(level -> (level.path() + " " + level.transform().then(whole)).strip())
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
