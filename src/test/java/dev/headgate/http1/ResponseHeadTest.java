package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseHeadTest {
  /** Several Connection lines are divided by a slash. RFC 9112 §9.3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 |                    | true
          1 | keep-alive         | true
          1 | close              | false
          1 | Close              | false
          1 | upgrade, CLOSE     | false
          1 | keep-alive/close   | false
          1 | close, keep-alive  | false
          1 | ,,close,           | false
          1 | closed             | true
          1 | x-close            | true
          1 | close;q=1          | false
          1 | "close"            | false
          1 | a b                | false
          0 |                    | false
          0 | close              | false
          0 | keep-alive         | true
          0 | Keep-Alive         | true
          0 | x/keep-alive       | true
          0 | keep-alive, close  | false
          0 | keep-alive-not     | false
          """)
  void keepsAliveAsVersionAndConnectionSay(int minorVersion, String connection, boolean kept) {
    String[] lines = connection == null ? new String[0] : connection.split("/");
    String[] namesAndValues = new String[2 * lines.length];
    for (int i = 0; i < lines.length; i++) {
      namesAndValues[2 * i] = i == 0 ? "Connection" : "connection";
      namesAndValues[2 * i + 1] = lines[i];
    }
    Fields fields = FieldsTest.fields(namesAndValues);
    assertThat(new ResponseHead(minorVersion, 200, "", fields).keepsAlive()).isEqualTo(kept);
  }
}
