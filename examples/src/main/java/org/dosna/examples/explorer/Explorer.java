package org.dosna.examples.explorer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.examples.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what is at an address in the browser, and gives it as Zarr v3 to other viewers below {@code
 * zarr/}. Reads only: there is no request that changes anything. Thread safe.
 *
 * <pre>{@code
 * try (Explorer explorer = Explorer.start(place, Access.local(List.of()), 8080)) {
 *   System.out.println(explorer.url());
 *   ...
 * }
 * }</pre>
 */
public final class Explorer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Explorer.class);

  /** Browsers ask for six things at a time. */
  private static final int THREADS = 6;

  /** The page runs what is in its own files, and asks its own server alone. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer");

  private final HttpServer server;
  private final ExecutorService threads;
  private final Access access;
  private final Routes routes;

  private Explorer(HttpServer server, Access access, Routes routes) {
    this.server = server;
    this.access = access;
    this.routes = routes;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "explorer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts a server.
   *
   * @param place what is shown, with all that is in it; stays the caller's to close
   * @param access who may ask
   * @param port where it listens; 0 for any that is free
   * @return the server, which runs until it is closed
   * @throws NotFoundException if there is nothing at the place
   * @throws DosnaException if it cannot listen there
   */
  public static Explorer start(Place place, Access access, int port) {
    Arguments.require("place", place);
    Arguments.require("access", access);
    Routes routes = new Routes(new Served(place));
    try {
      HttpServer server = HttpServer.create(access.socket(port), 0);
      Explorer explorer = new Explorer(server, access, routes);
      server.setExecutor(explorer.threads);
      server.createContext("/", explorer::handle);
      server.start();
      return explorer;
    } catch (IOException e) {
      throw new DosnaException(
          "Cannot listen on port "
              + port
              + " of "
              + access.host()
              + ": "
              + e.getMessage()
              + "; choose another port, or 0 for any that is free",
          e);
    }
  }

  /**
   * Where the page is.
   *
   * @return for instance {@code http://127.0.0.1:8080/}
   */
  public String url() {
    return access.url(server.getAddress().getPort());
  }

  /** Stops it. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ALWAYS.forEach(exchange.getResponseHeaders()::set);
      try {
        answer(exchange).send(exchange);
      } catch (RefusedException e) {
        refusal(e.status(), e).send(exchange);
      }
    }
  }

  private Answer answer(HttpExchange exchange) {
    try {
      Headers asked = exchange.getRequestHeaders();
      String path =
          access.admit(
              Optional.ofNullable(asked.getFirst("Host")), exchange.getRequestURI().getPath());
      allowOthers(exchange, path);
      return switch (exchange.getRequestMethod()) {
        case "GET", "HEAD" ->
            routes.answer(
                path, Query.of(Optional.ofNullable(exchange.getRequestURI().getRawQuery())));
        case "OPTIONS" -> Answer.json(Map.of());
        default -> throw new RefusedException(405, "Nothing can be changed here");
      };
    } catch (RefusedException e) {
      return refusal(e.status(), e);
    } catch (NotFoundException e) {
      return refusal(404, e);
    } catch (DosnaException e) {
      return refusal(500, e);
    } catch (RuntimeException e) {
      LOG.error("{} failed", exchange.getRequestURI().getPath(), e);
      return refusal(500, e);
    }
  }

  private static Answer refusal(int status, Exception e) {
    return Answer.json(status, Map.of("error", String.valueOf(e.getMessage())));
  }

  /** Pages of other sites read nothing here, but those that were told may read Zarr. */
  private void allowOthers(HttpExchange exchange, String path) {
    Headers headers = exchange.getResponseHeaders();
    Optional<String> site =
        Routes.isForOthers(path)
            ? access.allowed(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Origin")))
            : Optional.empty();
    headers.set("Vary", "Origin");
    headers.set("Cross-Origin-Resource-Policy", site.isPresent() ? "cross-origin" : "same-origin");
    site.ifPresent(
        origin -> {
          headers.set("Access-Control-Allow-Origin", origin);
          headers.set("Access-Control-Allow-Methods", "GET, HEAD");
          headers.set("Access-Control-Allow-Headers", "Range");
          headers.set("Access-Control-Expose-Headers", "Content-Range, Content-Length, ETag");
          headers.set("Access-Control-Allow-Private-Network", "true");
        });
  }
}
