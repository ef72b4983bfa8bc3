package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dosna.ArraySource;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dosna;
import org.dosna.Group;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.backend.ceph.CephBackend;
import org.dosna.backend.hdf5.Hdf5Backend;
import org.dosna.backend.hdf5.Hdf5Export;
import org.dosna.backend.hdf5.Hdf5Source;
import org.dosna.backend.ram.RamBackend;
import org.dosna.backend.zarr.ZarrBackend;
import org.dosna.backend.zarr.ZarrView;
import org.dosna.engine.mpi.MpiEngine;
import org.dosna.engine.threads.ThreadsEngine;
import org.dosna.testkit.ArgumentSweep;
import org.junit.jupiter.api.Test;

/** What backends and engines offer to users refuses null in our own words. */
class ArgumentsTest {
  @Test
  void nullIsRefusedByName() {
    List<Class<?>> classes =
        List.of(
            RamBackend.class,
            Hdf5Backend.class,
            Hdf5Source.class,
            Hdf5Export.class,
            CephBackend.class,
            ZarrBackend.class,
            ZarrView.class,
            ThreadsEngine.class,
            MpiEngine.class);
    Map<Class<?>, Object> samples = new HashMap<>();
    samples.put(String.class, "name");
    samples.put(Path.class, Path.of("file"));
    samples.put(Options.class, Options.none());
    samples.put(Cluster.class, Dosna.with("ram", "cpu").cluster("arguments"));
    samples.put(RamBackend.class, new RamBackend());
    samples.put(Hdf5Backend.class, new Hdf5Backend());
    samples.put(ArraySource.class, NDArray.arange(DType.INT8, 3));
    Cluster cluster = Dosna.with("ram", "cpu").cluster("groups").connect();
    Pool pool = cluster.createPool("pool");
    samples.put(Group.class, pool);
    samples.put(Pool.class, pool);
    samples.put(ZarrView.class, ZarrView.of(pool));
    samples.put(Hdf5Export.class, Hdf5Export.to(Path.of("file")));
    samples.put(CephBackend.class, new CephBackend());
    samples.put(ZarrBackend.class, new ZarrBackend());
    samples.put(ThreadsEngine.class, new ThreadsEngine());
    samples.put(MpiEngine.class, new MpiEngine());
    List<String> faults = new ArgumentSweep(samples, Map.of()).faults(classes, Set.of());
    faults.remove("no sample of " + Hdf5Source.class.getName());
    assertEquals("", String.join("\n", faults));
  }
}
