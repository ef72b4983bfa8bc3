module consumer {
  requires org.dosna;
}
