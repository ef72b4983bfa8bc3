/** The {@code ceph} backend: one RADOS object per chunk. */
@SuppressWarnings("requires-automatic") // rados-java and JNA have no module-info.
module org.dosna.backend.ceph {
  requires transitive org.dosna;
  requires com.fasterxml.jackson.core;
  requires com.sun.jna;
  requires org.slf4j;
  requires rados;

  exports org.dosna.backend.ceph;

  // JNA binds the native methods by reflection.
  opens org.dosna.backend.ceph to
      com.sun.jna;

  provides org.dosna.spi.Backend with
      org.dosna.backend.ceph.CephBackend;
}
