package dev.headgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real nginx or HAProxy on a loopback port of its own, with all of its files in one folder. */
public final class ProxyServer implements AutoCloseable {
  /** Debian's nginx, which is not on everyone's path. */
  static final String NGINX = "/usr/sbin/nginx";

  static final String HAPROXY = "/usr/sbin/haproxy";

  private final Process process;
  private final int port;

  private ProxyServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts an nginx before a server on loopback; it answers when this returns.
   *
   * @param settings what stands in its one location besides {@code proxy_pass}
   */
  public static ProxyServer nginx(Path folder, int upstreamPort, String settings) {
    int port = freePort();
    String config =
        """
        %s
        daemon off; pid nginx.pid; error_log stderr; worker_processes 1;
        events { worker_connections 256; }
        http {
          access_log off;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          server {
            listen 127.0.0.1:%d;
            location / { proxy_pass http://127.0.0.1:%d; %s }
          }
        }
        """
            .formatted(asRoot("user root;"), port, upstreamPort, settings);
    Path file = write(folder.resolve("nginx.conf"), config);
    return start(
        List.of(NGINX, "-p", folder + "/", "-c", file.toString(), "-e", "stderr"), folder, port);
  }

  /**
   * Starts an HAProxy before a server on loopback; it answers when this returns.
   *
   * @param settings what stands in its defaults besides timeouts for client and connection
   */
  public static ProxyServer haproxy(Path folder, int upstreamPort, String settings) {
    int port = freePort();
    String config =
        """
        defaults
          mode http
          timeout connect 5s
          timeout client 1m
          %s
        listen all
          bind 127.0.0.1:%d
          server far 127.0.0.1:%d
        """
            .formatted(settings, port, upstreamPort);
    Path file = write(folder.resolve("haproxy.cfg"), config);
    return start(List.of(HAPROXY, "-db", "-f", file.toString()), folder, port);
  }

  private static String asRoot(String line) {
    return System.getProperty("user.name").equals("root") ? line : "";
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProxyServer start(List<String> command, Path folder, int port) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Waiting.until(command.getFirst() + " listens", () -> !process.isAlive() || accepts(port));
      if (!process.isAlive()) {
        throw new IllegalStateException(
            command.getFirst() + " ended: " + Files.readString(folder.resolve("log")));
      }
      return new ProxyServer(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** The port that clients connect to. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
