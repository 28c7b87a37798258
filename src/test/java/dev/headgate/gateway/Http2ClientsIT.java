package dev.headgate.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 as OkHttp speaks it, and HTTP/1.1 with the JDK's client, which asks for an Upgrade. */
class Http2ClientsIT {
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String EVENT = "data: a\n\n";
  private static final String CHUNK = "9\r\n" + EVENT + "\r\n";
  private static final int MIB = 1024 * 1024;

  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.before(upstream.port(), "body_max: 1MiB");
  private final OkHttpClient okHttp =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

  @AfterEach
  void nothingIsLeftOver() {
    Waiting.until("nothing in flight", () -> gateway.gateway().exchangesInFlight() == 0);
    okHttp.connectionPool().evictAll();
    gateway.close();
    upstream.close();
  }

  @Test
  void anUpgradeIsNotTakenUp() throws IOException {
    try (HttpClient jdk = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<InputStream>> call = post(jdk);
      RawConnection upstreamEnd = upstream.next();
      assertThat(upstreamEnd.readThrough("\r\n\r\n{}")).doesNotContainIgnoringCase("upgrade");
      upstreamEnd.send(STREAM_HEAD);
      InputStream body = call.join().body();
      upstreamEnd.send(CHUNK + "0\r\n\r\n");

      assertThat(call.join().version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(body.readAllBytes()).asString(US_ASCII).isEqualTo(EVENT);
      assertThat(gateway.nextOutcome()).isEqualTo("completed");
    }
  }

  @Test
  void okHttpSeesEachEventAndThenLeaves() throws IOException {
    Call call = okHttp.newCall(new Request.Builder().url(gateway.url() + "/x").build());
    CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> execute(call));
    RawConnection upstreamEnd = upstream.next();
    upstreamEnd.readHead();
    upstreamEnd.send(STREAM_HEAD);
    Response response = answer.join();
    for (int i = 0; i < 20; i++) {
      upstreamEnd.send(CHUNK);
      assertThat(response.body().source().readUtf8(EVENT.length())).isEqualTo(EVENT);
    }

    call.cancel();

    assertThat(upstreamEnd.read()).isEqualTo(-1);
    assertThatClientLeft("mid_stream");
  }

  @Test
  void okHttpSeesARefusalWhileItStillSends() throws IOException {
    Request request =
        new Request.Builder()
            .url(gateway.url() + "/x")
            .post(RequestBody.create(new byte[20 * MIB], null))
            .build();

    try (Response response = okHttp.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(413);
      assertThat(response.body().string()).contains("request_too_large");
    }
    assertThat(gateway.nextOutcome()).isEqualTo("body_too_large");
  }

  /** The first request of a client, with a body, which asks for an Upgrade. */
  private CompletableFuture<HttpResponse<InputStream>> post(HttpClient jdk) {
    return jdk.sendAsync(
        HttpRequest.newBuilder(URI.create(gateway.url() + "/x"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private static Response execute(Call call) {
    try {
      return call.execute();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertThatClientLeft(String phase) {
    JsonNode line = gateway.nextLogLine();
    assertThat(line.get("outcome").asText()).isEqualTo("client_left");
    assertThat(line.get("phase").asText()).isEqualTo(phase);
    assertThat(line.get("protocol").asText()).isEqualTo("HTTP/2.0");
  }
}
