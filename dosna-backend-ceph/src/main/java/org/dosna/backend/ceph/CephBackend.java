package org.dosna.backend.ceph;

import java.util.Set;
import org.dosna.Arguments;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.spi.Backend;

/**
 * The backend {@code ceph}: one RADOS object per chunk, in pools of a Ceph cluster. The cluster's
 * name is for messages only; what it is, the configuration file says. Needs Ceph's library
 * librados.
 *
 * <p>Options: {@code conffile} (default {@code ceph.conf}): Ceph's configuration file; {@code
 * timeout} (5): seconds to wait for a monitor when connecting; {@code op_timeout} (30): seconds to
 * wait for the answer to a request; {@code client_id} (admin): the Ceph user, without {@code
 * client.}; {@code namespace} (none): the namespace in each pool; {@code inflight} (16): how many
 * requests each thread keeps on their way.
 */
public final class CephBackend implements Backend {
  /** For ServiceLoader. */
  public CephBackend() {}

  @Override
  public String name() {
    return "ceph";
  }

  @Override
  public Set<String> optionNames() {
    return CephOptions.NAMES;
  }

  @Override
  public Cluster cluster(String name, Options options) {
    Arguments.require("name", name);
    Arguments.require("options", options);
    return new CephCluster(name, CephOptions.of(options));
  }
}
