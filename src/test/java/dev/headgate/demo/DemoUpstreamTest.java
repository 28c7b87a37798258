package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoUpstreamTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String STREAM = RawClient.post(CHAT, "{\"stream\":true}");
  // The role, the tokens, the reason, and [DONE].
  private static final int EVENTS = DemoText.TOKENS.size() + 3;
  private static final String PLAYED =
      "demo: played " + EVENTS + " of " + EVENTS + " events of POST " + CHAT;

  private final LogLines log = new LogLines();

  /** How a reader leaves. */
  enum Departure {
    FIN {
      @Override
      void leave(RawClient client) throws IOException {
        client.leaveByFin();
      }
    },
    RST {
      @Override
      void leave(RawClient client) throws IOException {
        client.leaveByRst();
      }
    };

    abstract void leave(RawClient client) throws IOException;
  }

  @AfterEach
  void nothingIsLeftInTheLog() {
    log.assertNoMore();
  }

  @Test
  void playsAStreamToItsEndAndSaysSo() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE);
        RawClient client = new RawClient(demo.address())) {
      client.send(STREAM);
      assertThat(client.readHead())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Content-Type: text/event-stream; charset=utf-8\r\n")
          .contains("Transfer-Encoding: chunked\r\n")
          .doesNotContain("Content-Length");
      assertThat(client.readChunked()).startsWith("data: {").endsWith("data: [DONE]\n\n");
      assertThat(log.next()).isEqualTo(PLAYED);
    }
  }

  @Test
  void aConnectionServesOneStreamAfterAnother() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE);
        RawClient client = new RawClient(demo.address())) {
      for (int i = 0; i < 3; i++) {
        client.send(STREAM).readHead();
        assertThat(client.readChunked()).endsWith("data: [DONE]\n\n");
        assertThat(log.next()).isEqualTo(PLAYED);
      }
    }
  }

  @Test
  void aPipelinedRequestWaitsForItsTurn() throws Exception {
    String other = RawClient.post("/v1/messages", "{\"stream\":true}");
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.AT_ONCE);
        RawClient client = new RawClient(demo.address())) {
      client.send(STREAM + other + STREAM).readHead();
      assertThat(client.readChunked()).endsWith("data: [DONE]\n\n");
      client.readHead();
      assertThat(client.readChunked()).contains("event: message_stop\n");
      client.readHead();
      assertThat(client.readChunked()).endsWith("data: [DONE]\n\n");
      assertThat(log.next()).isEqualTo(PLAYED);
      assertThat(log.next()).endsWith("POST /v1/messages");
      assertThat(log.next()).isEqualTo(PLAYED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReaderWhoLeavesInThePauseEndsTheWork(Departure departure) throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.SILENT);
        RawClient client = new RawClient(demo.address())) {
      client.send(STREAM).readHead();
      assertThat(client.readChunk()).contains("\"role\":\"assistant\"");
      departure.leave(client);
      assertThat(log.next()).isEqualTo(leftAfter(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReaderWhoLeavesWhileTokensComeEndsTheWork(Departure departure) throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.STEADY);
        RawClient client = new RawClient(demo.address())) {
      client.send(STREAM).readHead();
      for (int i = 0; i < 5; i++) {
        assertThat(client.readChunk()).startsWith("data: {");
      }
      departure.leave(client);
      assertThat(log.next())
          .matches("demo: reader left after \\d+ of " + EVENTS + " events of POST " + CHAT);
    }
  }

  @Test
  void theReaderWhoLeftIsNotAnsweredFurther() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.SILENT);
        RawClient client = new RawClient(demo.address())) {
      client.send(STREAM).readHead();
      client.readChunk();
      client.leaveByFin();
      assertThat(client.readToEnd()).isEmpty();
      assertThat(log.next()).isEqualTo(leftAfter(1));
    }
  }

  @Test
  void oneReaderWhoLeavesDisturbsNoOther() throws Exception {
    try (DemoUpstream demo = DemoUpstream.start(log, Paces.STUCK);
        RawClient leaving = new RawClient(demo.address());
        RawClient staying = new RawClient(demo.address())) {
      leaving.send(STREAM).readHead();
      staying.send(STREAM).readHead();
      staying.readChunk();
      leaving.leaveByRst();
      assertThat(log.next()).startsWith("demo: reader left after ");
      assertThat(staying.readChunk()).contains("\"content\":\"Hello\"");
      staying.leaveByFin();
      assertThat(log.next()).startsWith("demo: reader left after ");
    }
  }

  @Test
  void closingTheDemoCutsWhatIsPlayed() throws Exception {
    DemoUpstream demo = DemoUpstream.start(log, Paces.SILENT);
    try (RawClient client = new RawClient(demo.address())) {
      client.send(STREAM).readHead();
      client.readChunk();
      demo.close();
      assertThatThrownBy(client::readChunk).isInstanceOf(EOFException.class);
      assertThat(log.next())
          .isEqualTo("demo: cut after 1 of " + EVENTS + " events of POST " + CHAT);
    } finally {
      demo.close();
    }
  }

  private static String leftAfter(int events) {
    return "demo: reader left after " + events + " of " + EVENTS + " events of POST " + CHAT;
  }
}
