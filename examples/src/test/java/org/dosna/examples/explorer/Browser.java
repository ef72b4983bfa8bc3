package org.dosna.examples.explorer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, of one page, driven by its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final int SECONDS = 60;
  private static final List<String> COMMAND =
      List.of(
          "chromium",
          "--headless=new",
          "--no-sandbox", // which root has none of
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--remote-debugging-port=0",
          "--window-size=1300,900");
  private static final Pattern ADDRESS = Pattern.compile("ws://([^/]+)/\\S+");
  private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern CONTENT =
      Pattern.compile("\"(?:value|data)\":\"([A-Za-z0-9+/=]*)\"");

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();

  Browser(Path folder) throws Exception {
    this.profile = Files.createDirectory(folder.resolve("chromium"));
    List<String> command = new ArrayList<>(COMMAND);
    command.add("--user-data-dir=" + profile);
    this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
    HttpClient client = HttpClient.newHttpClient();
    URI tab = URI.create("http://" + listening() + "/json/new?about:blank");
    String opened =
        client
            .send(
                HttpRequest.newBuilder(tab).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                BodyHandlers.ofString())
            .body();
    this.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(first(SOCKET, opened)), new Listener())
            .get(SECONDS, TimeUnit.SECONDS);
    call("Page.enable", "");
  }

  private String listening() throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        Thread rest = new Thread(() -> said.lines().forEach(more -> {}), "chromium");
        rest.setDaemon(true);
        rest.start();
        return matcher.group(1);
      }
      all.append(line).append('\n');
    }
    throw new IOException("chromium did not start: " + all);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  /** Gathers messages, which come in parts. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        Matcher id = ID.matcher(message);
        CompletableFuture<String> waiting =
            id.lookingAt() || (id.find() && message.indexOf("{\"id\"") == 0)
                ? answers.remove(Integer.valueOf(id.group(1)))
                : null;
        if (waiting != null) {
          waiting.complete(message.toString());
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private String call(String method, String parameters) throws Exception {
    int id = calls.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String message =
        "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}}";
    socket.sendText(message, true).get(SECONDS, TimeUnit.SECONDS);
    return answer.get(SECONDS, TimeUnit.SECONDS);
  }

  /** Goes to an address. */
  void open(String url) throws Exception {
    call("Page.navigate", "\"url\":\"about:blank\"");
    call("Page.navigate", "\"url\":\"" + url + "\"");
  }

  /** What an expression of JavaScript gives, as text; promises are waited for. */
  String eval(String script) throws Exception {
    String wrapped =
        "(async () => { const found = await (async () => {"
            + script
            + "})(); return btoa(unescape(encodeURIComponent(String(found)))); })()";
    String quoted = wrapped.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    String answer =
        call(
            "Runtime.evaluate",
            "\"expression\":\"" + quoted + "\",\"awaitPromise\":true,\"returnByValue\":true");
    if (answer.contains("exceptionDetails")) {
      throw new AssertionError(script + "\n" + answer);
    }
    byte[] value = Base64.getDecoder().decode(first(CONTENT, answer));
    return new String(value, StandardCharsets.UTF_8);
  }

  /** Waits until something is so, and says what the page shows if that never comes. */
  void await(String condition) throws Exception {
    String found =
        eval(
            "for (let n = 0; n < 2000; n++) { try { if ("
                + condition
                + ") return 'so'; } catch {}"
                + " await new Promise(done => setTimeout(done, 20)); }"
                + " return document.body.innerText;");
    if (!found.equals("so")) {
      throw new AssertionError("never " + condition + "; the page shows:\n" + found);
    }
  }

  /** The mouse comes to a place, and is pressed and let go there. */
  void click(double x, double y) throws Exception {
    mouse("mouseMoved", x, y);
    mouse("mousePressed", x, y);
    mouse("mouseReleased", x, y);
  }

  void mouse(String event, double x, double y) throws Exception {
    mouse(event, x, y, 0);
  }

  /** The mouse with keys held: 8 is shift, 2 is control. */
  void mouse(String event, double x, double y, int keys) throws Exception {
    String button = event.equals("mouseMoved") ? "none" : "left";
    call(
        "Input.dispatchMouseEvent",
        "\"type\":\""
            + event
            + "\",\"button\":\""
            + button
            + "\",\"modifiers\":"
            + keys
            + ",\"clickCount\":1,\"x\":"
            + x
            + ",\"y\":"
            + y);
  }

  void wheel(double x, double y, int by) throws Exception {
    call(
        "Input.dispatchMouseEvent",
        "\"type\":\"mouseWheel\",\"deltaX\":0,\"deltaY\":" + by + ",\"x\":" + x + ",\"y\":" + y);
  }

  /** Where files are saved from now on. */
  void saveTo(Path folder) throws Exception {
    call("Page.setDownloadBehavior", "\"behavior\":\"allow\",\"downloadPath\":\"" + folder + "\"");
  }

  /** What is seen, as PNG. */
  byte[] screenshot() throws Exception {
    String answer = call("Page.captureScreenshot", "\"format\":\"png\"");
    return Base64.getDecoder().decode(first(CONTENT, answer));
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    deleteProfile();
  }

  /** Its helpers may still write when it has ended. */
  private void deleteProfile() throws IOException {
    for (int tries = 0; Files.exists(profile) && tries < 100; tries++) {
      try (Stream<Path> all = Files.walk(profile)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException e) {
        Thread.onSpinWait();
      }
    }
  }
}
