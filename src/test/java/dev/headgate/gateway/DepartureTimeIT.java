package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.Leaving;
import dev.headgate.testing.RawConnection;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How long the upstream works on for a client that left. */
class DepartureTimeIT {
  private static final int REPEATS = 21;
  private static final Duration MEDIAN_MAX = Duration.ofMillis(100);

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNK = "9\r\ndata: a\n\n\r\n";

  private enum State {
    BEFORE_THE_HEAD(""),
    BEFORE_AN_EVENT(HEAD),
    SILENT_AFTER_AN_EVENT(HEAD + CHUNK);

    private final String sent;

    State(String sent) {
      this.sent = sent;
    }

    /** Brings a new exchange there: the upstream's end of it. */
    RawConnection reach(RawConnection client, HandUpstream upstream) {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readHead();
      upstreamEnd.send(sent);
      if (this != BEFORE_THE_HEAD) {
        client.readHead();
      }
      if (this == SILENT_AFTER_AN_EVENT) {
        client.readThrough(CHUNK);
      }
      return upstreamEnd;
    }
  }

  @Test
  void upstreamEndsWithinATenthOfASecond() {
    try (HandUpstream upstream = HandUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port())) {
      for (State state : State.values()) {
        for (Leaving how : Leaving.values()) {
          Duration median = median(state, how, upstream, gateway);
          System.out.printf(
              "%s by %s: the upstream ends after %.2f ms (median of %d)%n",
              state, how, median.toNanos() / 1e6, REPEATS);
          assertThat(median).as(state + " by " + how).isLessThan(MEDIAN_MAX);
        }
      }
    }
  }

  private static Duration median(
      State state, Leaving how, HandUpstream upstream, GatewayFixture gateway) {
    long[] nanos = new long[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      try (RawConnection client = RawConnection.to(gateway.port())) {
        nanos[i] = timed(state, how, upstream, client);
      }
    }
    Arrays.sort(nanos);
    return Duration.ofNanos(nanos[REPEATS / 2]);
  }

  private static long timed(State state, Leaving how, HandUpstream upstream, RawConnection client) {
    RawConnection upstreamEnd = state.reach(client, upstream);
    long left = System.nanoTime();
    how.leave(client);
    assertThat(upstreamEnd.read()).isEqualTo(-1);
    return System.nanoTime() - left;
  }
}
