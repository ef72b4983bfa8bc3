package org.dosna;

import java.util.List;
import org.dosna.discovery.Services;
import org.dosna.spi.Engine;

/**
 * Where everything starts: choose a backend (where chunks are kept) and an engine (who does the
 * work), then get a cluster.
 *
 * <pre>{@code
 * Dosna.use("hdf5", "threads");
 * try (Cluster cluster = Dosna.cluster("data").connect()) {
 *   Pool pool = cluster.createPool("scans");
 *   Dataset dataset = pool.createDataset("first", NDArray.random(DType.FLOAT32, 1, 100, 100, 100));
 *   System.out.println(dataset.get("0, 0, :10"));
 * }
 * }</pre>
 *
 * <p>The choice is process-wide and holds for clusters made afterwards; {@link #with} chooses for
 * one cluster only. At first it is {@code ram} and {@code cpu}. All methods may be called by any
 * thread.
 */
public final class Dosna {
  /** The cluster's name where none is given: {@value}. */
  public static final String DEFAULT_CLUSTER = "dosna";

  private static volatile Status status = new Status("ram", "cpu", Options.none());

  private Dosna() {}

  /**
   * Chooses backend and engine for new clusters in this process.
   *
   * @param backend one of {@link #backends()}
   * @param engine one of {@link #engines()}
   * @throws DosnaException if there is no such backend or engine; the choice is as before then
   */
  public static void use(String backend, String engine) {
    use(backend, engine, Options.none());
  }

  /**
   * Chooses backend and engine for new clusters in this process.
   *
   * @param backend one of {@link #backends()}
   * @param engine one of {@link #engines()}
   * @param engineOptions the engine's options
   * @throws DosnaException if there is no such backend, engine or option; the choice is as before
   *     then
   */
  public static synchronized void use(String backend, String engine, Options engineOptions) {
    status = Services.checked(new Status(backend, engine, engineOptions));
  }

  /**
   * Chooses the backend for new clusters in this process; the engine stays.
   *
   * @param backend one of {@link #backends()}
   * @throws DosnaException if there is no such backend
   */
  public static synchronized void useBackend(String backend) {
    use(backend, status.engine(), status.engineOptions());
  }

  /**
   * Chooses the engine for new clusters in this process; the backend stays.
   *
   * @param engine one of {@link #engines()}
   * @throws DosnaException if there is no such engine
   */
  public static void useEngine(String engine) {
    useEngine(engine, Options.none());
  }

  /**
   * Chooses the engine for new clusters in this process; the backend stays.
   *
   * @param engine one of {@link #engines()}
   * @param engineOptions the engine's options
   * @throws DosnaException if there is no such engine or option
   */
  public static synchronized void useEngine(String engine, Options engineOptions) {
    use(status.backend(), engine, engineOptions);
  }

  /**
   * The present choice.
   *
   * @return backend, engine and the engine's options
   */
  public static Status status() {
    return status;
  }

  /**
   * The backends that are there to choose from.
   *
   * @return names of the backends found on the class or module path, sorted
   */
  public static List<String> backends() {
    return Services.backendNames();
  }

  /**
   * The engines that are there to choose from.
   *
   * @return names of the engines found on the class or module path, sorted
   */
  public static List<String> engines() {
    return Services.engineNames();
  }

  /**
   * An engine itself: for engines that build on others.
   *
   * @param name one of {@link #engines()}
   * @return the engine
   * @throws DosnaException if there is no such engine; the message says what to do
   */
  public static Engine engine(String name) {
    return Services.engine(name);
  }

  /**
   * A cluster named {@value #DEFAULT_CLUSTER}, of the chosen backend and engine.
   *
   * @return the cluster, not yet connected
   */
  public static Cluster cluster() {
    return new Selector(status).cluster();
  }

  /**
   * A cluster of the chosen backend and engine.
   *
   * @param name what the backend takes as a cluster's name: a folder for hdf5
   * @return the cluster, not yet connected
   */
  public static Cluster cluster(String name) {
    return new Selector(status).cluster(name);
  }

  /**
   * A cluster of the chosen backend and engine.
   *
   * @param name what the backend takes as a cluster's name: a folder for hdf5
   * @param backendOptions the backend's options, and those of the chunk cache, see {@link
   *     Selector#cluster(String, Options)}
   * @return the cluster, not yet connected
   * @throws DosnaException if the backend does not know an option; the message lists those it knows
   */
  public static Cluster cluster(String name, Options backendOptions) {
    return new Selector(status).cluster(name, backendOptions);
  }

  /**
   * Chooses backend and engine without touching the process-wide choice.
   *
   * @param backend one of {@link #backends()}
   * @param engine one of {@link #engines()}
   * @return makes clusters of this choice
   * @throws DosnaException if there is no such backend or engine
   */
  public static Selector with(String backend, String engine) {
    return with(backend, engine, Options.none());
  }

  /**
   * Chooses backend and engine without touching the process-wide choice.
   *
   * @param backend one of {@link #backends()}
   * @param engine one of {@link #engines()}
   * @param engineOptions the engine's options
   * @return makes clusters of this choice
   * @throws DosnaException if there is no such backend, engine or option
   */
  public static Selector with(String backend, String engine, Options engineOptions) {
    return new Selector(Services.checked(new Status(backend, engine, engineOptions)));
  }
}
