package dev.headgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.Leaving;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that breaks off reaches no upstream, and waits for ever nowhere. */
@Timeout(60)
class BrokenRequestIT {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Duration SILENT_AT_LEAST = Duration.ofSeconds(9);
  private static final List<String> HEADS =
      List.of("G", "GET /x HTT", "GET /x HTTP/1.1\r\n", "GET /x HTTP/1.1\r\nHost: a\r\nX: b\r\n");

  private final KeepingUpstream upstream = KeepingUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.before(upstream.port());

  @AfterEach
  void nothingReachedTheUpstreamButWhatWasWhole() {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      assertThat(RawAnswer.read(client.send(GET)).body()).isEqualTo("ok");
      assertThat(upstream.next().line()).isEqualTo("GET /x HTTP/1.1");
    }
    assertThat(upstream.waiting()).isZero();
    assertThat(gateway.nextOutcome()).isEqualTo("completed");
    gateway.close();
    assertThat(gateway.unreadLogLines()).isZero();
    upstream.close();
  }

  @ParameterizedTest
  @EnumSource
  void whoLeavesWithinAHeadWasNoExchange(Leaving how) {
    for (String head : HEADS) {
      RawConnection client = RawConnection.to(gateway.port()).send(head);
      how.leave(client);
      client.close();
    }
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
  }

  @Test
  void whoFallsSilentWithinAHeadIsToldSoAndClosed() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          HEADS.stream().map(head -> clients.submit(() -> answerTo(head))).toList();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).contains("did not come within 10s");
        assertThat(gateway.nextOutcome()).isEqualTo("request_timeout");
      }
    }
  }

  /** What comes until the end of the connection. */
  private String answerTo(String head) {
    try (RawConnection client = RawConnection.to(gateway.port()).send(head)) {
      // A read gives up after a while: before the limit, the first time.
      assertThat(client.isSilentFor(SILENT_AT_LEAST)).isTrue();
      return client.readAll();
    }
  }
}
