package org.dosna.engine.mpi;

import java.nio.file.Path;
import org.dosna.testkit.NumpyCases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs give on two ranks what they give in numpy. */
@Tag("native")
@Tag("pypi")
class NumpyCasesTest {
  private static final int SECONDS = 1800;

  @TempDir Path folder;

  @Test
  void hdf5() throws Exception {
    assertNoDifference(500);
  }

  @Test
  @Tag("long")
  void hdf5Often() throws Exception {
    assertNoDifference(20_000);
  }

  private void assertNoDifference(int programs) throws Exception {
    Path table = NumpyCases.generate(folder, programs);
    MpiRun run =
        MpiRun.of("openmpi", 2, SECONDS, NumpyCasesProgram.class, folder.resolve("store"), table);
    run.assertGood();
    for (int rank = 0; rank < 2; rank++) {
      run.assertPrinted("rank " + rank + " of 2: [" + programs + " programs]");
    }
  }
}
