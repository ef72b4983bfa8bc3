package org.dosna.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.Status;
import org.dosna.spi.Backend;
import org.dosna.spi.Engine;
import org.dosna.text.Wording;
import org.slf4j.LoggerFactory;

/** Finds backends and engines through ServiceLoader. */
public final class Services {
  private Services() {}

  /**
   * The backends that there are.
   *
   * @return their names, sorted
   */
  public static List<String> backendNames() {
    return backends().stream().map(Backend::name).toList();
  }

  /**
   * The engines that there are.
   *
   * @return their names, sorted
   */
  public static List<String> engineNames() {
    return engines().stream().map(Engine::name).toList();
  }

  /**
   * Makes sure that a choice is possible, and that its engine is ready.
   *
   * @param choice backend, engine and the engine's options
   * @return the choice
   * @throws DosnaException if there is no such backend, engine or option
   */
  public static Status checked(Status choice) {
    requireOrder(choice);
    backend(choice.backend());
    Engine engine = engine(choice.engine());
    requireKnown(choice.engineOptions(), "engine '" + engine.name() + "'", engine.optionNames());
    engine.prepare(choice.engineOptions());
    return choice;
  }

  /**
   * Makes sure that a backend knows some options.
   *
   * @param backend the backend
   * @param options settings of a cluster
   * @throws DosnaException if there is one that it does not know; the message lists those it knows
   */
  public static void requireKnown(Backend backend, Options options) {
    requireKnown(options, "backend '" + backend.name() + "'", backend.optionNames());
  }

  private static void requireKnown(Options options, String owner, Set<String> known) {
    for (String name : options.names()) {
      if (!known.contains(name)) {
        String list =
            known.isEmpty() ? "it has none" : "it knows: " + Wording.quoted(sorted(known));
        throw new DosnaException(
            "The "
                + owner
                + " has no option '"
                + Arguments.excerpt(name)
                + "'; "
                + list
                + whose(name));
      }
    }
  }

  /** An option may have been given to the wrong side. */
  private static String whose(String option) {
    for (Backend backend : backends()) {
      if (backend.optionNames().contains(option)) {
        return "; '"
            + option
            + "' is one of the backend '"
            + backend.name()
            + "' and goes to the cluster: cluster(name, Options.of(\""
            + option
            + "\", ...))";
      }
    }
    for (Engine engine : engines()) {
      if (engine.optionNames().contains(option)) {
        return "; '"
            + option
            + "' is one of the engine '"
            + engine.name()
            + "' and goes where that is chosen: Dosna.use(backend, engine, Options.of(\""
            + option
            + "\", ...))";
      }
    }
    return "";
  }

  private static void requireOrder(Status choice) {
    boolean swapped =
        Missing.ENGINE.isName(choice.backend(), engineNames())
            && Missing.BACKEND.isName(choice.engine(), backendNames());
    if (swapped && !backendNames().contains(choice.backend())) {
      throw new DosnaException(
          "Backend and engine are swapped: '"
              + choice.backend()
              + "' is an engine and '"
              + choice.engine()
              + "' a backend; give the backend first: \""
              + choice.engine()
              + "\", \""
              + choice.backend()
              + "\"");
    }
  }

  /**
   * A backend.
   *
   * @param name its name
   * @return the backend
   * @throws DosnaException if there is none; the message says what to do
   */
  public static Backend backend(String name) {
    for (Backend backend : backends()) {
      if (backend.name().equals(name)) {
        return backend;
      }
    }
    throw new DosnaException(
        "No backend '"
            + Arguments.excerpt(name)
            + "' on the class path (found: "
            + listed(backendNames())
            + "); "
            + Missing.BACKEND.advice(name, backendNames()));
  }

  /**
   * An engine.
   *
   * @param name its name
   * @return the engine
   * @throws DosnaException if there is none; the message says what to do
   */
  public static Engine engine(String name) {
    Arguments.require("name", name);
    List<Engine> engines = engines();
    for (Engine engine : engines) {
      if (engine.name().equals(name)) {
        return engine;
      }
    }
    String found =
        "No engine '" + Arguments.excerpt(name) + "' (found: " + listed(engineNames()) + "); ";
    for (Engine engine : engines) {
      if (engine.counterpartOf().contains(name)) {
        throw new DosnaException(found + "its counterpart here is '" + engine.name() + "'");
      }
    }
    throw new DosnaException(found + Missing.ENGINE.advice(name, engineNames()));
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static List<Backend> backends() {
    List<Backend> found = load(ServiceLoader.load(Backend.class).iterator());
    found.sort(Comparator.comparing(Backend::name));
    return found;
  }

  private static List<Engine> engines() {
    List<Engine> found = load(ServiceLoader.load(Engine.class).iterator());
    found.sort(Comparator.comparing(Engine::name));
    return found;
  }

  private static <T> List<T> load(Iterator<T> services) {
    List<T> found = new ArrayList<>();
    while (services.hasNext()) {
      try {
        found.add(services.next());
      } catch (ServiceConfigurationError e) {
        // One broken module must not hide the others.
        LoggerFactory.getLogger(Services.class)
            .warn("A backend or engine was found but cannot be loaded", e);
      }
    }
    return found;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
