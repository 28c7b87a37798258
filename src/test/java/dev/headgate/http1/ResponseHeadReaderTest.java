package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadReaderTest {
  private final ResponseHeadReader reader = new ResponseHeadReader();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leavesTheBufferAtTheFirstByteOfTheBody(boolean direct) throws Exception {
    ByteBuffer in = buffer("HTTP/1.1 200 All right\r\nA: 1\r\nB: 2\r\n\r\nbody", direct);
    assertThat(reader.read(in))
        .isEqualTo(new ResponseHead(1, 200, "All right", FieldsTest.fields("A", "1", "B", "2")));
    assertThat(Feed.text(in)).isEqualTo("body");
  }

  @Test
  void consumesAllOfAnUnfinishedHead() throws Exception {
    ByteBuffer in = buffer("HTTP/1.1 200 OK\r\nA: 1\r\n\r", false);
    assertThat(reader.read(in)).isNull();
    assertThat(in.hasRemaining()).isFalse();
    assertThat(reader.read(buffer("\n", false))).isNotNull();
  }

  @Test
  void keepsNothingOfTheInterimHead() throws Exception {
    String interim = "HTTP/1.1 103 Early\r\nContent-Length: 9\r\n\r\n";
    ResponseHead head = reader.read(buffer(interim + "HTTP/1.0 404\r\n\r\n", false));
    assertThat(head).isEqualTo(new ResponseHead(0, 404, "", Fields.EMPTY));
  }

  @Test
  void sawBytesOnceThereWereAny() throws Exception {
    assertThat(reader.read(buffer("", false))).isNull();
    assertThat(reader.sawBytes()).isFalse();
    assertThat(reader.inputEnded()).hasMessage("the upstream closed without a response");
    assertThat(reader.read(buffer("H", false))).isNull();
    assertThat(reader.sawBytes()).isTrue();
    assertThat(reader.inputEnded())
        .hasMessage("the upstream closed after 1 bytes of a response head");
  }

  /** The count says how many bytes are right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SSH-2.0-OpenSSH_9.9⏎  | 0
          <html>                | 0
          ␛␀                    | 0
          ⏎                     | 0
          HTP                   | 2
          HTTPS                 | 4
          HTTP/2.0              | 5
          HTTP/1.2              | 7
          HTTP/1.1200           | 8
          HTTP/1.1 abc          | 9
          HTTP/1.1 600          | 9
          HTTP/1.1 2x           | 10
          HTTP/1.1 20 OK        | 11
          HTTP/1.1 2000         | 12
          HTTP/1.1 101 Any      | 12
          HTTP/1.1 200 O␀K      | 14
          HTTP/1.1 200 OK␊      | 15
          """)
  void refusesTheFirstWrongByteWithoutWaitingForMore(String glyphs, int rightBytes)
      throws Exception {
    String garbage = Glyphs.decode(glyphs);
    for (int i = 0; i < rightBytes; i++) {
      assertThat(reader.read(Feed.buffer(garbage, i, i + 1, false))).isNull();
    }
    ByteBuffer wrong = Feed.buffer(garbage, rightBytes, rightBytes + 1, false);
    assertThatThrownBy(() -> reader.read(wrong)).isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SSH-2.0       | the upstream does not answer in HTTP/1.0 or HTTP/1.1: it begins with 'S'
          HTTP/1.1 600  | the status code is not three digits from 100 to 599: 'HTTP/1.1 6'
          HTTP/1.1 101␠ | status 101, but no upgrade was asked for
          HTTP/1.1 200␊ | the status code is not three digits from 100 to 599: 'HTTP/1.1 200\\x0a'
          HTTP/1.1 200 OK␊      | the response head has a line end that is not CRLF
          HTTP/1.1 200 O␀       | the response head holds the byte '\\x00'
          HTTP/1.1 200 OK⏎Abc⏎  | a field line has no valid name: 'Abc'
          HTTP/1.1 200 OK⏎␉Abc⏎ | a field line begins with whitespace: '\\x09Abc'
          """)
  void saysWhatIsWrong(String glyphs, String message) {
    assertThatThrownBy(() -> reader.read(buffer(Glyphs.decode(glyphs), false)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage(message);
  }

  @Test
  void takesExactlyTheTokenBytesInAName() {
    String marks = "!#$%&'*+-.^_`|~";
    for (char c = 0; c < 256; c++) {
      boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
      boolean token = letterOrDigit || marks.indexOf(c) >= 0;
      String end = Feed.whole("HTTP/1.1 200\r\nA" + c + "B: x\r\n\r\n").end();
      // A colon ends the name earlier.
      assertThat(end).as("byte %d", (int) c).isEqualTo(token || c == ':' ? "" : "refused");
    }
  }

  @Test
  void takesEveryByteButControlsInAValue() {
    for (char c = 0; c < 256; c++) {
      boolean legal = c == '\t' || (c >= ' ' && c != 0x7F);
      Feed.Seen seen = Feed.whole("HTTP/1.1 200\r\nA: x" + c + "y\r\n\r\n");
      assertThat(seen.end()).as("byte %d", (int) c).isEqualTo(legal ? "" : "refused");
    }
  }

  @Test
  void takesAHeadOfTheGreatestLengthAndNoLonger() {
    String start = "HTTP/1.1 200 OK\r\nA: ";
    int valueBytes = ResponseHeadReader.HEAD_BYTES_MAX - start.length() - 4;
    String response = start + "x".repeat(valueBytes) + "\r\n\r\n";
    check(response + "body", "200 'body'");
    check(start + "x" + response.substring(start.length()), "refused");
  }

  @Test
  void refusesAnEndlessHeadAtItsBound() throws Exception {
    reader.read(buffer("HTTP/1.1 200 OK\r\nA: ", false));
    int left = ResponseHeadReader.HEAD_BYTES_MAX - "HTTP/1.1 200 OK\r\nA: ".length();
    for (int i = 0; i < left; i++) {
      assertThat(reader.read(buffer("x", false))).isNull();
    }
    assertThatThrownBy(() -> reader.read(buffer("x", false)))
        .hasMessage("the response head exceeds 65536 bytes");
  }

  @Test
  void takesAsManyFieldsAsAllowedAndNoMore() {
    String fields =
        IntStream.range(0, ResponseHeadReader.FIELDS_MAX)
            .mapToObj("A%d: b\r\n"::formatted)
            .collect(Collectors.joining());
    check("HTTP/1.1 200 OK\r\n" + fields + "\r\n", "200 ''");
    check("HTTP/1.1 200 OK\r\n" + fields + "A: b\r\n\r\n", "refused");
  }

  @Test
  void takesAsManyInterimResponsesAsAllowedAndNoMore() {
    String interim =
        "HTTP/1.1 100 Continue\r\n\r\n".repeat(ResponseHeadReader.INTERIM_RESPONSES_MAX);
    check(interim + "HTTP/1.1 200 OK\r\n\r\n", "200 ''");
    check(interim + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "refused");
  }

  @Test
  void boundsInterimResponsesAndTheHeadTogether() {
    String interim = "HTTP/1.1 103 Early\r\nA: " + "x".repeat(40_000) + "\r\n\r\n";
    check(interim + "HTTP/1.1 200 OK\r\n\r\n", "200 ''");
    check(interim + interim + "HTTP/1.1 200 OK\r\n\r\n", "refused");
  }

  private static ByteBuffer buffer(String text, boolean direct) {
    return Feed.buffer(text, 0, text.length(), direct);
  }

  private static void check(String response, String verdict) {
    assertThat(Feed.whole(response).verdict()).isEqualTo(verdict);
    assertThat(Feed.byteByByte(response, false).verdict()).isEqualTo(verdict);
  }
}
