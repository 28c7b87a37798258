package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyTest {
  private final ChunkedBody body = ChunkedBody.ofResponse();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void movesNothingForASingleChunk(boolean direct) throws Exception {
    String text = "5\r\nhello\r\n0\r\n\r\n";
    ByteBuffer buffer = Feed.buffer(text, 0, text.length(), direct);
    int start = buffer.position();
    body.read(buffer);
    assertThat(buffer.position()).isEqualTo(start + 3);
    assertThat(Feed.text(buffer)).isEqualTo("hello");
    buffer.position(start).limit(start + text.length());
    assertThat(Feed.text(buffer)).as("the bytes around it").isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void movesSeveralChunksTogether(boolean direct) throws Exception {
    String text = "1\r\na\r\na\r\n0123456789\r\n3\r\nxyz\r\n";
    ByteBuffer buffer = Feed.buffer(text, 0, text.length(), direct);
    int start = buffer.position();
    body.read(buffer);
    assertThat(buffer.position()).isEqualTo(start + 3);
    assertThat(Feed.text(buffer)).isEqualTo("a0123456789xyz");
  }

  @Test
  void leavesNothingOfABufferOfFraming() throws Exception {
    assertThat(read("5")).isEmpty();
    assertThat(read("\r\n")).isEmpty();
    assertThat(read("")).isEmpty();
    assertThat(read("hello")).isEqualTo("hello");
    assertThat(read("\r\n0\r\n\r\n")).isEmpty();
    assertThat(body.ended()).isTrue();
  }

  @Test
  void leavesTheContentBeforeAWrongChunk() {
    String text = "2\r\nab\r\n2\r\ncd\r\nzz\r\n";
    ByteBuffer buffer = Feed.buffer(text, 0, text.length(), false);
    assertThatThrownBy(() -> body.read(buffer)).isInstanceOf(MalformedMessageException.class);
    assertThat(Feed.text(buffer)).isEqualTo("abcd");
    assertThat(body.ended()).isFalse();
  }

  @Test
  void keepsUsefulTrailersAndDropsTheRest() throws Exception {
    read("0\r\nServer-Timing: total\r\nContent-Length: 9\r\nHOST: a\r\nAuthorization: b\r\n");
    assertThat(body.trailers()).isSameAs(Fields.EMPTY);
    read("Transfer-Encoding: chunked\r\nConnection: close\r\nIf-Match: x\r\nSet-Cookie: c\r\n");
    read("Content-Type: a/b\r\nX-Checksum: 1\r\n\r\n");
    assertThat(body.trailers())
        .isEqualTo(FieldsTest.fields("Server-Timing", "total", "X-Checksum", "1"));
  }

  @Test
  void boundsTrailers() throws Exception {
    String trailers = "A: b\r\n".repeat(TrailerReader.FIELDS_MAX);
    read("0\r\n" + trailers);
    assertThatThrownBy(() -> read("A: b\r\n")).hasMessage("there are more than 64 field lines");
    ChunkedBody other = ChunkedBody.ofResponse();
    other.read(buffer("0\r\n" + "x".repeat(TrailerReader.BYTES_MAX)));
    assertThatThrownBy(() -> other.read(buffer("x")))
        .hasMessage("the trailer section exceeds 16384 bytes");
  }

  @Test
  void boundsTheExtensionOfAChunk() throws Exception {
    String longest = ";" + "x".repeat(ChunkedBody.EXTENSION_BYTES_MAX - 1);
    assertThat(read("1" + longest + "\r\na\r\n")).isEqualTo("a");
    assertThatThrownBy(() -> read("1" + longest + "x\r\na\r\n"))
        .hasMessage("a chunk extension exceeds 1024 bytes");
  }

  @Test
  void boundsWhitespaceBeforeAnExtension() {
    assertThatThrownBy(() -> read("1" + " ".repeat(ChunkedBody.EXTENSION_BYTES_MAX + 1)))
        .hasMessage("a chunk extension exceeds 1024 bytes");
  }

  @Test
  void refusesAFloodOfExtensions() throws Exception {
    String chunk = "1;" + "x".repeat(1000) + "\r\na\r\n";
    for (int i = 0; i < 16; i++) {
      assertThat(read(chunk)).isEqualTo("a");
    }
    assertThatThrownBy(() -> read(chunk))
        .hasMessage("there are more chunk extensions than content");
  }

  @Test
  void takesExtensionsForEverWhileContentOutweighsThem() throws Exception {
    String chunk = "64;signature=" + "x".repeat(64) + "\r\n" + "y".repeat(100) + "\r\n";
    for (int i = 0; i < 10_000; i++) {
      assertThat(read(chunk)).hasSize(100);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          zz⏎             | a chunk size is not hexadecimal: 'zz'
          5x⏎             | a chunk size is not hexadecimal: 'x'
          ␛[31m⏎          | a chunk size is not hexadecimal: '\\x1b[31m'
          1⏎ab⏎           | a chunk is longer than its size: 'b'
          1␍x             | a chunk size line does not end with CRLF: 'x'
          1⏎a␍x           | a chunk does not end with CRLF: 'x'
          1 ⏎             | a chunk size has whitespace behind it: '\\x0d'
          1;␀⏎            | a chunk extension holds a control byte: '\\x00'
          1111111111111111 | a chunk size has more than 15 digits
          """)
  void saysWhatIsWrong(String glyphs, String message) {
    assertThatThrownBy(() -> read(Glyphs.decode(glyphs))).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1⏎a⏎    | the upstream closed before the last chunk
          5⏎ab    | the upstream closed with 3 bytes of a chunk missing
          0⏎A: b⏎ | the upstream closed behind the last chunk's size
          """)
  void saysWhereItWasCut(String glyphs, String message) throws Exception {
    read(Glyphs.decode(glyphs));
    assertThatThrownBy(body::inputEnded)
        .isInstanceOf(TruncatedMessageException.class)
        .hasMessage(message);
  }

  /** Quadratic work would take hours here. */
  @Test
  @Timeout(20)
  void readsAFloodOfSmallChunksInLinearTime() throws Exception {
    int chunks = 4_000_000;
    ByteBuffer buffer = buffer("1\r\nx\r\n".repeat(chunks));
    body.read(buffer);
    assertThat(buffer.remaining()).isEqualTo(chunks);
  }

  @Test
  void allocatesNothingWhileItReads() throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer received = buffer("3;a=b\r\nabc\r\n5\r\nhello\r\n0002\r\nxy\r\n");
    ByteBuffer buffer = ByteBuffer.allocateDirect(received.remaining());
    long allocatedBytes = 0;
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        allocatedBytes = -threads.getCurrentThreadAllocatedBytes();
      }
      buffer.clear().put(0, received, received.position(), received.remaining());
      body.read(buffer);
    }
    allocatedBytes += threads.getCurrentThreadAllocatedBytes();
    assertThat(Feed.text(buffer)).isEqualTo("abchelloxy");
    assertThat(allocatedBytes).isLessThan(10_000);
  }

  private String read(String text) throws MalformedMessageException {
    ByteBuffer buffer = buffer(text);
    body.read(buffer);
    return Feed.text(buffer);
  }

  private static ByteBuffer buffer(String text) {
    return Feed.buffer(text, 0, text.length(), false);
  }
}
