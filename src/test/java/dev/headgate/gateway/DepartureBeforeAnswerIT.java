package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.Leaving;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An HTTP/1.1 client that leaves while its request is still on its way ends the call at once. */
class DepartureBeforeAnswerIT {
  private static final String CHUNKED_POST =
      "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
  private static final String FIXED_POST =
      "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc";

  @ParameterizedTest
  @EnumSource
  void endsAStreamedUploadOfKnownLength(Leaving how) {
    endsTheUpload(how, FIXED_POST, "\r\n\r\nabc");
  }

  @ParameterizedTest
  @EnumSource
  void endsAStreamedUploadOfUnknownLength(Leaving how) {
    endsTheUpload(how, CHUNKED_POST, "\r\n\r\n3\r\nabc\r\n");
  }

  private static void endsTheUpload(Leaving how, String request, String forwarded) {
    try (HandUpstream upstream = HandUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: off");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(request);
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readThrough(forwarded);

      how.leave(client);

      assertThat(upstreamEnd.read()).isEqualTo(-1);
      assertThatClientLeft(gateway);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsACallWhoseStreamedUploadIsWhole(Leaving how) {
    try (HandUpstream upstream = HandUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: off");
        RawConnection client = RawConnection.to(gateway.port())) {
      client.send(FIXED_POST + "defghi");
      RawConnection upstreamEnd = upstream.next();
      upstreamEnd.readThrough("abcdefghi");

      how.leave(client);

      assertThat(upstreamEnd.read()).isEqualTo(-1);
      assertThatClientLeft(gateway);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAConnectionThatIsStillBeingMade(Leaving how) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(full, waiting);
      try (GatewayFixture gateway =
              GatewayFixture.before(full.getLocalPort(), "timeouts: { connect: 60s }");
          RawConnection client = RawConnection.to(gateway.port())) {
        client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
        Waiting.until("it connects", () -> gateway.gateway().exchangesInFlight() == 1);

        how.leave(client);

        assertThatClientLeft(gateway);
      }
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /** Connects until the queue of those to be accepted is full: nobody gets through any more. */
  private static void fill(ServerSocket full, List<Socket> waiting) throws IOException {
    while (true) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(full.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException _) {
        return;
      }
    }
  }

  private static void assertThatClientLeft(GatewayFixture gateway) {
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("client_left");
    assertThat(line.get("phase").asText()).isEqualTo("before_headers");
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
  }
}
