/** The {@code ceph} backend: one RADOS object per chunk. */
module org.dosna.backend.ceph {
  requires transitive org.dosna;
}
