/** The backend {@code ram}: chunks in memory. */
module org.dosna.backend.ram {
  requires transitive org.dosna;

  exports org.dosna.backend.ram;

  provides org.dosna.spi.Backend with
      org.dosna.backend.ram.RamBackend;
}
