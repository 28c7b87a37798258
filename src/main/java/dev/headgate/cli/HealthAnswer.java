package dev.headgate.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;

/**
 * What the admin listener answers to a question about the gateway's health. It is asked every few
 * seconds, by a process that begins anew each time: so by as few classes as there can be, no client
 * for HTTP among them.
 *
 * @param isWell whether the answer is 200
 * @param sentence the first line of its body, or what came in place of an answer
 */
record HealthAnswer(boolean isWell, String sentence) {
  static final int WAIT_MILLIS_MAX = 3_000;

  private static final int ANSWER_BYTES_MAX = 16 * 1024;
  private static final String WELL = "HTTP/1.1 200 ";

  /** Asks for that path, and reads the whole answer. */
  static HealthAnswer from(InetSocketAddress admin, String path) throws IOException {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(admin, WAIT_MILLIS_MAX);
      socket.setSoTimeout(WAIT_MILLIS_MAX);
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return of(new String(socket.getInputStream().readNBytes(ANSWER_BYTES_MAX), UTF_8));
    }
  }

  private static HealthAnswer of(String answer) {
    List<String> lines = answer.lines().toList();
    int blank = lines.indexOf("");
    return blank < 0 || blank + 1 == lines.size()
        ? new HealthAnswer(false, "what answers is no gateway's admin listener")
        : new HealthAnswer(answer.startsWith(WELL), lines.get(blank + 1));
  }
}
