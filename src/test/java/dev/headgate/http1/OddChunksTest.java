package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunked bodies that lenient readers take for a clean end, each with the rule and the verdict. */
class OddChunksTest {
  @ParameterizedTest(name = "RFC {0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          9112 7.1   | a size of zz              | zz⏎hello⏎0⏎⏎                | '', refused
          9112 7.1   | a size of zz, later       | 2⏎he⏎zz⏎llo⏎0⏎⏎             | 'he', refused
          9112 7.1   | a size with 0x            | 0x5⏎hello⏎0⏎⏎               | '', refused
          9112 7.1   | a negative size           | -5⏎hello⏎0⏎⏎                | '', refused
          9112 7.1   | a signed size             | +5⏎hello⏎0⏎⏎                | '', refused
          9112 7.1   | a negative zero           | -0⏎⏎                        | '', refused
          9112 7.1   | an underscore in it       | 1_0⏎hello⏎0⏎⏎               | '', refused
          9112 7.1   | no size                   | ⏎hello⏎0⏎⏎                  | '', refused
          9112 7.1   | an empty line for a size  | ⏎⏎                          | '', refused
          9112 7.1   | only an extension         | ;a=b⏎hello⏎0⏎⏎              | '', refused
          9112 7.1   | a space before the size   | ␠5⏎hello⏎0⏎⏎                | '', refused
          9112 7.1   | a space behind the size   | 5 ⏎hello⏎0⏎⏎                | '', refused
          9112 7.1   | a word behind the size    | 5 x⏎hello⏎0⏎⏎               | '', refused
          9112 7.1   | a size of 2^64 + 5        | 10000000000000005⏎hello⏎0⏎⏎ | '', refused
          9112 7.1   | a size of 16 digits       | 0000000000000005⏎hello⏎0⏎⏎  | '', refused
          9112 7.1   | a size of 15 digits       | 000000000000005⏎hello⏎0⏎⏎   | 'hello'
          9112 7.1   | the greatest size         | fffffffffffffff⏎hello       | 'hello', cut
          9112 7.1   | a size in capitals        | A⏎helloworld⏎0⏎⏎            | 'helloworld'
          9112 7.1   | a last chunk of 000       | 000⏎⏎                       | ''
          9112 2.2   | LF ends the size          | 5␊hello⏎0⏎⏎                 | '', refused
          9112 2.2   | CR alone ends the size    | 5␍hello⏎0⏎⏎                 | '', refused
          9112 7.1   | LF ends the data          | 5⏎hello␊0⏎⏎                 | 'hello', refused
          9112 7.1   | nothing ends the data     | 5⏎hello0⏎⏎                  | 'hello', refused
          9112 7.1   | more data than said       | 4⏎hello⏎0⏎⏎                 | 'hell', refused
          9112 7.1   | less data than said       | 6⏎hello⏎0⏎⏎                 | 'hello␍', refused
          9112 7.1   | CR and a letter           | 5⏎hello␍x0⏎⏎                | 'hello', refused
          9112 7.1.1 | an extension              | 5;a=b⏎hello⏎0⏎⏎             | 'hello'
          9112 7.1.1 | an extension in quotes    | 5;a="b;c, \u00e9"⏎hello⏎0⏎⏎ | 'hello'
          9112 7.1.1 | one on the last chunk     | 5⏎hello⏎0;a⏎⏎               | 'hello'
          9112 7.1.1 | BWS before it             | 5 ␉;a⏎hello⏎0⏎⏎             | 'hello'
          9112 7.1.1 | BWS in the extension      | 5; a = b ⏎hello⏎0⏎⏎         | 'hello'
          9112 2.2   | LF in an extension        | 5;a␊hello⏎0⏎⏎               | '', refused
          9112 2.2   | CR in an extension        | 5;a␍b⏎hello⏎0⏎⏎             | '', refused
          9112 7.1.1 | NUL in an extension       | 5;a␀⏎hello⏎0⏎⏎              | '', refused
          9112 8     | no last chunk             | 5⏎hello⏎                    | 'hello', cut
          9112 8     | nothing at all            | ``                          | '', cut
          9112 8     | no end of the data        | 5⏎hello                     | 'hello', cut
          9112 8     | half a chunk              | 5⏎he                        | 'he', cut
          9112 8     | half a size               | 5⏎hello⏎1                   | 'hello', cut
          9112 8     | half of the last line     | 5⏎hello⏎0⏎                  | 'hello', cut
          9112 8     | half of the last CRLF     | 5⏎hello⏎0⏎␍                 | 'hello', cut
          9112 7.1   | LF ends the body          | 5⏎hello⏎0⏎␊                 | 'hello', refused
          9112 7.1   | junk for the empty line   | 5⏎hello⏎0⏎xx⏎               | 'hello', refused
          9112 9.2   | a second response         | 0⏎⏎HTTP/1.1 200 OK⏎⏎        | '' +19
          9112 9.2   | an empty line too many    | 0⏎⏎⏎                        | '' +2
          9112 7.1.2 | a folded trailer          | 0⏎A: b⏎ c⏎⏎                 | '', refused
          9112 7.1.2 | a trailer without a colon | 0⏎A⏎⏎                       | '', refused
          9112 7.1.2 | NUL in a trailer          | 0⏎A: ␀⏎⏎                    | '', refused
          9112 8     | half a trailer            | 0⏎A: b                      | '', cut
          """)
  void chunks(String rule, String what, String body, String verdict) {
    check(Glyphs.decode(body), "200 " + Glyphs.decode(verdict));
  }

  private static void check(String body, String verdict) {
    String response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    assertThat(Feed.whole(response).verdict()).isEqualTo(verdict);
    assertThat(Feed.byteByByte(response, true).verdict()).isEqualTo(verdict);
  }
}
