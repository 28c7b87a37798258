package dev.headgate.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A service that says who may call: always the same, until it is told otherwise. */
public final class AuthService implements AutoCloseable {
  /** One request. */
  public record Asked(String method, String target, Map<String, List<String>> fields) {
    /** The values of a field; empty where there is none. */
    public List<String> all(String name) {
      return fields.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .flatMap(entry -> entry.getValue().stream())
          .toList();
    }
  }

  private record Answer(int status, String body, List<String> namesAndValues) {}

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile Answer answer = new Answer(200, "", List.of());

  private AuthService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts one that admits everyone. */
  public static AuthService start() {
    return new AuthService();
  }

  /** From now on it answers so; names and values of fields follow each other. */
  public void answers(int status, String body, String... namesAndValues) {
    answer = new Answer(status, body, List.of(namesAndValues));
  }

  /** Where it is asked. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/check?by=headgate";
  }

  /** What it was asked, the requests that were not looked at yet. */
  public BlockingQueue<Asked> asked() {
    return asked;
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders())));
    Answer now = answer;
    for (int i = 0; i < now.namesAndValues.size(); i += 2) {
      exchange.getResponseHeaders().add(now.namesAndValues.get(i), now.namesAndValues.get(i + 1));
    }
    byte[] body = now.body.getBytes(StandardCharsets.ISO_8859_1);
    exchange.sendResponseHeaders(now.status, body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
