package org.dosna;

/**
 * The process-wide choice of backend and engine: what {@link Dosna#cluster()} uses.
 *
 * @param backend the backend's name
 * @param engine the engine's name
 * @param engineOptions the engine's options
 */
public record Status(String backend, String engine, Options engineOptions) {
  /**
   * Refuses null.
   *
   * @param backend the backend's name
   * @param engine the engine's name
   * @param engineOptions the engine's options
   */
  public Status {
    Arguments.require("backend", backend);
    Arguments.require("engine", engine);
    Arguments.require("engineOptions", engineOptions);
  }
}
