package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHpack;
import dev.headgate.testing.RawHttp2;
import dev.headgate.testing.RawHttp2.FrameType;
import dev.headgate.testing.StreamFate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code listen.limits} holds for requests over HTTP/2, and their fields arrive as they are. */
@Timeout(30)
class Http2LimitsIT {
  private static final List<String> GET =
      List.of(":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/x");

  private final KeepingUpstream upstream = KeepingUpstream.start();

  @AfterEach
  void upstreamHeardOfNothingElse() {
    assertThat(upstream.waiting()).isZero();
    upstream.close();
  }

  private GatewayFixture limited(String limits) {
    return GatewayFixture.start(
        GatewayFixture.yaml(upstream.port())
            .replace("\"127.0.0.1:0\"", "\"127.0.0.1:0\", limits: { " + limits + " }"));
  }

  private static String[] withFields(int count, String name, String value) {
    List<String> fields = new ArrayList<>(GET);
    for (int i = 0; i < count; i++) {
      Collections.addAll(fields, name, value);
    }
    return fields.toArray(new String[0]);
  }

  @ParameterizedTest
  @CsvSource({"256, 200, completed", "257, 414, target_too_long"})
  void targetIsBounded(int length, String status, String outcome) {
    try (GatewayFixture gateway = limited("target: 256B");
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.request(1, "GET", "/" + "a".repeat(length - 1), true);

      assertThat(StreamFate.of(client, 1)).isEqualTo(status);
      assertThat(gateway.nextOutcome()).isEqualTo(outcome);
      if (status.equals("200")) {
        upstream.next();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 200", "8, 431"})
  void fieldLinesAreBounded(int count, String status) {
    try (GatewayFixture gateway = limited("headers: 8");
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.head(1, true, withFields(count, "a", "b"));

      assertThat(StreamFate.of(client, 1)).isEqualTo(status);
      if (status.equals("200")) {
        upstream.next();
      } else {
        assertThat(gateway.nextOutcome()).isEqualTo("head_too_large");
      }
    }
  }

  @Test
  void headThatIsTooLargeEndsTheConnection() {
    try (GatewayFixture gateway = limited("head: 1KiB");
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.head(1, true, withFields(1, "a", "b".repeat(1000)));

      assertThat(StreamFate.of(client, 1)).isEqualTo("GOAWAY PROTOCOL_ERROR");
    }
  }

  @Test
  void headThatDoesNotComeEndsTheConnection() {
    try (GatewayFixture gateway = limited("head_within: 200ms");
        RawHttp2 client = RawHttp2.to(gateway.port());
        RawHttp2 other = RawHttp2.to(gateway.port())) {
      other.get(1);
      assertThat(StreamFate.of(other, 1)).isEqualTo("200");
      upstream.next();
      client.send(FrameType.HEADERS, 0, 1, RawHpack.literals(GET.toArray(new String[0])));

      assertThat(StreamFate.of(client, 1)).isEqualTo("closed");
      assertThat(StreamFate.of(other.get(3), 3)).isEqualTo("200");
      upstream.next();
    }
  }

  @Test
  void crumbsOfACookieAreOneField() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.head(1, true, withFields(2, "cookie", "a=b"));

      assertThat(StreamFate.of(client, 1)).isEqualTo("200");
      assertThat(upstream.next().field("cookie")).isEqualTo("a=b; a=b");
    }
  }

  @Test
  void pathIsForwardedAsItCame() {
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawHttp2 client = RawHttp2.to(gateway.port())) {
      client.request(1, "GET", "/a;b=c//d;e,f?g;h=%20+i&j=?k", true);

      assertThat(StreamFate.of(client, 1)).isEqualTo("200");
      assertThat(upstream.next().line()).isEqualTo("GET /a;b=c//d;e,f?g;h=%20+i&j=?k HTTP/1.1");
    }
  }

  @Test
  void aPortThatIsUsedAgainAtOnceIsAConnectionOfItsOwn() {
    try (GatewayFixture gateway = limited("streams_per_connection: 1")) {
      int from = 0;
      for (int i = 0; i < 300; i++) {
        RawConnection connection = RawConnection.from(from, gateway.port());
        from = connection.localPort();
        RawHttp2 client = RawHttp2.mute(connection).begin(65_535);
        client.request(1, "TRACE", "/", true);
        assertThat(client.readStatus(1)).as("connection " + i).isEqualTo(501);
        connection.reset();
      }
    }
  }
}
