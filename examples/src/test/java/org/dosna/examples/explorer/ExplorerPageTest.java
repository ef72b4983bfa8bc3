package org.dosna.examples.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.examples.Address;
import org.dosna.examples.ColorMap;
import org.dosna.examples.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the explorer in a real browser: what is drawn is looked at pixel by pixel. */
@Tag("native")
class ExplorerPageTest {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='caught'\">";
  private static final int LENGTH = 40;

  /** Contrast from 0 to the greatest of the axis that goes into the picture. */
  private static final String VIEW =
      "&at=10,20,20&axes=0,1,2&center=20,20,20&zoom=4&auto=&low=0&high=39&map=gray&live=";

  @TempDir private static Path folder;
  private static Browser browser;

  private String store;
  private Cluster cluster;
  private Pool pool;
  private Place place;
  private Explorer explorer;

  @BeforeAll
  static void startBrowser() throws Exception {
    browser = new Browser(folder);
  }

  @AfterAll
  static void endBrowser() throws Exception {
    browser.close();
  }

  @BeforeEach
  void start() throws Exception {
    store = Files.createTempDirectory(folder, "store").toString();
    cluster = Dosna.with("hdf5", "cpu").cluster(store).connect();
    pool = cluster.createPool("pool");
    Address address = Address.parse("hdf5:" + store + "?cache=64M");
    place = Place.read(address, address.cluster(false, "cpu", Options.none()));
    explorer = Explorer.start(place, Access.local(List.of()), 0);
  }

  @AfterEach
  void end() {
    explorer.close();
    place.close();
    cluster.close();
  }

  /** Each element is its position on axis 0. */
  private Dataset ramp(String name) {
    NDArray ramp = NDArray.arange(DType.FLOAT32, LENGTH).reshape(LENGTH, 1, 1);
    DatasetSpec spec =
        DatasetSpec.of(DType.FLOAT32, LENGTH, LENGTH, LENGTH)
            .chunkSize(20, 20, 20)
            .codecs(Codecs.parse("zlib:1, crc32c"));
    Dataset dataset = pool.createDataset(name, spec);
    dataset.set("...", ramp);
    return dataset;
  }

  private void open(String path, String live) throws Exception {
    browser.open(explorer.url() + "#path=" + path + VIEW + live);
    browser.await("document.querySelector('#views').getAttribute('aria-busy') === 'false'");
  }

  /** The colour at an element of a slice, by the numbers of the link. */
  private static String pixel(int view, double row, double column) {
    return "(() => { const c = document.querySelectorAll('#views canvas')["
        + view
        + "]; const r = devicePixelRatio;"
        + " const p = c.getContext('2d').getImageData(("
        + column
        + " + 0.5 - 20) * 4 * r + c.width / 2, ("
        + row
        + " + 0.5 - 20) * 4 * r + c.height / 2, 1, 1).data;"
        + " return (p[0] << 16 | p[1] << 8 | p[2]).toString(16); })()";
  }

  private static String gray(double value) {
    int bright = (int) Math.min(255, value * 256 / 39);
    return Integer.toHexString(ColorMap.GRAY.color(bright / 255.0));
  }

  private void awaitPixel(int view, int row, int column, double value) throws Exception {
    browser.await(pixel(view, row, column) + " === '" + gray(value) + "'");
  }

  @Test
  void theTreeShowsNamesAsTheyAre() throws Exception {
    ramp("entry/scan");
    pool.createDataset(HOSTILE.replace("/", ""), NDArray.arange(DType.INT8, 3));
    browser.open(explorer.url());
    browser.await("document.querySelector('#tree button')");
    assertEquals("▸ pool", browser.eval("return document.querySelector('#tree').innerText.trim()"));
    browser.eval("document.querySelector('#tree button').click()");
    browser.await("document.querySelectorAll('#tree button').length === 3");
    String tree = browser.eval("return document.querySelector('#tree').innerText");
    assertTrue(tree.contains(HOSTILE), tree);
    browser.eval("[...document.querySelectorAll('#tree button')][1].click()");
    browser.await("document.querySelector('#facts').innerText.includes('<img')");
    assertEquals("0", browser.eval("return document.querySelectorAll('img').length"));
    assertNotEquals("caught", browser.eval("return document.title"));
  }

  @Test
  void slicesAreDrawnAndASliderMovesThem() throws Exception {
    ramp("entry/scan");
    open("pool/entry/scan", "0");
    awaitPixel(0, 5, 33, 10);
    // Of the second slice axis 0 goes to the right, of the third down.
    awaitPixel(1, 5, 33, 33);
    awaitPixel(2, 5, 33, 5);
    browser.eval(
        "const s = document.querySelector('#sliders input'); s.value = 30;"
            + " s.dispatchEvent(new Event('input'))");
    awaitPixel(0, 5, 33, 30);
    String facts = browser.eval("return document.querySelector('#facts').innerText");
    assertTrue(facts.contains("40 × 40 × 40") && facts.contains("zlib:1, crc32c"), facts);
  }

  @Test
  void theMouseTurnsTheSlicesAndSaysWhatIsUnderIt() throws Exception {
    ramp("scan");
    open("pool/scan", "0");
    awaitPixel(0, 5, 33, 10);
    String middle =
        browser.eval(
            "const b = document.querySelector('#views canvas').getBoundingClientRect();"
                + " return [b.x + b.width / 2 + 2, b.y + b.height / 2 + 2].join()");
    double x = Double.parseDouble(middle.split(",")[0]);
    double y = Double.parseDouble(middle.split(",")[1]);
    browser.mouse("mouseMoved", x, y);
    browser.await("document.querySelector('#value').textContent === '[10, 20, 20] 10.0'");
    browser.wheel(x, y, 100);
    awaitPixel(0, 5, 33, 11);
    browser.click(x + 40, y);
    browser.await("location.hash.includes('at=11%2C20%2C30')");
    // Of the second slice axis 0 goes to the right.
    double right =
        x
            + Double.parseDouble(
                browser.eval(
                    "const [a, b] = [...document.querySelectorAll('#views canvas')]"
                        + ".map(c => c.getBoundingClientRect().x); return b - a"));
    browser.mouse("mousePressed", right - 40, y, 8);
    browser.mouse("mouseMoved", right + 40, y, 8);
    browser.mouse("mouseReleased", right + 40, y, 8);
    browser.await("document.querySelector('#ends').textContent === '20, 10 to 20, 30: 10 to 30'");
  }

  @Test
  void aLinkRestoresTheView() throws Exception {
    ramp("scan");
    open("pool/scan", "0");
    browser.eval(
        "const s = document.querySelectorAll('#sliders input[type=range]')[1]; s.value = 7;"
            + " s.dispatchEvent(new Event('input'))");
    browser.await("location.hash.includes('at=10%2C7%2C20')");
    String link = browser.eval("return location.href");
    browser.open(link);
    browser.await("document.querySelector('#sliders input[type=range]')");
    awaitPixel(0, 5, 33, 10);
    assertEquals(
        "10,7,20 gray",
        browser.eval(
            "return [...document.querySelectorAll('#sliders input[type=range]')]"
                + ".map(s => s.value).join() + ' ' + document.querySelector('#map').value"));
    assertEquals(link, browser.eval("return location.href"));
  }

  @Test
  void aBrokenChunkIsShownWhereItIs() throws Exception {
    ramp("scan");
    Path chunk = Path.of(store, "pool", "scan", "chunk_0_0_1.h5");
    byte[] bytes = Files.readAllBytes(chunk);
    for (int i = 0; i < 20; i++) {
      bytes[bytes.length - 40 + i] ^= 0x55;
    }
    Files.write(chunk, bytes);
    open("pool/scan", "0");
    browser.await("document.querySelector('#problems').innerText.includes('chunk [0, 0, 1]')");
    awaitPixel(0, 5, 13, 10); // beside it
    awaitPixel(0, 25, 33, 10);
    String broken = browser.eval("return " + pixel(0, 5, 33));
    int color = Integer.parseInt(broken, 16);
    assertTrue((color >> 16 & 0xff) > 2 * (color >> 8 & 0xff), "not red: " + broken);
  }

  @Test
  void whatAJobWritesIsSeenAndWhatIsDeletedIsSaid() throws Exception {
    Dataset scan = ramp("scan");
    open("pool/scan", "1");
    awaitPixel(0, 5, 33, 10);
    scan.set("10, :20", 39);
    awaitPixel(0, 5, 33, 39);
    awaitPixel(0, 25, 33, 10);
    pool.deleteDataset("scan");
    browser.await("document.querySelector('#problems').innerText.includes('scan')");
  }

  @Test
  void storedChunksAreShownAndOneAxisIsALine() throws Exception {
    DatasetSpec sparse = DatasetSpec.of(DType.UINT8, 40, 40).chunkSize(20, 20);
    pool.createDataset("sparse", sparse).set("30, 30", 1);
    browser.open(
        explorer.url()
            + "#path=pool/sparse&at=0,0&axes=0,0,1&center=20,20&zoom=4&auto=&low=0&high=9"
            + "&map=gray&live=0&chunks=1");
    browser.await(pixel(0, 35, 35) + " !== '0'");
    assertEquals("0", browser.eval("return " + pixel(0, 5, 5)));
    pool.createDataset("line", NDArray.arange(DType.FLOAT64, 100));
    browser.open(explorer.url() + "#path=pool/line");
    browser.await("document.querySelector('#ends').textContent === '0 to 99: 0 to 99'");
  }

  @Test
  @Timeout(60)
  void aSliceIsSaved() throws Exception {
    Dataset scan = ramp("scan");
    Path saved = Files.createDirectory(Path.of(store, "saved"));
    browser.saveTo(saved);
    open("pool/scan", "0");
    awaitPixel(0, 5, 33, 10);
    browser.eval("document.querySelectorAll('.saves a')[3].click()");
    Path file = saved.resolve("slice.npy");
    while (!Files.exists(file)) {
      Thread.sleep(20);
    }
    assertEquals(scan.get(":, :, 20").transpose().get(), Npy.read(file));
    assertEquals("", browser.eval("return document.querySelector('#problems').innerText"));
  }

  @Test
  void thePageWorksBehindAToken() throws Exception {
    ramp("scan");
    explorer.close();
    explorer = Explorer.start(place, Access.withToken("127.0.0.1", List.of()), 0);
    open("pool/scan", "0");
    awaitPixel(0, 5, 33, 10);
  }

  @Test
  void thePageHasManyColours() throws Exception {
    ramp("scan");
    browser.open(explorer.url() + "#path=pool/scan");
    browser.await("document.querySelector('#views').getAttribute('aria-busy') === 'false'");
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < seen.getHeight(); y++) {
      for (int x = 0; x < seen.getWidth(); x++) {
        colors.add(seen.getRGB(x, y));
      }
    }
    assertTrue(colors.size() > 100, colors.size() + " colours");
    assertEquals("", browser.eval("return document.querySelector('#problems').innerText"));
  }
}
