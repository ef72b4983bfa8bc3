package org.dosna.examples.explorer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dosna.Arguments;
import org.dosna.DosnaException;

/**
 * Who may ask. On this machine alone: whoever names it in the request, so that no page of others
 * gets at the data under a name that it makes lead here. From other machines: whoever knows the
 * token, with which all paths begin.
 *
 * @param host where the server listens
 * @param token what all paths begin with; empty on this machine alone
 * @param origins the sites whose pages may read the data as Zarr
 */
public record Access(String host, Optional<String> token, List<String> origins) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int TOKEN_BYTES = 18;

  /**
   * Refuses null.
   *
   * @param host where the server listens
   * @param token the token, if there is one
   * @param origins the sites
   */
  public Access {
    Arguments.require("host", host);
    Arguments.require("token", token);
    origins = List.copyOf(Arguments.require("origins", origins));
  }

  /**
   * This machine alone.
   *
   * @param origins sites whose pages may read the data as Zarr, such as {@code
   *     https://neuroglancer-demo.appspot.com}
   * @return who may ask
   */
  public static Access local(List<String> origins) {
    return new Access("127.0.0.1", Optional.empty(), origins);
  }

  /**
   * All who know a token, which is drawn at random.
   *
   * @param host a name or address of this machine; {@code 0.0.0.0} for all that it has
   * @param origins as for {@link #local}
   * @return who may ask
   */
  public static Access withToken(String host, List<String> origins) {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new Access(host, Optional.of(token), origins);
  }

  InetSocketAddress socket(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new DosnaException("This machine is not called '" + Arguments.excerpt(host) + "'", e);
    }
  }

  /** Where the page is. */
  String url(int port) {
    String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port + "/" + token.map(secret -> secret + "/").orElse("");
  }

  /**
   * What a request asks for.
   *
   * @param named the host that it names, with the port
   * @param path its path
   * @return the path without the token
   * @throws RefusedException if it may not ask
   */
  String admit(Optional<String> named, String path) {
    if (token.isEmpty()) {
      String name = named.orElse("").replaceFirst(":\\d+$", "");
      if (!THIS_MACHINE.contains(name)) {
        throw new RefusedException(
            403, "This server is for this machine alone: ask http://localhost, not " + name);
      }
      return path;
    }
    String[] parts = path.split("/", 3);
    byte[] given = (parts.length < 3 ? "" : parts[1]).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, token.get().getBytes(StandardCharsets.UTF_8))) {
      throw new RefusedException(
          403, "The address begins with a token, as the server printed it; this one does not");
    }
    return "/" + parts[2];
  }

  /** Which site may read an answer, if the request comes from one that may. */
  Optional<String> allowed(Optional<String> origin) {
    return origin.filter(site -> origins.contains("*") || origins.contains(site));
  }
}
