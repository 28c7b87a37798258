package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heads that a wrong, old or hostile upstream sends, each with the rule and the verdict. */
class OddHeadsTest {
  @ParameterizedTest(name = "RFC {0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          9112 2.3  | HTTP/2.0                      | HTTP/2.0 200 OK⏎⏎                 | refused
          9112 2.3  | HTTP/1.2                      | HTTP/1.2 200 OK⏎⏎                 | refused
          9112 2.3  | HTTP/1.10                     | HTTP/1.10 200 OK⏎⏎                | refused
          9112 2.3  | a version of one number       | HTTP/1 200 OK⏎⏎                   | refused
          9112 2.3  | HTTP/0.9: a body alone        | <html>hello</html>                | refused
          9112 2.3  | a version in lower case       | http/1.1 200 OK⏎⏎                 | refused
          9112 2.3  | another protocol              | SSH-2.0-OpenSSH_9.9⏎              | refused
          9112 2.3  | ICY 200 OK                    | ICY 200 OK⏎⏎                      | refused
          9112 2.2  | an empty line first           | ⏎HTTP/1.1 200 OK⏎⏎                | refused
          9112 2.2  | a space first                 | ␠HTTP/1.1 200 OK⏎⏎                | refused
          9112 4    | two spaces before the status  | HTTP/1.1  200 OK⏎⏎                | refused
          9112 4    | a tab before the status       | HTTP/1.1␉200 OK⏎⏎                 | refused
          9112 4    | a status of two digits        | HTTP/1.1 20 OK⏎⏎                  | refused
          9112 4    | a status of four digits       | HTTP/1.1 2000 OK⏎⏎                | refused
          9112 4    | a status that is no number    | HTTP/1.1 2xx OK⏎⏎                 | refused
          9112 4    | a signed status               | HTTP/1.1 +20 OK⏎⏎                 | refused
          9112 4    | no status                     | HTTP/1.1⏎⏎                        | refused
          9112 4    | a tab behind the status       | HTTP/1.1 200␉OK⏎⏎                 | refused
          9110 15   | status 000                    | HTTP/1.1 000 Zero⏎⏎               | refused
          9110 15   | status 099                    | HTTP/1.1 099 Low⏎⏎                | refused
          9110 15   | status 600                    | HTTP/1.1 600 High⏎⏎               | refused
          9110 15   | status 999                    | HTTP/1.1 999 Denied⏎⏎             | refused
          9110 15   | status 599, unknown but legal | HTTP/1.1 599 Odd⏎⏎                | 599 ''
          9112 4    | an empty reason               | HTTP/1.1 200 ⏎⏎x                  | 200 'x'
          9112 4    | no reason and no space        | HTTP/1.1 200⏎⏎x                   | 200 'x'
          9112 4    | obs-text in the reason        | HTTP/1.1 200 Tr\u00e8s bien⏎⏎x    | 200 'x'
          9112 4    | NUL in the reason             | HTTP/1.1 200 O␀K⏎⏎                | refused
          9112 4    | escape in the reason          | HTTP/1.1 200 ␛[31m⏎⏎              | refused
          9112 2.2  | LF ends the status line       | HTTP/1.1 200 OK␊A: b⏎⏎            | refused
          9112 2.2  | CR ends the status line       | HTTP/1.1 200 OK␍A: b⏎⏎            | refused
          9112 2.2  | CR CR LF ends the status line | HTTP/1.1 200 OK␍⏎⏎                | refused
          9112 2.2  | a field before the first line | HTTP/1.1 200 OK⏎ A: b⏎⏎           | refused
          9110 15.2 | 101 without an upgrade        | HTTP/1.1 101 Switching⏎⏎          | refused
          9110 15.2 | 100 and nothing more          | HTTP/1.1 100 Continue⏎⏎           | cut
          9110 15.2 | 103 with a field, then 200    | HTTP/1.1 103⏎A: b⏎⏎HTTP/1.1 200⏎⏎ | 200 ''
          9110 15.2 | 199, unknown, then 200        | HTTP/1.1 199⏎⏎HTTP/1.1 200⏎⏎x     | 200 'x'
          9112 6.3  | 100 with a body               | HTTP/1.1 100⏎⏎helloHTTP/1.1 200⏎⏎ | refused
          9112 8    | nothing                       | ``                                | cut
          9112 8    | half a status line            | HTTP/1.1 2                        | cut
          9112 8    | no empty line                 | HTTP/1.1 200 OK⏎A: b⏎             | cut
          """)
  void statusLine(String rule, String what, String response, String verdict) {
    check(response, verdict);
  }

  @ParameterizedTest(name = "RFC {0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          9112 5   | no colon                     | Abc       | refused
          9112 5   | no name                      | : b       | refused
          9112 5.1 | a space inside the name      | A b: c    | refused
          9112 5.1 | spaces before the colon      | A ␉: b    | A=b
          9112 5.1 | spaces, no name, a colon     | ␠␠: b     | refused
          9112 5.2 | a folded line                | A: b⏎ c   | refused
          9112 5.2 | a line folded with a tab     | A: b⏎␉c   | refused
          9112 5.2 | a line folded to spaces only | A: b⏎␠    | refused
          9112 2.2 | LF ends a field line         | A: b␊C: d | refused
          9112 2.2 | CR inside a value            | A: b␍c    | refused
          9112 2.2 | CR at the end of a value     | A: b␍     | refused
          9110 5.1 | a name in brackets           | (A): b    | refused
          9110 5.1 | obs-text in a name           | \u00c0: b | refused
          9110 5.1 | NUL in a name                | A␀: b     | refused
          9110 5.5 | NUL in a value               | A: b␀c    | refused
          9110 5.5 | escape in a value            | A: b␛[31m | refused
          9110 5.5 | DEL in a value               | A: b␡     | refused
          9110 5.5 | obs-text in a value          | A: \u00e9 | A=\u00e9
          9110 5.5 | a tab inside a value         | A: b␉c    | A=b␉c
          9110 5.5 | whitespace around a value    | A: ␉ b ␉  | A=b
          9110 5.5 | an empty value               | A:        | A=
          9110 5.5 | a value of whitespace        | A: ␉ ␠    | A=
          9110 5.5 | a colon in a value           | A:b:c     | A=b:c
          """)
  void fieldLine(String rule, String what, String line, String verdict) {
    String response = "HTTP/1.1 200 OK\r\n" + Glyphs.decode(line) + "\r\n\r\n";
    for (Feed.Seen seen : new Feed.Seen[] {Feed.whole(response), Feed.byteByByte(response, true)}) {
      StringBuilder fields = new StringBuilder();
      if (seen.head() != null) {
        seen.head().fields().forEach(f -> fields.append(f.name() + "=" + f.value()));
      }
      assertThat(fields + seen.end()).isEqualTo(Glyphs.decode(verdict));
    }
  }

  private static void check(String glyphs, String verdict) {
    String response = Glyphs.decode(glyphs);
    assertThat(Feed.whole(response).verdict()).isEqualTo(verdict);
    assertThat(Feed.byteByByte(response, false).verdict()).isEqualTo(verdict);
  }
}
