package dev.headgate.config.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A proxy of HTTP that leads out of the network.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param credentials a user and a password with a colon between them; null: none
 */
public record OutgoingProxy(String host, int port, @Nullable Secret credentials) {
  /** What it is shown as {@code Proxy-Authorization}; null: nothing. */
  public @Nullable String authorization() {
    return credentials == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(credentials.reveal().getBytes(UTF_8));
  }

  /** Host and port, as in logs. */
  @Override
  public String toString() {
    return Hosts.print(host, port);
  }
}
