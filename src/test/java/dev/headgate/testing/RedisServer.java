package dev.headgate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** A real Redis on a loopback port of its own, which keeps nothing. */
public final class RedisServer implements AutoCloseable {
  private final int port;
  private @Nullable Process process;

  private RedisServer(int port) {
    this.port = port;
  }

  /** Starts one; it answers when this returns. */
  public static RedisServer start() {
    RedisServer server = new RedisServer(freePort());
    server.startAgain();
    return server;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it on the same port; nothing is left of what it held. */
  public void startAgain() {
    try {
      Process started =
          new ProcessBuilder(
                  NeedsRedis.COMMAND,
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "")
              .redirectErrorStream(true)
              .start();
      process = started;
      BufferedReader out = started.inputReader(UTF_8);
      for (String line = out.readLine();
          !String.valueOf(line).contains("Ready to accept connections");
          line = out.readLine()) {
        if (line == null) {
          throw new IllegalStateException("redis-server ended");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its URL. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Its port on loopback. */
  public int port() {
    return port;
  }

  /** Has it do that, told in one line; returns the first line of its answer. */
  public String tell(String command) {
    try (RawConnection connection = RawConnection.to(port)) {
      return connection.send(command + "\r\n").readThrough("\r\n").strip();
    }
  }

  /** Ends it at once, as a crash would. */
  public void stop() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
      process = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
