package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHttp2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The trailers of an HTTP/2 request change nothing of how its body is framed for the upstream. */
@Timeout(30)
class Http2TrailersIT {
  /** As many calls as begin at once: the next waits for a moment, in which its trailers come. */
  private static final int CALLS_AT_ONCE = 4;

  private static final int STREAM = 2 * CALLS_AT_ONCE + 1;

  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: off");
  private final RawHttp2 client = RawHttp2.to(gateway.port());

  @AfterEach
  void stop() {
    client.close();
    gateway.close();
    upstream.close();
  }

  private void beginOthers() {
    for (int i = 0; i < CALLS_AT_ONCE; i++) {
      client.get(2 * i + 1);
      upstream.next().readHead();
    }
  }

  private void send(String... lengths) {
    String[] head = {":method", "POST", ":scheme", "http", ":authority", "a", ":path", "/x"};
    String[] all = new String[head.length + lengths.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(lengths, 0, all, head.length, lengths.length);
    client.head(STREAM, false, all).data(STREAM, "abc", false);
    client.head(STREAM, true, "content-length", "3", "x-a", "b");
  }

  @Test
  void streamedBodyOfUnknownLengthStaysChunked() {
    beginOthers();
    send();

    RawConnection upstreamEnd = upstream.next();
    assertThat(upstreamEnd.readHead())
        .contains("Transfer-Encoding: chunked\r\n")
        .doesNotContain("x-a", "Content-Length");
    assertThat(upstreamEnd.readThrough("0\r\n\r\n")).isEqualTo("3\r\nabc\r\n0\r\n\r\n");
  }

  @Test
  void streamedBodyThatEndsTooEarlyIsCut() {
    beginOthers();
    send("content-length", "9");

    RawConnection upstreamEnd = upstream.next();
    assertThat(upstreamEnd.readHead()).contains("Content-Length: 9\r\n");
    assertThat(upstreamEnd.readAll()).isEqualTo("abc");
    assertThat(gateway.nextOutcome()).isEqualTo("request_malformed");
  }
}
