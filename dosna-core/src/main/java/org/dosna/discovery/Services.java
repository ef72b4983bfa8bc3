package org.dosna.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
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
        throw new DosnaException("The " + owner + " has no option '" + name + "'; " + list);
      }
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
            + name
            + "' on the class path (found: "
            + listed(backendNames())
            + "); "
            + advice(name, backendNames(), "add org.dosna:dosna-backend-" + name));
  }

  /**
   * An engine.
   *
   * @param name its name
   * @return the engine
   * @throws DosnaException if there is none; the message says what to do
   */
  public static Engine engine(String name) {
    List<Engine> engines = engines();
    for (Engine engine : engines) {
      if (engine.name().equals(name)) {
        return engine;
      }
    }
    String found = "No engine '" + name + "' (found: " + listed(engineNames()) + "); ";
    for (Engine engine : engines) {
      if (engine.counterpartOf().contains(name)) {
        throw new DosnaException(found + "its counterpart here is '" + engine.name() + "'");
      }
    }
    throw new DosnaException(
        found + advice(name, engineNames(), "add org.dosna:dosna-engine-" + name));
  }

  /** A name that begins as one of those found is probably misspelt; else its module is missing. */
  private static String advice(String name, List<String> found, String otherwise) {
    for (String other : found) {
      int length = Math.min(name.length(), other.length());
      if (length > 1 && name.regionMatches(true, 0, other, 0, length)) {
        return "did you mean '" + other + "'?";
      }
    }
    return otherwise;
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
