package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TutorialTest {
  @TempDir private Path folder;

  /** These lines are in the README. */
  @Test
  void printsWhatTheReadmeShows() throws IOException, InterruptedException {
    Program tutorial = Program.run(folder, Tutorial.class);
    assertEquals(List.of(), tutorial.err());
    assertEquals(
        List.of(
            "RamDataset data float64 [100, 100, 100], chunks [32, 32, 32], grid [4, 4, 4]",
            "[0.56656158 0.74578176 0.97100275 0.44435922 0.4442647  0.76289439",
            " 0.87734869 0.52306718 0.28550868 0.79399661]",
            "all close: true",
            "[0.56656158 0.74578176 0.97100275 0.44435922 0.4442647  0.76289439",
            " 0.87734869 0.52306718 0.28550868 0.79399661]",
            "box equal: true"),
        tutorial.out());
    assertEquals(0, tutorial.exitCode());
  }
}
