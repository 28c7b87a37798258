package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawUpstream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Request bodies up to {@code body_max}, and any without one, reach the upstream whole. */
class LargeBodyIT {
  private static final int MIB = 1024 * 1024;

  private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
  private final RawUpstream upstream =
      RawUpstream.playing(connection -> {
        String head = connection.readHead();
        String length = head.replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1");
        received.add(connection.readBytes(Integer.parseInt(length)).hashCode());
        connection.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
      });

  @AfterEach
  void stopTheUpstream() {
    upstream.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
  void aHeldBodyArrivesWhole(Protocol protocol) throws Exception {
    assertThatItArrives(protocol, 3 * MIB, "body_max: 10MiB");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "H2_PRIOR_KNOWLEDGE"})
  void aStreamedBodyArrivesWhole(Protocol protocol) throws Exception {
    assertThatItArrives(protocol, 3 * MIB, "body_max: off");
  }

  private void assertThatItArrives(Protocol protocol, int bytes, String routeKey)
      throws IOException, InterruptedException {
    String body = "0123456789abcde\n".repeat(bytes / 16);
    OkHttpClient client = new OkHttpClient.Builder().protocols(List.of(protocol)).build();
    try (GatewayFixture gateway = GatewayFixture.before(upstream.port(), routeKey);
        Response response =
            client
                .newCall(
                    new Request.Builder()
                        .url(gateway.url() + "/x")
                        .post(RequestBody.create(body, null))
                        .build())
                .execute()) {
      assertThat(response.code()).isEqualTo(204);
      assertThat(received.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isEqualTo(body.hashCode());
      assertThat(gateway.nextLogLine().get("bytes_in").asInt()).isEqualTo(bytes);
    }
    client.connectionPool().evictAll();
  }
}
