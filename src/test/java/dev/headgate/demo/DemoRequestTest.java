package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoRequestTest {
  @Test
  void findsTheModelWhateverTheSpacing() {
    assertThat(request("{ \"messages\" : [],\n \"model\" :\t\"gpt-x\" }").modelOr("none"))
        .isEqualTo("gpt-x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "{\"model\":7}",
        "{\"model\":\"\"}",
        "{\"model\":\"a\\\"b\"}",
        "{\"content\":\"say \\\"model\\\":\\\"x\\\"\"}"
      })
  void fallsBackWhereNoPlainModelIsNamed(String body) {
    assertThat(request(body).modelOr("none")).isEqualTo("none");
  }

  @Test
  void aModelOfAnyLengthIsSafe() {
    String endless = "m".repeat(1_000_000);
    assertThat(request("{\"model\":\"" + endless + "\"}").modelOr("none")).isEqualTo("none");
  }

  @Test
  void onlyTrueAsksForAStream() {
    assertThat(request("{\"stream\" : true}").asksForStream()).isTrue();
    assertThat(request("{\"stream\":false}").asksForStream()).isFalse();
    assertThat(request("{\"stream\":\"true\"}").asksForStream()).isFalse();
    assertThat(request("{\"stream_options\":{}}").asksForStream()).isFalse();
  }

  @Test
  void onlyTrueAsksForUsage() {
    assertThat(request("{\"stream_options\":{\"include_usage\": true}}").asksForUsage()).isTrue();
    assertThat(request("{\"stream_options\":{\"include_usage\":false}}").asksForUsage()).isFalse();
  }

  private static DemoRequest request(String body) {
    return new DemoRequest("/v1/chat/completions", "", body);
  }
}
