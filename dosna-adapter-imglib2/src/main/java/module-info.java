/** Datasets as images of ImgLib2. */
// javac dislikes the digit in the name; ImgLib2 has no module-info.
@SuppressWarnings({"module", "requires-automatic", "requires-transitive-automatic"})
module org.dosna.adapter.imglib2 {
  requires transitive net.imglib2;
  requires transitive org.dosna;

  exports org.dosna.adapter.imglib2;
}
