package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2Server;
import dev.headgate.testing.Waiting;
import org.junit.jupiter.api.AfterEach;

/** A gateway before an upstream of HTTP/2 that is played by hand, with one client. */
abstract class Http2UpstreamByHand {
  static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";

  final HandUpstream upstream = HandUpstream.start();
  final GatewayFixture gateway = GatewayFixture.beforeHttp2(upstream.port());
  final RawConnection client = RawConnection.to(gateway.port());

  @AfterEach
  void nothingIsLeftOver() {
    client.close();
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    gateway.close();
    upstream.close();
  }

  RawHttp2Server accept(int... settings) {
    return RawHttp2Server.on(upstream.next(), settings);
  }

  static int readRequest(RawHttp2Server server) {
    int stream = server.nextStream();
    server.readHead(stream);
    assertThat(server.next(stream).payload()).isEqualTo("body");
    return stream;
  }

  void check502(String outcome, String detail) {
    RawAnswer answer = RawAnswer.read(client);
    JsonNode line = gateway.nextLogLine();
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.field("X-Proxy-Error")).isEqualTo(outcome);
    assertThat(line.get("outcome").asText()).isEqualTo(outcome);
    assertThat(line.get("detail").asText()).contains(detail);
  }
}
