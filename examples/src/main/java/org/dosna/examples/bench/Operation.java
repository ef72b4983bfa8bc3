package org.dosna.examples.bench;

/** What is done with a dataset, and how many bytes that moves. */
enum Operation {
  LOAD("load", Workload.CUBE_BYTES),
  FIRST_LOAD("firstLoad", Workload.CUBE_BYTES),
  GET("get", Workload.CUBE_BYTES),
  BOX("box", Workload.BOX_BYTES),
  PLANE("plane", Workload.PLANE_BYTES),
  FEW("few", Workload.FEW_BYTES);

  /** The name of the method that does it, in the benchmark classes and in h5py_bench.py. */
  final String method;

  final long bytes;

  Operation(String method, long bytes) {
    this.method = method;
    this.bytes = bytes;
  }
}
