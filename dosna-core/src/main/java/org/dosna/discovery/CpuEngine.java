package org.dosna.discovery;

import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.spi.Engine;

/**
 * The sequential engine: every plan is one lane, walked by the caller. That is what datasets do by
 * themselves, so nothing is wrapped.
 */
public final class CpuEngine implements Engine {
  /** For ServiceLoader. */
  public CpuEngine() {}

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Cluster wrap(Cluster cluster, Options options) {
    return cluster;
  }
}
