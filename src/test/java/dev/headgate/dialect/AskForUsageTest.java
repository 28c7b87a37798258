package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskForUsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"stream":true}                                    | {"stream_options":{"include_usage":true},"stream":true}
          { "stream": true, "messages": [{"a": "é"}] }       | {"stream_options":{"include_usage":true}, "stream": true, "messages": [{"a": "é"}] }
          {"stream":true,"stream_options":{}}                | {"stream":true,"stream_options":{"include_usage":true}}
          {"stream":true,"stream_options":{ }}               | {"stream":true,"stream_options":{"include_usage":true }}
          {"stream_options":{"x":1},"stream":true}           | {"stream_options":{"include_usage":true,"x":1},"stream":true}
          {"stream":true,"stream_options":null}              | {"stream":true,"stream_options":{"include_usage":true}}
          {"stream":true,"x":{"stream_options":{"a":1}}}     | {"stream_options":{"include_usage":true},"stream":true,"x":{"stream_options":{"a":1}}}
          {"stream":true,"x":"\\"stream_options\\":{}"}      | {"stream_options":{"include_usage":true},"stream":true,"x":"\\"stream_options\\":{}"}
          """)
  void asks(String body, String asking) {
    ByteBuffer bytes = ByteBuffer.wrap(("##" + body).getBytes(UTF_8)).position(2);
    ByteBuffer made = AskForUsage.in(bytes);
    String read = made == null ? "" : UTF_8.decode(made).toString();
    assertThat(read).isEqualTo(asking);
    assertThat(bytes.position()).isEqualTo(2);
  }

  @Test
  void asksWithinTheObjectWhateverSpaceIsBeforeIt() {
    ByteBuffer made = AskForUsage.in(ByteBuffer.wrap("\n {\"stream\":true}".getBytes(UTF_8)));
    assertThat(made == null ? "" : UTF_8.decode(made).toString())
        .isEqualTo("\n {\"stream_options\":{\"include_usage\":true},\"stream\":true}");
  }

  @Test
  void asksWhereverTheBodyLies() {
    String body = "{\"stream\":true,\"stream_options\":null}";
    byte[] bytes = ("##" + body + "##").getBytes(UTF_8);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    for (ByteBuffer whole : List.of(ByteBuffer.wrap(bytes), direct)) {
      ByteBuffer inside = whole.clear().position(1).slice().position(1).limit(1 + body.length());
      ByteBuffer made = AskForUsage.in(inside);
      assertThat(made == null ? "" : UTF_8.decode(made).toString())
          .isEqualTo("{\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
      assertThat(inside.remaining()).isEqualTo(body.length());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
        "{\"stream\":true,\"stream_options\":{\"include_usage\":false}}",
        "{\"stream\":true,\"stream_options\":{\"x\":{\"y\":1},\"include_usage\": true}}",
        "{\"stream\":true,\"stream_options\":7}"
      })
  void leavesAloneWhatAsksOrMustNot(String body) {
    ByteBuffer made = AskForUsage.in(ByteBuffer.wrap(body.getBytes(UTF_8)));
    assertThat(made == null).isTrue();
  }
}
