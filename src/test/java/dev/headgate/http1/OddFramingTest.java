package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Framing fields that contradict themselves, each other or the status, and bodies that do not fit.
 */
class OddFramingTest {
  @ParameterizedTest(name = "RFC {0} {1}: {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          9112 6.3 | two different lengths    | 200 | CL: 1⏎CL: 2⏎⏎ab              | refused
          9112 6.3 | two equal lengths        | 200 | CL: 1⏎CL: 1⏎⏎a               | refused
          9112 6.3 | a list of lengths        | 200 | CL: 1, 1⏎⏎a                  | refused
          9110 8.6 | a signed length          | 200 | CL: +1⏎⏎a                    | refused
          9110 8.6 | a negative length        | 200 | CL: -1⏎⏎a                    | refused
          9110 8.6 | no length                | 200 | CL:⏎⏎a                       | refused
          9110 8.6 | a length in hexadecimal  | 200 | CL: 0x1⏎⏎a                   | refused
          9110 8.6 | a length with a fraction | 200 | CL: 1.0⏎⏎a                   | refused
          9110 8.6 | a length with a space    | 200 | CL: 1 0⏎⏎a                   | refused
          9110 8.6 | a length of 19 digits    | 200 | CL: 0000000000000000001⏎⏎a   | refused
          9110 8.6 | a length of 2^64 + 1     | 200 | CL: 18446744073709551617⏎⏎a  | refused
          9110 8.6 | a length of 18 digits    | 200 | CL: 000000000000000001⏎⏎a    | 200 'a'
          9112 6.3 | nothing where length is 0 | 200 | CL: 0⏎⏎                      | 200 ''
          9112 6.3 | a body shorter than said | 200 | CL: 5⏎⏎ab                    | 200 'ab', cut
          9112 6.3 | a body longer than said  | 200 | CL: 2⏎⏎abc                   | 200 'ab' +1
          9112 9.2 | a second response        | 200 | CL: 1⏎⏎aHTTP/1.1 200 OK⏎⏎    | 200 'a' +19
          9112 6.1 | TE and a length          | 200 | TE: chunked⏎CL: 1⏎⏎0⏎⏎       | refused
          9112 6.1 | TE and a length of 0     | 200 | CL: 0⏎TE: chunked⏎⏎0⏎⏎       | refused
          9112 6.1 | chunked in capitals      | 200 | TE: CHUNKED⏎⏎1⏎a⏎0⏎⏎         | 200 'a'
          9112 6.1 | TE twice                 | 200 | TE: chunked⏎TE: chunked⏎⏎0⏎⏎ | refused
          9112 6.1 | chunked applied twice    | 200 | TE: chunked, chunked⏎⏎0⏎⏎    | refused
          9112 6.3 | chunked not last         | 200 | TE: chunked, gzip⏎⏎0⏎⏎       | refused
          9112 7.4 | a coding not asked for   | 200 | TE: gzip, chunked⏎⏎0⏎⏎       | refused
          9112 7   | TE identity              | 200 | TE: identity⏎⏎a              | refused
          9112 7   | TE xchunked              | 200 | TE: xchunked⏎⏎0⏎⏎            | refused
          9112 7   | TE chunkedx              | 200 | TE: chunkedx⏎⏎0⏎⏎            | refused
          9112 7   | TE in quotes             | 200 | TE: "chunked"⏎⏎0⏎⏎           | refused
          9112 7.1 | chunked with a parameter | 200 | TE: chunked; a=b⏎⏎0⏎⏎        | refused
          9112 6.1 | TE empty                 | 200 | TE:⏎⏎0⏎⏎                     | refused
          9112 6.1 | TE with a comma too many | 200 | TE: chunked,⏎⏎0⏎⏎            | refused
          9112 5.1 | a space before the colon | 200 | TE : chunked⏎⏎1⏎a⏎0⏎⏎        | 200 'a'
          9112 6.1 | TE in a 204              | 204 | TE: chunked⏎⏎0⏎⏎             | refused
          9112 6.3 | a length in a 204        | 204 | CL: 5⏎⏎                      | 204 ''
          9112 6.3 | a body behind a 204      | 204 | CL: 5⏎⏎hello                 | 204 '' +5
          9112 6.3 | a length in a 304        | 304 | CL: 5⏎⏎                      | 304 ''
          9112 6.1 | TE in a 304              | 304 | TE: chunked⏎⏎                | 304 ''
          9112 6.3 | a body behind a 304      | 304 | A: b⏎⏎0⏎⏎                    | 304 '' +5
          9110 8.6 | a broken length in a 304 | 304 | CL: a⏎⏎                      | refused
          9112 6.3 | neither TE nor length    | 200 | A: b⏎⏎all                    | 200 'all'
          9112 6.3 | a 205 with a length      | 205 | CL: 1⏎⏎a                     | 205 'a'
          9112 6.3 | an error with a length   | 529 | CL: 1⏎⏎a                     | 529 'a'
          """)
  void framing(String rule, String what, int status, String rest, String verdict) {
    String response = "HTTP/1.1 " + status + " Any\r\n" + decode(rest);
    check(response, false, verdict);
  }

  @ParameterizedTest(name = "RFC {0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          9112 6.1 | TE in HTTP/1.0           | HTTP/1.0 200 OK⏎TE: chunked⏎⏎0⏎⏎ | refused
          9112 6.3 | a length in HTTP/1.0     | HTTP/1.0 200 OK⏎CL: 1⏎⏎a         | 200 'a'
          9112 6.3 | HTTP/1.0 until the close | HTTP/1.0 200 OK⏎⏎a               | 200 'a'
          """)
  void oldVersion(String rule, String what, String response, String verdict) {
    check(decode(response), false, verdict);
  }

  @ParameterizedTest(name = "RFC {0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          9112 6.3 | a length            | CL: 5⏎⏎       | 200 ''
          9112 6.1 | TE                  | TE: chunked⏎⏎ | 200 ''
          9112 6.3 | neither             | A: b⏎⏎        | 200 ''
          9112 6.3 | a body all the same | CL: 5⏎⏎hello  | 200 '' +5
          9110 8.6 | two lengths         | CL: 5⏎CL: 6⏎⏎ | refused
          """)
  void answerToHead(String rule, String what, String rest, String verdict) {
    check("HTTP/1.1 200 OK\r\n" + decode(rest), true, verdict);
  }

  /** In these tables CL and TE are short for the two framing fields. */
  private static String decode(String glyphs) {
    return Glyphs.decode(glyphs)
        .replace("CL:", "Content-Length:")
        .replaceAll("TE( ?):", "Transfer-Encoding$1:");
  }

  private static void check(String response, boolean requestWasHead, String verdict) {
    String refused = response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    assertThat(Feed.whole(response, requestWasHead).verdict())
        .isEqualTo(verdict.replaceAll("^refused$", refused + " '', refused"));
  }
}
