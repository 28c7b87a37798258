package dev.headgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.admission.NewKey;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An example before a model's API, which a test plays, and a caller with a key. */
final class ProviderExample implements AutoCloseable {
  private final NewKey caller = NewKey.make();
  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final RawUpstream provider;
  private final GatewayFixture gateway;

  private ProviderExample(String file, Map<String, String> replacements, String answer) {
    provider =
        RawUpstream.playing(connection -> {
          heads.add(connection.readRequest());
          connection.send(answer);
        });
    Map<String, String> all = new HashMap<>(replacements);
    all.replaceAll((_, value) -> value.replace("PORT", String.valueOf(provider.port())));
    all.put("127.0.0.1:8080", "127.0.0.1:0");
    all.put("${env:TEAM_A_SHA256}", caller.sha256());
    gateway = GatewayFixture.start(Examples.read(file, all));
  }

  /**
   * Starts the gateway with that file.
   *
   * @param replacements what stands where in the file; {@code PORT} is the provider's
   * @param contentType of the answer to each request
   * @param events its body
   */
  static ProviderExample start(
      String file, Map<String, String> replacements, String contentType, String... events) {
    StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\nConnection: close\r\n");
    answer.append("Transfer-Encoding: chunked\r\nContent-Type: ").append(contentType);
    answer.append("\r\n\r\n");
    for (String event : events) {
      answer.append(Integer.toHexString(event.length())).append("\r\n").append(event);
      answer.append("\r\n");
    }
    return new ProviderExample(file, replacements, answer.append("0\r\n\r\n").toString());
  }

  GatewayFixture gateway() {
    return gateway;
  }

  String callerKey() {
    return caller.key();
  }

  /** The head of the next request that the provider got, which has nothing of the caller's key. */
  String nextHead() throws InterruptedException {
    String head = heads.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(head).isNotNull().doesNotContain(caller.key());
    return head;
  }

  /** What a caller gets who is no SDK, with that line and those fields. */
  RawAnswer ask(String requestLine, String body, String... fields) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "%s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s\r\n%s"
              .formatted(requestLine, body.length(), String.join("", fields), body));
      return RawAnswer.read(client);
    }
  }

  /** The field by which a caller without an SDK shows its key. */
  String authorization() {
    return "Authorization: Bearer " + caller.key() + "\r\n";
  }

  /** Nothing came to the provider that was not asked for. */
  void assertProviderWasLeftAlone() {
    assertThat(heads).isEmpty();
  }

  @Override
  public void close() {
    gateway.close();
    provider.close();
  }
}
