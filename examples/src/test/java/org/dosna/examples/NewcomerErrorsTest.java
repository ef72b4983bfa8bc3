package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each error that newcomers make is answered with what to do. */
class NewcomerErrorsTest {
  @TempDir private Path folder;

  private List<String> answers;

  @BeforeEach
  void makeErrors() throws IOException, InterruptedException {
    List<String> missing = List.of("dosna-backend-ceph", "dosna-engine-mpi");
    Program program = Program.runWithout(folder, missing, NewcomerErrors.class, folder.toString());
    assertEquals(List.of(), program.err());
    answers = program.out();
  }

  private void assertAnswer(String error, String... parts) {
    String answer =
        answers.stream().filter(a -> a.startsWith(error + ": ")).findFirst().orElse("no answer");
    for (String part : parts) {
      assertTrue(answer.contains(part), answer);
    }
  }

  @Test
  void eachIsAnsweredWithWhatToDo() {
    assertEquals(21, answers.size(), answers.toString());
    assertAnswer("wrong backend name", "'hdf'", "found: hdf5, npy, ram", "did you mean 'hdf5'?");
    assertAnswer("backend's module missing", "add org.dosna:dosna-backend-ceph");
    assertAnswer("engine's module missing", "add org.dosna:dosna-engine-mpi");
    assertAnswer("engine of the original", "its counterpart here is 'threads'");
    assertAnswer("wrong option", "'njobs'", "it knows: 'jobs'");
    assertAnswer("chunk size too short", "one value per axis: 3", "not 2: [4, 4]");
    assertAnswer("chunk size of 0", "values of 1 or more");
    assertAnswer("forgotten connect", "call connect() first");
    assertAnswer("index out of range", "axis 0", "allowed are -10 to 9");
    assertAnswer("too many axes", "4", "3 axes", "[10, 20, 30]");
    assertAnswer("slice not readable", "'1;2'", "write integers, ranges such as 36:80");
    assertAnswer("value of another shape", "[5]", "[20, 30]", "must be equal or 1");
    assertAnswer("pool exists", "open it with getPool");
    assertAnswer("no such pool", "it has: 'pool'");
    assertAnswer("no such dataset", "it has: 'data'");
    assertAnswer("name not allowed", "'.hidden'", "allowed is any Unicode without '/'");
    assertAnswer("no such dtype", "'f5'", "float32");
    assertAnswer("no such folder", "/missing", "create=true");
    assertAnswer("array too large", "Take a smaller slice", "blocks()");
    assertAnswer("picture of 3 axes", "[10, 20, 30]", "take a slice");
    assertAnswer("use after close", "open it with open() or getPool");
  }
}
