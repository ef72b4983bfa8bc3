package org.dosna.backend.ceph.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.testkit.RawStore;
import org.dosna.testkit.StoreFixture;

/**
 * {@link MiniCeph#shared} as the store of one contract test, which finds it empty. Tests that are
 * not about pools leave their pool to the next ones: to make and delete one takes longer than most
 * of them. Whoever uses the cluster afterwards calls {@link RawRados#deletePools} first.
 */
public final class CephStore implements StoreFixture {
  /** A test may have several stores at once, which share the cluster. */
  private static final AtomicInteger STORES = new AtomicInteger();

  private final String engine;
  private final Options engineOptions;
  private final int inflight;
  private final String cache;
  private Optional<String> kept = Optional.empty();

  /**
   * The store.
   *
   * @param engine name of the engine under test
   * @param engineOptions its options
   * @param inflight how many requests each thread keeps on their way; a few, so that what a test
   *     cancels after some chunks is not all on its way already
   */
  public CephStore(String engine, Options engineOptions, int inflight) {
    this(engine, engineOptions, inflight, "0");
  }

  /**
   * The store, with a chunk cache.
   *
   * @param engine name of the engine under test
   * @param engineOptions its options
   * @param inflight how many requests each thread keeps on their way
   * @param cache how much the cache holds
   */
  public CephStore(String engine, Options engineOptions, int inflight, String cache) {
    this.cache = cache;
    this.engine = engine;
    this.engineOptions = engineOptions;
    this.inflight = inflight;
    STORES.incrementAndGet();
  }

  @Override
  public Cluster newCluster() {
    String conf = MiniCeph.shared().confFile().toString();
    return Dosna.with("ceph", engine, engineOptions)
        .cluster("mini", Options.of("conffile", conf, "inflight", inflight, "cache", cache));
  }

  @Override
  public Pool firstPool(Cluster cluster, String name) {
    kept = Optional.of(name);
    return cluster.hasPool(name) ? cluster.getPool(name) : cluster.createPool(name);
  }

  @Override
  public Optional<RawStore> raw() {
    return Optional.of(new RawObjects());
  }

  @Override
  public void destroy() {
    if (STORES.decrementAndGet() == 0) {
      kept.ifPresentOrElse(RawRados.shared()::clear, RawRados.shared()::deletePools);
    }
  }

  /** Looks at the objects as a stranger does. */
  private static final class RawObjects implements RawStore {
    private static final int MOST_TRIES = 1000;
    private static final Pattern NUMBERS = Pattern.compile("\\d+(?:\\.\\d+)*");

    @Override
    public Optional<byte[]> chunk(String pool, String dataset, long... index) {
      return RawRados.shared().read(pool, object(dataset, index));
    }

    private static String object(String dataset, long... index) {
      return LongStream.of(index)
          .mapToObj(Long::toString)
          .collect(Collectors.joining(".", dataset + "/", ""));
    }

    @Override
    public void removeChunk(String pool, String dataset, long... index) {
      RawRados.shared().remove(pool, object(dataset, index));
    }

    @Override
    public List<long[]> chunks(String pool, String dataset) {
      return RawRados.shared().list(pool).stream()
          .filter(name -> name.startsWith(dataset + "/"))
          .map(name -> name.substring(dataset.length() + 1))
          .filter(numbers -> NUMBERS.matcher(numbers).matches())
          .map(numbers -> Stream.of(numbers.split("\\.")).mapToLong(Long::parseLong).toArray())
          .toList();
    }

    @Override
    public void addForeign(String pool, String name) {
      RawRados.shared().write(pool, name, new byte[] {1, 2, 3});
    }

    @Override
    public void changeChunk(
        String pool, String dataset, UnaryOperator<byte[]> change, long... index) {
      String object = object(dataset, index);
      RawRados rados = RawRados.shared();
      Optional<byte[]> stored = rados.read(pool, object);
      // Another client may not have heard yet that the pool was made anew.
      for (int tries = 0; stored.isEmpty() && tries < MOST_TRIES; tries++) {
        rados.list(pool);
        stored = rados.read(pool, object);
      }
      rados.write(pool, object, change.apply(stored.orElseThrow()));
    }

    @Override
    public void change(String pool, String dataset, Random random, UnaryOperator<byte[]> change) {
      RawRados rados = RawRados.shared();
      List<String> chunks =
          rados.list(pool).stream()
              .filter(name -> name.startsWith(dataset + "/"))
              .sorted()
              .toList();
      Map<String, byte[]> attributes = new TreeMap<>(rados.attributes(pool, dataset));
      if (random.nextBoolean() && !chunks.isEmpty()) {
        String chunk = chunks.get(random.nextInt(chunks.size()));
        rados.write(pool, chunk, change.apply(rados.read(pool, chunk).orElseThrow()));
      } else {
        List<String> names = List.copyOf(attributes.keySet());
        String name = names.get(random.nextInt(names.size()));
        rados.setAttribute(pool, dataset, name, change.apply(attributes.get(name)));
      }
    }
  }
}
