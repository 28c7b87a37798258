package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.StreamFate;
import dev.headgate.testing.TlsFiles;
import dev.headgate.testing.Waiting;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames that cost more than they bring end their connection, and nobody else's. */
@Timeout(60)
class Http2FloodIT {
  private static final int SETTLED = 900;
  private static final int FLOOD = 20_000;
  private static final int RESETS = 3000;
  private static final int CALLS_MAX = 4;

  @TempDir static Path folder;

  private final TlsFiles files = TlsFiles.in(folder);
  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture plain = GatewayFixture.before(upstream.port());
  private final GatewayFixture secured = files.before(upstream.port());

  @AfterEach
  void stop() {
    plain.close();
    secured.close();
    upstream.close();
  }

  /** What a client floods with. */
  enum Flood {
    PING,
    SETTINGS,
    EMPTY_DATA,
    EMPTY_CONTINUATION;

    private void sendOne(RawHttp2 client) {
      switch (this) {
        case PING -> client.send(FrameType.PING, 0, 0, new byte[8]);
        case SETTINGS -> client.send(FrameType.SETTINGS, 0, 0, new byte[0]);
        case EMPTY_DATA -> client.data(1, "", false);
        case EMPTY_CONTINUATION -> client.send(FrameType.CONTINUATION, 0, 3, new byte[0]);
      }
    }

    void begin(RawHttp2 client) {
      client.request(1, "POST", "/x", false);
      if (this == EMPTY_CONTINUATION) {
        client.send(FrameType.HEADERS, 0, 3, new byte[0]);
      }
    }

    void send(RawHttp2 client, int times) {
      try {
        for (int i = 0; i < times; i++) {
          sendOne(client);
        }
      } catch (UncheckedIOException _) {
        // The gateway has had enough.
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofFramesThatBringNothingEndsTheConnection(Flood flood) {
    try (RawHttp2 client = RawHttp2.to(plain.port())) {
      flood.begin(client);
      flood.send(client, FLOOD);
      assertThat(StreamFate.of(client, StreamFate.NO_STREAM))
          .isIn("GOAWAY ENHANCE_YOUR_CALM", "closed");
    }
    Waiting.until("nothing in flight", () -> plain.gateway().exchangesInFlight() == 0);
    assertThat(upstream.isLeftAlone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void endsTheConnectionWithTls(Flood flood) {
    try (RawHttp2 client = files.connectHttp2(secured.port());
        RawHttp2 other = files.connectHttp2(secured.port())) {
      flood.begin(client);
      flood.send(client, FLOOD);
      assertThat(StreamFate.of(client, StreamFate.NO_STREAM))
          .isIn("GOAWAY ENHANCE_YOUR_CALM", "closed");
      other.request(1, "TRACE", "/x", true);
      assertThat(StreamFate.of(other, 1)).isEqualTo("501");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMPTY_CONTINUATION")
  void ofAFewHundredHarmsNobody(Flood few) {
    try (RawHttp2 client = RawHttp2.to(plain.port())) {
      few.begin(client);
      few.send(client, SETTLED);
      client.request(5, "TRACE", "/x", true);
      assertThat(StreamFate.of(client, 5)).isEqualTo("501");
    }
  }

  /** How a client has the gateway reset a stream (CVE-2025-8671). */
  enum MadeReset {
    WINDOW_BY_NOTHING,
    WINDOW_TOO_FAR,
    BODY_TOO_LONG;

    private void provoke(RawHttp2 client) {
      switch (this) {
        case WINDOW_BY_NOTHING -> client.open(1, 0);
        case WINDOW_TOO_FAR -> client.open(1, Integer.MAX_VALUE);
        case BODY_TOO_LONG -> client.data(1, "abc", false);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void resetThatTheClientProvokesEndsTheUpstreamsWork(MadeReset how) {
    try (GatewayFixture streaming = GatewayFixture.before(upstream.port(), "body_max: off");
        RawHttp2 client = RawHttp2.to(streaming.port())) {
      client.head(
          1,
          false,
          ":method",
          "POST",
          ":scheme",
          "http",
          ":authority",
          "a",
          ":path",
          "/x",
          "content-length",
          "2");
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readHead();

      how.provoke(client);

      assertThat(StreamFate.of(client, 1)).startsWith("RST_STREAM ");
      upstreamEnd.readAll();
      assertThat(streaming.nextOutcome()).isEqualTo("client_left");
      Waiting.until("nothing in flight", () -> streaming.gateway().exchangesInFlight() == 0);
    }
  }

  @Test
  void provokedResetsCostTheUpstreamNextToNothing() {
    try (RawHttp2 client = RawHttp2.to(plain.port())) {
      assertThat(callsFor(client, plain, (sender, stream) -> sender.get(stream).open(stream, 0)))
          .isLessThanOrEqualTo(CALLS_MAX);
    }
  }

  @Test
  void resetsWithTlsCostTheUpstreamNextToNothing() {
    try (RawHttp2 client = files.connectHttp2(secured.port())) {
      assertThat(callsFor(client, secured, (sender, stream) -> sender.get(stream).reset(stream)))
          .isLessThanOrEqualTo(CALLS_MAX);
    }
  }

  private int callsFor(
      RawHttp2 client, GatewayFixture gateway, ObjIntConsumer<RawHttp2> requestAndReset) {
    try {
      for (int i = 0; i < RESETS; i++) {
        requestAndReset.accept(client, 2 * i + 1);
      }
    } catch (UncheckedIOException _) {
      // The gateway has had enough.
    }
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    int calls = 0;
    while (!upstream.isLeftAlone()) {
      calls++;
    }
    return calls;
  }
}
