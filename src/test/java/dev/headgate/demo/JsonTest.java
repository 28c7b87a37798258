package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\"quoted\"",
        "a\\b",
        "two\nlines",
        "\0\t\r\u001f",
        "é — \uD83D\uDE00"
      })
  void aParserReadsBackWhatWasWritten(String text) {
    assertThat(Scripts.json(Json.string(text)).asText()).isEqualTo(text);
  }
}
