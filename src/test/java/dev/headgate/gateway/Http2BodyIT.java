package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An HTTP/2 request body that announces no length must not reach the upstream without framing. */
class Http2BodyIT {
  @ParameterizedTest
  @ValueSource(strings = {"hello", ""})
  void heldBodyGetsItsLength(String text) throws IOException {
    OkHttpClient http2 =
        new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
    try (KeepingUpstream upstream = KeepingUpstream.start();
        GatewayFixture gateway = GatewayFixture.before(upstream.port())) {
      Request request =
          new Request.Builder().url(gateway.url() + "/x").post(ofUnknownLength(text)).build();
      for (int i = 0; i < 2; i++) {
        try (Response response = http2.newCall(request).execute()) {
          assertThat(response.code()).isEqualTo(200);
        }
        var got = upstream.next();
        assertThat(got.line()).isEqualTo("POST /x HTTP/1.1");
        assertThat(got.body()).isEqualTo(text);
        assertThat(got.field("Transfer-Encoding")).isNull();
      }
      assertThat(upstream.waiting()).isZero();
    } finally {
      http2.connectionPool().evictAll();
      http2.dispatcher().executorService().shutdown();
    }
  }

  private static RequestBody ofUnknownLength(String text) {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return MediaType.get("text/plain");
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        sink.writeUtf8(text);
      }
    };
  }
}
