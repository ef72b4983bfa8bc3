package org.dosna.examples.command;

import static org.dosna.examples.command.Run.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.examples.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeTest {
  @TempDir private Path folder;

  @BeforeEach
  void createStore() {
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(folder.toString()).connect();
        Pool pool = cluster.createPool("pool")) {
      pool.createDataset("scan", NDArray.arange(DType.INT16, 4, 5, 6));
    }
  }

  @Test
  void itIsServedUntilItIsInterrupted() throws Exception {
    PipedReader reader = new PipedReader();
    try (BufferedReader said = new BufferedReader(reader);
        PrintWriter out = new PrintWriter(new PipedWriter(reader))) {
      CommandLine line = DosnaCommand.line().setOut(out);
      String store = "hdf5:" + folder;
      FutureTask<Integer> served =
          new FutureTask<>(
              () -> Cli.execute(line, "serve", "--port", "0", "--jobs", "2", store + "#pool"));
      Thread thread = new Thread(served);
      thread.start();
      String first = said.readLine();
      assertTrue(first.matches(".*#pool is at http://127.0.0.1:\\d+/ until Ctrl\\+C"), first);
      String url = first.replaceFirst(".* is at (\\S+) .*", "$1");
      HttpRequest facts =
          HttpRequest.newBuilder(URI.create(url + "api/facts?path=pool/scan")).build();
      String answer = HttpClient.newHttpClient().send(facts, BodyHandlers.ofString()).body();
      assertTrue(answer.contains("\"shape\": [4, 5, 6]"), answer);
      thread.interrupt();
      assertEquals(0, served.get());
    }
  }

  @Test
  void whatCannotBeServedIsRefused() {
    refused(2, "there is nothing to show", "serve", "ram:x");
    refused(1, "no such file", "serve", folder.resolve("missing.npy").toString());
    refused(1, "not found", "serve", "hdf5:" + folder + "#nothing");
    refused(1, "not found", "serve", "hdf5:" + folder + "#pool/nothing");
    refused(1, "Cannot listen", "serve", "--listen", "192.0.2.1", "hdf5:" + folder);
  }
}
