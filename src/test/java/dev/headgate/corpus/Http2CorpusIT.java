package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.StreamFate;
import dev.headgate.testing.TlsFiles;
import dev.headgate.testing.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case ends as it says, with TLS and without. The upstream hears of nothing else, and a client
 * of another connection is served all the while.
 */
@Timeout(60)
class Http2CorpusIT {
  private static final int BEHIND = 101;
  private static final String NORMAL = "GET /x HTTP/1.1";

  @TempDir static Path folder;

  private static KeepingUpstream upstream;
  private static TlsFiles files;
  private static GatewayFixture plain;
  private static GatewayFixture secured;
  private static RawHttp2 bystander;
  private static int bystanderStream = 1;

  static Stream<Http2Case> cases() {
    return Stream.of(
            Http2ConnectionCases.preface(),
            Http2ConnectionCases.sizes(),
            Http2ConnectionCases.paddings(),
            Http2ConnectionCases.settings(),
            Http2ConnectionCases.streamIds(),
            Http2ConnectionCases.continuations(),
            Http2ConnectionCases.ignored(),
            Http2StreamCases.states(),
            Http2StreamCases.resets(),
            Http2StreamCases.bodies(),
            Http2StreamCases.lengths(),
            Http2HeadCases.compression(),
            Http2HeadCases.pseudoFields(),
            Http2HeadCases.strayPseudoFields(),
            Http2HeadCases.targets(),
            Http2HeadCases.hosts(),
            Http2HeadCases.fields())
        .flatMap(List::stream);
  }

  @BeforeAll
  static void start() {
    upstream = KeepingUpstream.start();
    files = TlsFiles.in(folder);
    plain = GatewayFixture.before(upstream.port());
    secured = files.before(upstream.port());
    bystander = RawHttp2.to(plain.port());
  }

  @AfterAll
  static void stop() {
    bystander.close();
    plain.close();
    secured.close();
    upstream.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void holds(Http2Case one) {
    play(one, () -> RawConnection.to(plain.port()), plain);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void holdsWithTls(Http2Case one) {
    play(one, () -> files.connectOffering(secured.port(), "h2"), secured);
  }

  private static void play(Http2Case one, Supplier<RawConnection> connect, GatewayFixture gateway) {
    leaveNothingOf(upstream);
    try (RawConnection connection = connect.get()) {
      RawHttp2 client = RawHttp2.mute(connection);
      if (!one.bare()) {
        client.begin(65_535);
      }
      one.frames().accept(client);
      assertThat(StreamFate.of(client, one.stream())).isEqualTo(one.fate());
      if (one.fate().equals("200")) {
        upstream.next();
      }
      if (one.staysOpen()) {
        assertThat(StreamFate.of(client.get(BEHIND), BEHIND)).isEqualTo("200");
        assertThat(upstream.next().line()).isEqualTo(NORMAL);
      }
    }
    bystander.get(bystanderStream);
    assertThat(StreamFate.of(bystander, bystanderStream)).isEqualTo("200");
    bystanderStream += 2;
    upstream.next();
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    assertThat(upstream.waiting()).as("requests that nobody sent").isZero();
  }

  /** A case that fails may have left requests. */
  private static void leaveNothingOf(KeepingUpstream kept) {
    while (kept.waiting() > 0) {
      kept.next();
    }
  }
}
