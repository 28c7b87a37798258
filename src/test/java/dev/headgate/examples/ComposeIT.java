package dev.headgate.examples;

import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** {@code docker/compose.yaml}: the gateway beside a small app. */
@NeedsCompose
class ComposeIT {
  private static final String FIRST_WORD = "Words ";

  @Test
  void wordsComeAsTheyAreMadeAndTheAppHearsThatTheReaderLeft() {
    try (Compose services = Compose.up(freePort())) {
      Waiting.until("the gateway streams", () -> hearsTheFirstWord(services.port()));

      Waiting.until(
          "the app hears that its reader left",
          () -> services.logs("app").contains("nobody reads this any more"));
    }
  }

  /** And leaves then. Before both of them listen there is nobody, or a 502. */
  private static boolean hearsTheFirstWord(int port) {
    try (RawConnection client =
        HandPlayedStream.ask(port, HandPlayedStream.PATH, "Connection: close\r\n")) {
      if (!client.readHead().startsWith("HTTP/1.1 200 ")) {
        return false;
      }
      client.readThrough(FIRST_WORD);
      client.reset();
      return true;
    } catch (UncheckedIOException | AssertionError _) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
