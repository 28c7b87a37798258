package dev.headgate.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;

/**
 * Asks a gateway's admin listener.
 *
 * @param port where it listens
 */
public record Operator(int port) {
  /** The line of the file that opens such a listener. */
  public static final String ADMIN = "admin: { address: \"127.0.0.1:0\" }\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whoever asks that gateway. */
  public static Operator of(GatewayFixture gateway) {
    return new Operator(Objects.requireNonNull(gateway.gateway().adminAddress()).getPort());
  }

  /** The page's address. */
  public String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** The answer to that request with those more fields, each a line. */
  public RawAnswer ask(String method, String path, String body, String... fields) {
    try (RawConnection connection = RawConnection.to(port)) {
      StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
      boolean named = false;
      for (String field : fields) {
        request.append(field).append("\r\n");
        named |= field.startsWith("Host:");
      }
      request.append(named ? "" : "Host: 127.0.0.1:" + port + "\r\n");
      request.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
      connection.send(request.toString());
      return method.equals("HEAD") ? RawAnswer.readHead(connection) : RawAnswer.read(connection);
    }
  }

  /** What that path tells. */
  public JsonNode get(String path) {
    return json(ask("GET", path, ""));
  }

  /** The body of an answer. */
  public static JsonNode json(RawAnswer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
