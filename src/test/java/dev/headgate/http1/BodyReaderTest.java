package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  @Test
  void knowsADeclaredLength() throws Exception {
    BodyReader body = body("Content-Length", "5");
    assertThat(body.contentLength()).isEqualTo(5);
    assertThat(body.closeDelimited()).isFalse();
    assertThat(body.ended()).isFalse();
    assertThat(body.trailers()).isSameAs(Fields.EMPTY);
  }

  @Test
  void hasEndedAtOnceWhereThereIsNoBody() throws Exception {
    assertThat(body("Content-Length", "0").ended()).isTrue();
    BodyReader answerToHead = BodyReader.of(head("Content-Length", "5"), true);
    assertThat(answerToHead.ended()).isTrue();
    assertThat(answerToHead.contentLength()).isZero();
    assertThatCode(answerToHead::inputEnded).doesNotThrowAnyException();
  }

  @Test
  void endsAFixedLengthAtItsLastByte() throws Exception {
    BodyReader body = body("Content-Length", "3");
    assertThat(read(body, "ab")).isEqualTo("ab");
    assertThat(body.ended()).isFalse();
    assertThatThrownBy(body::inputEnded)
        .isInstanceOf(TruncatedMessageException.class)
        .hasMessage("the upstream closed with 1 of 3 bytes missing");
    assertThat(read(body, "cd")).isEqualTo("c");
    assertThat(body.ended()).isTrue();
    assertThat(body.surplusBytes()).isEqualTo(1);
    assertThat(read(body, "efg")).isEmpty();
    assertThat(body.surplusBytes()).isEqualTo(4);
    assertThatCode(body::inputEnded).doesNotThrowAnyException();
  }

  @Test
  void endsACloseDelimitedBodyOnlyAtTheClose() throws Exception {
    BodyReader body = body();
    assertThat(body.closeDelimited()).isTrue();
    assertThat(body.contentLength()).isEqualTo(-1);
    assertThat(read(body, "all")).isEqualTo("all");
    assertThat(body.ended()).isFalse();
    body.inputEnded();
    assertThat(body.ended()).isTrue();
    assertThat(body.surplusBytes()).isZero();
  }

  @Test
  void doesNotKnowTheLengthOfChunks() throws Exception {
    BodyReader body = body("Transfer-Encoding", "chunked");
    assertThat(body.contentLength()).isEqualTo(-1);
    assertThat(body.closeDelimited()).isFalse();
    assertThat(body.ended()).isFalse();
  }

  @Test
  void takesTheGreatestLength() throws Exception {
    assertThat(body("Content-Length", "9".repeat(18)).contentLength())
        .isEqualTo(999_999_999_999_999_999L);
  }

  @Test
  void saysWhatIsWrongInPrintableBoundedWords() {
    assertThatThrownBy(() -> body("Content-Length", "5, 5"))
        .hasMessage("Content-Length is not 1 to 18 digits: '5, 5'");
    assertThatThrownBy(() -> body("Transfer-Encoding", "~\u001b\u007f'\\\u00e9" + "y".repeat(99)))
        .hasMessage(
            "Transfer-Encoding is not just chunked: '~\\x1b\\x7f\\'\\\\\\xe9"
                + "y".repeat(34)
                + "...'");
    assertThatThrownBy(() -> body("Transfer-Encoding", "chunked", "transfer-encoding", "a"))
        .hasMessage("Transfer-Encoding is not just chunked: 'chunked, a'");
  }

  @Test
  void carriesNoStackTrace() {
    assertThatThrownBy(() -> body("Content-Length", ""))
        .isInstanceOf(java.io.IOException.class)
        .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
  }

  private static BodyReader body(String... namesAndValues) throws MalformedMessageException {
    return BodyReader.of(head(namesAndValues), false);
  }

  private static ResponseHead head(String... namesAndValues) {
    return new ResponseHead(1, 200, "OK", FieldsTest.fields(namesAndValues));
  }

  private static String read(BodyReader body, String text) throws MalformedMessageException {
    ByteBuffer buffer = Feed.buffer(text, 0, text.length(), false);
    body.read(buffer);
    return Feed.text(buffer);
  }
}
