package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import org.junit.jupiter.api.Test;

/** Responses reach the client as the upstream sent them. */
class PassThroughIT {
  @Test
  void passesABodyOfKnownLength() {
    try (RawUpstream upstream =
            RawUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello");
        GatewayFixture gateway = GatewayFixture.before(upstream.port());
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n").contains("X-A: b\r\n");
      assertThat(client.readBytes(5)).isEqualTo("hello");
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }
}
