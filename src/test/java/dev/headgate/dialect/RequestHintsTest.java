package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHintsTest {
  private static RequestHints of(String body) {
    return RequestHints.of(ByteBuffer.wrap(body.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"stream":true}                                   | true  |
          { "a": {"stream": true}, "stream" : true }        | true  |
          {"stream":false}                                  | false |
          {"a":{"stream":true}}                             | false |
          {"a":"\\"stream\\":true"}                         | false |
          [{"stream":true}]                                 | false |
          stream=true                                       | false |
          {"jsonrpc":"2.0","id":7,"method":"x"}             | false | 7
          {"jsonrpc":"2.0","id":"a\\"b","params":{"id":1}}    | false | "a\\"b"
          {"jsonrpc":"2.0","method":"x"}                    | false |
          {"id":7}                                          | false |
          """)
  void readsTheOutermostObject(String body, boolean stream, String rpcId) {
    assertThat(of(body)).isEqualTo(new RequestHints(stream, false, rpcId == null ? "" : rpcId));
  }

  @Test
  void idThatWouldBreakALineIsNone() {
    assertThat(of("{\"jsonrpc\":\"2.0\",\"id\":\"a\nb\"}").rpcId()).isEmpty();
  }

  @Test
  void readsABodyWithoutAnArray() {
    byte[] body = "##{\"stream\":true}".getBytes(UTF_8);
    ByteBuffer direct = ByteBuffer.allocateDirect(body.length).put(body).position(2);
    assertThat(RequestHints.of(direct).asksForStream()).isTrue();
    assertThat(direct.position()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n{\"stream\":true}", " \t\r\n {\"stream\":true}\n"})
  void spaceMayStandBeforeTheObject(String body) {
    assertThat(of(body).asksForStream()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n"})
  void bodyWithoutAnObjectTellsNothing(String body) {
    assertThat(of(body)).isEqualTo(RequestHints.NONE);
  }

  @Test
  void bodyPastTheBoundIsNotLookedAt() {
    String body = "{\"stream\":true,\"x\":\"" + "x".repeat(RequestHints.BODY_BYTES_MAX) + "\"}";
    assertThat(of(body)).isEqualTo(RequestHints.NONE);
  }
}
