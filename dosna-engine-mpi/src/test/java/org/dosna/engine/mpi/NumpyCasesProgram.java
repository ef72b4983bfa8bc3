package org.dosna.engine.mpi;

import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.testkit.NumpyCases;

/**
 * A rank that runs programs of which numpy has told what they give. Arguments: a folder for a store
 * of hdf5, and the programs. Prints a line {@code rank 0 of 2: [2000 programs]}, in the brackets
 * also what differs.
 */
final class NumpyCasesProgram {
  private NumpyCasesProgram() {}

  public static void main(String[] arguments) throws Exception {
    Options create = Options.of("create", true);
    try (Cluster cluster = Dosna.with("hdf5", "mpi").cluster(arguments[0], create).connect()) {
      Pool pool = cluster.createPool("pool");
      List<String> found = NumpyCases.differences(pool, Path.of(arguments[1]));
      System.out.println(cluster.group() + ": " + found);
    }
  }
}
