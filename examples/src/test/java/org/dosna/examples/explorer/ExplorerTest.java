package org.dosna.examples.explorer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.image.Downsample;
import org.dosna.image.Pyramid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What the explorer's server answers. */
class ExplorerTest {
  private static final String SITE = "https://viewer.example.org";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Elements of a tile, with what is said of them. */
  private record Tile(String head, double[] values, Optional<String> tag) {}

  @TempDir private Path folder;

  private Cluster cluster;
  private Pool pool;
  private Address address;
  private Explorer explorer;

  @BeforeEach
  void start(TestInfo test) {
    address = Address.parse("ram:explorer-" + test.getDisplayName().replaceAll("\\W", ""));
    cluster = Dosna.with("ram", "cpu").cluster(address.cluster()).connect();
    pool = cluster.createPool("pool");
    pool.createDataset("entry/scan", NDArray.arange(DType.INT16, 5, 6, 7), 2, 3, 4);
    explorer = serve(address, Access.local(List.of(SITE)));
  }

  @AfterEach
  void end() {
    explorer.close();
    cluster.deletePool("pool");
    cluster.close();
  }

  private static Explorer serve(Address what, Access access) {
    return Explorer.start(Place.read(what, what.cluster(false, "cpu", Options.none())), access, 0);
  }

  private static HttpResponse<byte[]> send(Explorer from, String path, String... headers) {
    return send(from, HttpRequest.newBuilder(URI.create(from.url() + path)), headers);
  }

  private static HttpResponse<byte[]> send(
      Explorer from, HttpRequest.Builder request, String... headers) {
    try {
      return CLIENT.send(
          (headers.length == 0 ? request : request.headers(headers)).build(),
          BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(from.url(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private String get(String path) {
    HttpResponse<byte[]> response = send(explorer, path);
    assertEquals(200, response.statusCode(), text(response));
    return text(response);
  }

  private void refused(int status, String problem, String path) {
    HttpResponse<byte[]> response = send(explorer, path);
    assertEquals(status, response.statusCode(), text(response));
    assertTrue(text(response).contains(problem), text(response));
  }

  private Tile tile(String query) {
    HttpResponse<byte[]> response = send(explorer, "api/tile?" + query);
    assertEquals(200, response.statusCode(), text(response));
    ByteBuffer bytes = ByteBuffer.wrap(response.body()).order(ByteOrder.LITTLE_ENDIAN);
    byte[] head = new byte[bytes.getInt()];
    bytes.get(head);
    String said = new String(head, StandardCharsets.UTF_8);
    boolean isSingle = said.contains("\"itemSize\": 4");
    double[] values = new double[bytes.remaining() / (isSingle ? Float.BYTES : Double.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = isSingle ? bytes.getFloat() : bytes.getDouble();
    }
    return new Tile(said, values, response.headers().firstValue("ETag"));
  }

  @Test
  void factsAreThoseOfThePlace() {
    assertTrue(get("api/facts?path=").contains("{\"path\": \"\", \"kind\": \"cluster\""));
    String group = get("api/facts?path=pool");
    assertTrue(group.contains("\"kind\": \"pool\"") && group.contains("\"entry\""), group);
    String facts = get("api/facts?path=pool/entry/scan");
    assertTrue(facts.contains("\"dtype\": \"int16\", \"shape\": [5, 6, 7]"), facts);
    assertTrue(get("api/stored?path=pool/entry/scan").contains("\"storedChunks\": 12"));
    assertTrue(get("api/start").contains("\"viridis\""));
    refused(404, "'nothing' not found", "api/facts?path=pool/nothing");
    refused(404, "'other'", "api/facts?path=other");
    refused(400, "'path'", "api/facts");
  }

  @Test
  void tilesArePlanesOfAnyTwoAxes() {
    NDArray scan = pool.getDataset("entry/scan").get();
    String path = "path=pool/entry/scan&step=1&row=0&column=0";
    Tile plane = tile(path + "&rows=1&columns=2&at=3,0,0");
    assertTrue(plane.head.contains("\"shape\": [6, 7]"), plane.head);
    assertArrayEquals(scan.get("3").toDoubles(), plane.values);
    assertArrayEquals(
        scan.get(":, :, 2").transpose().toDoubles(),
        tile(path + "&rows=1&columns=0&at=0,0,2").values);
    assertArrayEquals(
        scan.get("0, ::2, ::2").toDoubles(),
        tile("path=pool/entry/scan&step=2&row=0&column=0&rows=1&columns=2&at=0,0,0").values);
    assertEquals(
        0,
        tile("path=pool/entry/scan&step=1&row=9&column=0&rows=1&columns=2&at=0,0,0").values.length);
    refused(400, "0 to 2", "api/tile?" + path + "&rows=1&columns=3&at=3,0,0");
    refused(400, "two of the 3 axes", "api/tile?" + path + "&rows=1&columns=1&at=3,0,0");
    refused(400, "whole numbers", "api/tile?" + path + "&rows=1&columns=2&at=a,b,c");
  }

  @Test
  void largeIntegersAndOneAxisAreRight() {
    pool.createDataset("line", NDArray.of(new long[] {1L << 40, 5, -3}));
    Tile line = tile("path=pool/line&step=1&row=0&column=0&columns=0&at=0");
    assertArrayEquals(new double[] {1L << 40, 5, -3}, line.values);
    assertTrue(get("api/value?path=pool/line&at=0").contains("\"1099511627776\""));
    refused(400, "out of range", "api/value?path=pool/line&at=7");
  }

  @Test
  void aTileComesFromTheCoarsestLevelThatHasItsElements() {
    NDArray data = NDArray.random(DType.UINT8, 1, 40, 40);
    var group = pool.createGroup("pyramid");
    Pyramid.build(pool.createDataset("data", data, 10, 10), group, 3, Downsample.max());
    String path = "path=pool/pyramid/0&row=0&column=0&rows=0&columns=1&at=0,0&step=";
    assertTrue(tile(path + 1).head.contains("\"level\": \"pyramid/0\""));
    assertTrue(tile(path + 2).head.contains("\"level\": \"pyramid/1\""));
    Tile coarse = tile(path + 8);
    assertTrue(coarse.head.contains("\"level\": \"pyramid/2\""), coarse.head);
    assertArrayEquals(group.getDataset("2").get("::2, ::2").toDoubles(), coarse.values);
    assertTrue(
        tile("path=pool/pyramid/1&row=0&column=0&rows=0&columns=1&at=0,0&step=2")
            .head
            .contains("\"level\": \"pyramid/2\""));
  }

  @Test
  void withoutLevelsFewChunksAreRead() {
    pool.createDataset(
        "huge", DatasetSpec.of(DType.FLOAT32, 4096, 4096, 4096).chunkSize(64, 64, 64));
    Tile far = tile("path=pool/huge&row=0&column=0&rows=1&columns=2&at=0,0,0&step=16");
    assertTrue(far.head.contains("\"sampled\": true"), far.head);
    assertEquals(16 * 16, far.values.length);
    Tile near = tile("path=pool/huge&row=3&column=3&rows=1&columns=2&at=0,0,0&step=1");
    assertTrue(near.head.contains("\"sampled\": false"), near.head);
  }

  @Test
  void aTileThatIsAsItWasIsNotSentAgain() {
    String query = "path=pool/entry/scan&step=1&row=0&column=0&rows=1&columns=2&at=3,0,0";
    String tag = tile(query).tag.orElseThrow();
    assertEquals(304, send(explorer, "api/tile?" + query, "If-None-Match", tag).statusCode());
    pool.getDataset("entry/scan").set("3, 0, 0", -1);
    HttpResponse<byte[]> changed = send(explorer, "api/tile?" + query, "If-None-Match", tag);
    assertEquals(200, changed.statusCode());
    assertNotEquals(tag, changed.headers().firstValue("ETag").orElseThrow());
  }

  @Test
  void storedChunksOfAPlaneAreTold() {
    pool.createDataset("sparse", DatasetSpec.of(DType.INT8, 10, 10).chunkSize(4, 4)).set("9, 1", 1);
    assertTrue(
        get("api/chunks?path=pool/sparse&rows=0&columns=1&at=0,0&chunkRows=0,9&chunkColumns=0,2")
            .contains("\"stored\": [\"00\", \"00\", \"10\"]"));
    pool.createDataset("many", DatasetSpec.of(DType.INT8, 4000, 4000).chunkSize(4, 4));
    refused(
        400,
        "zoom in",
        "api/chunks?path=pool/many&rows=0&columns=1&at=0,0&chunkRows=0,999&chunkColumns=0,999");
  }

  @Test
  void aSliceIsSaved() throws IOException {
    String plane = "path=pool/entry/scan&rows=2&columns=0&at=0,4,0";
    Path file = folder.resolve("slice.npy");
    Files.write(file, send(explorer, "slice.npy?" + plane).body());
    assertEquals(pool.getDataset("entry/scan").get(":, 4").transpose().get(), Npy.read(file));
    HttpResponse<byte[]> png = send(explorer, "slice.png?" + plane + "&colors=gray&low=0&high=200");
    var image = ImageIO.read(new ByteArrayInputStream(png.body()));
    assertEquals(5, image.getWidth());
    assertEquals(7, image.getHeight());
    assertEquals(
        "attachment; filename=\"slice.png\"",
        png.headers().firstValue("Content-Disposition").orElseThrow());
    pool.createDataset("large", DatasetSpec.of(DType.INT8, 10_000, 10_000));
    refused(413, "dosna export", "slice.npy?path=pool/large&rows=0&columns=1&at=0,0");
  }

  @Test
  void thePageIsThereAndNothingElse() {
    assertTrue(get("").contains("main.js"));
    assertTrue(get("main.js").contains("import"));
    refused(404, "nothing", "package-info.class");
    refused(404, "nothing", "Routes.class");
    refused(404, "nothing", "%2e%2e/ColorMap.class");
    HttpResponse<byte[]> page = send(explorer, "");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'"), policy);
  }

  @Test
  void onlyReadingIsAllowed() {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(explorer.url() + "zarr/pool/entry/scan/c/0/0/0"))
              .method(method, HttpRequest.BodyPublishers.ofString("x"));
      assertEquals(405, send(explorer, request).statusCode(), method);
    }
  }

  @Test
  void namesThatOthersMakeLeadHereAreRefused() throws IOException {
    int port = URI.create(explorer.url()).getPort();
    assertEquals("200", status(port, "localhost:" + port));
    assertEquals("200", status(port, "[::1]"));
    assertEquals("403", status(port, "evil.example.org:" + port));
    assertEquals("403", status(port, "localhost.evil.example.org"));
  }

  private static String status(int port, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = "GET /api/start HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.US_ASCII).split(" ")[1];
    }
  }

  @Test
  void othersNeedTheToken() {
    try (Explorer open = serve(address, Access.withToken("0.0.0.0", List.of()))) {
      String here = open.url().replace("0.0.0.0", "127.0.0.1");
      String bare = here.replaceFirst("[^/]+/$", "");
      assertEquals(200, status(here + "api/start"));
      assertEquals(200, status(here + "zarr/pool/zarr.json"));
      assertEquals(403, status(bare + "api/start"));
      assertEquals(403, status(bare + "zarr/pool/zarr.json"));
      assertEquals(403, status(bare + "x/api/start"));
      assertFalse(here.equals(serveUrl()), "the token is drawn anew");
    }
  }

  private String serveUrl() {
    try (Explorer other = serve(address, Access.withToken("0.0.0.0", List.of()))) {
      return other.url();
    }
  }

  private int status(String url) {
    return send(explorer, HttpRequest.newBuilder(URI.create(url))).statusCode();
  }

  @Test
  void sitesThatWereToldReadZarrAndNoOthers() {
    String array = "zarr/pool/entry/scan/zarr.json";
    assertEquals(Optional.of(SITE), allowed(array, SITE));
    assertEquals(Optional.empty(), allowed(array, "https://other.example.org"));
    assertEquals(Optional.empty(), allowed("api/start", SITE));
    // A viewer has to see that a chunk is not stored.
    assertEquals(Optional.of(SITE), allowed("zarr/pool/entry/scan/c/9/9/9", SITE));
    HttpRequest.Builder ask =
        HttpRequest.newBuilder(URI.create(explorer.url() + array))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    HttpResponse<byte[]> answer = send(explorer, ask, "Origin", SITE);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Access-Control-Allow-Headers").isPresent());
  }

  private Optional<String> allowed(String path, String site) {
    return send(explorer, path, "Origin", site).headers().firstValue("Access-Control-Allow-Origin");
  }

  @Test
  void onlyWhatIsAtTheAddressIsShown() {
    pool.createDataset("secret", NDArray.arange(DType.INT8, 3));
    try (Explorer some = serve(address.at("pool", "entry"), Access.local(List.of()))) {
      assertEquals(200, send(some, "api/facts?path=pool/entry/scan").statusCode());
      assertEquals(403, send(some, "api/facts?path=pool/secret").statusCode());
      assertEquals(403, send(some, "api/facts?path=pool").statusCode());
      assertEquals(200, send(some, "zarr/pool/entry/scan/zarr.json").statusCode());
      assertEquals(200, send(some, "zarr/pool/entry/scan/c/0/0/0").statusCode());
      assertEquals(403, send(some, "zarr/pool/secret/zarr.json").statusCode());
      assertEquals(403, send(some, "zarr/pool/secret/c/0").statusCode());
      assertEquals(403, send(some, "zarr/pool/zarr.json").statusCode());
    }
  }

  @Test
  void aFileIsShownToo() {
    Path file = folder.resolve("a file.npy");
    Npy.write(file, NDArray.arange(DType.INT16, 4, 4));
    try (Explorer some = serve(Address.parse(file.toString()), Access.local(List.of()))) {
      assertTrue(text(send(some, "api/start")).contains("\"top\": \"a file.npy/a file\""));
      String facts = text(send(some, "api/facts?path=a%20file.npy/a%20file"));
      assertTrue(facts.contains("int16"), facts);
    }
  }

  @Test
  void zarrHasSizesAndParts() {
    String chunk = "zarr/pool/entry/scan/c/0/0/0";
    byte[] whole = send(explorer, chunk).body();
    assertEquals(2 * 2 * 3 * 4, whole.length);
    HttpResponse<byte[]> part = send(explorer, chunk, "Range", "bytes=4-7");
    assertEquals(206, part.statusCode());
    assertArrayEquals(Arrays.copyOfRange(whole, 4, 8), part.body());
    assertEquals("bytes 4-7/48", part.headers().firstValue("Content-Range").orElseThrow());
    assertArrayEquals(
        Arrays.copyOfRange(whole, 40, 48), send(explorer, chunk, "Range", "bytes=-8").body());
    assertEquals(416, send(explorer, chunk, "Range", "bytes=48-").statusCode());
    HttpRequest.Builder head =
        HttpRequest.newBuilder(URI.create(explorer.url() + chunk))
            .method("HEAD", HttpRequest.BodyPublishers.noBody());
    assertEquals("48", send(explorer, head).headers().firstValue("Content-Length").orElseThrow());
    refused(404, "no such object", "zarr/pool/entry/scan/c/9/9/9");
    refused(404, "no such object", "zarr/pool/entry/scan/.zarray");
    refused(404, "no such object", "zarr/pool/nothing/zarr.json");
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    int port = URI.create(explorer.url()).getPort();
    Place place = Place.read(address, address.cluster(false, "cpu", Options.none()));
    DosnaException e =
        assertThrows(
            DosnaException.class,
            () -> Explorer.start(place, Access.local(List.of()), port).close());
    assertTrue(String.valueOf(e.getMessage()).contains("port " + port), e.getMessage());
  }
}
