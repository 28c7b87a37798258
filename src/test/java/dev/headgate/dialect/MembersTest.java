package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
  /** A member, its value as text where it is a text or a whole number. */
  private record Member(int depth, String name, String text, long number) {}

  private static Members members(String json) {
    // What stands around a text is not looked at.
    byte[] bytes = ("{\"x\":1," + json + "\"y\":2}").getBytes(UTF_8);
    Members members = new Members();
    members.begin(bytes, 7, bytes.length - 6);
    return members;
  }

  private static List<Member> walked(String json) {
    Members members = members(json);
    List<Member> walked = new ArrayList<>();
    while (members.next()) {
      walked.add(new Member(members.depth(), members.name(), members.text(1000), members.number()));
    }
    return walked;
  }

  private static List<Member> parsed(String json) throws IOException {
    List<Member> parsed = new ArrayList<>();
    int depth = 0;
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          boolean natural = value == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() >= 0;
          parsed.add(
              new Member(
                  depth,
                  name,
                  value == JsonToken.VALUE_STRING ? parser.getText() : "",
                  natural ? parser.getLongValue() : -1));
          depth += value.isStructStart() ? 1 : 0;
        }
      }
    }
    return parsed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"text\"",
        "{\"a\":1,\"b\":{\"c\":[{\"d\":\"e\"},[{\"f\":null}]],\"g\":true},\"h\":false}",
        "{ \"a\" :\t\"b\" ,\n \"c\"\r\n:\r\n12345678901234 }",
        "{\"text\":\"a \\\"quoted\\\": \\\\ {[}] \\u00e9 \\n\",\"next\":0}",
        "{\"content\":\"{\\\"content\\\":\\\"inner\\\"}\",\"b\":\"\"}",
        "[{\"a\":\"b\"},\"c\",\"d\",{\"e\":[\"f\",\"g\"]}]",
        "{\"\":\"\",\"é€😀\":\"é€😀\"}",
        "{\"a\":-5,\"b\":[1,2,3],\"c\":{\"d\":{\"e\":{\"f\":7}}}}",
      })
  void walksOverWhatAParserSees(String json) throws IOException {
    assertThat(walked(json)).isEqualTo(parsed(json));
  }

  @Test
  void tellsWhatAValueIs() {
    Members members =
        members("{\"a\":null,\"b\":true,\"c\":{},\"d\":[ ],\"e\":[ 1],\"f\":\"text\",\"g\":\"\"}");
    StringBuilder seen = new StringBuilder();
    while (members.next()) {
      seen.append(members.name())
          .append(members.isNull() ? " null" : "")
          .append(members.isTrue() ? " true" : "")
          .append(members.isObject() ? " object" : "")
          .append(members.isFilledArray() ? " filled" : "")
          .append(members.isText() ? " text of " + members.textLength() : "")
          .append('\n');
    }
    assertThat(seen)
        .hasToString("a null\nb true\nc object\nd\ne filled\nf text of 4\ng text of 0\n");
  }

  @Test
  void comparesTexts() {
    Members members = members("{\"type\":\"response.output_text.delta\"}");
    assertThat(members.next()).isTrue();
    assertThat(members.textStartsWith(Dialect.ascii("response."))).isTrue();
    assertThat(members.textEndsWith(Dialect.ascii(".delta"))).isTrue();
    assertThat(members.textEndsWith(Dialect.ascii(".done"))).isFalse();
    assertThat(members.isText(Dialect.ascii("response.output_text.delta"))).isTrue();
    assertThat(members.isText(Dialect.ascii("response"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":99999999999999999999}",
        "{\"a\":}",
        "{\"a\":\"5\"}",
        "{\"a\":null}",
        "{\"a\":-1}"
      })
  void numberThatIsNoneIsUnknown(String json) {
    Members members = members(json);
    assertThat(members.next()).isTrue();
    assertThat(members.number()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":\"b",
        "{\"a\":\"b\\",
        "{\"a\":\"\\u00",
        "}}}]\"\":",
        "\"\\",
        ":",
        "{\"a\": ",
        "{\"a\":\"b\\\"",
        "\"a\":\"b\\x\""
      })
  void malformedTextComesToAnEnd(String json) {
    Members members = members(json);
    for (int i = 0; members.next(); i++) {
      assertThat(i).isLessThan(json.length());
      String read = members.name() + members.text(9) + members.raw(9) + members.number();
      assertThat(read.toLowerCase(Locale.ROOT)).doesNotContain("y");
    }
  }
}
