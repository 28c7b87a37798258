package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.time.Duration;

/** The request behind every case: whatever was said before, it is answered, and correctly. */
final class NormalRequest {
  static final String LINE = "GET /normal HTTP/1.1";

  /** No connection is kept for it, so that there are as many as requests. */
  static final String ANSWER =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

  static final String ANSWER_BODY = "ok";

  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

  private NormalRequest() {}

  /** Sends it on a connection that stands, and checks its answer. */
  static void check(RawConnection client) {
    client.send(LINE + "\r\nHost: a\r\n\r\n");
    awaitAnswer(client);
    RawAnswer answer = RawAnswer.read(client);
    assertThat(answer.head()).as("a normal request's answer").startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(answer.body()).isEqualTo(ANSWER_BODY);
  }

  /** Sends it on a new connection, and checks its answer. */
  static void check(int port) {
    try (RawConnection client = RawConnection.to(port)) {
      check(client);
    }
  }

  /** Returns once an answer begins; fails if none does for a while. */
  static void awaitAnswer(RawConnection client) {
    assertThat(client.isSilentFor(ANSWER_MAX)).as("no answer within %s", ANSWER_MAX).isFalse();
  }
}
