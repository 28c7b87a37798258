package dev.headgate.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of several streams, however they are split. */
class FrameReaderTest {
  private static final HexFormat HEX = HexFormat.of();

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private FrameReaderTest frame(int type, int flags, int stream, byte... payload) {
    said.writeBytes(
        ByteBuffer.allocate(9 + payload.length)
            .putInt((payload.length << 8) | type)
            .put((byte) flags)
            .putInt(stream)
            .put(payload)
            .array());
    return this;
  }

  private FrameReaderTest text(int flags, int stream, String payload) {
    return frame(0, flags, stream, payload.getBytes(US_ASCII));
  }

  private FrameReaderTest greeting() {
    return frame(4, 0, 0);
  }

  private String notes() {
    return FrameFeed.notes(said.toByteArray(), said.size());
  }

  /** RFC 7541 §C.6.1 to §C.6.3: three responses on one connection, with a table and Huffman. */
  @Test
  void headsAreDecompressedInTheirOrder() {
    greeting()
        .frame(
            1,
            5,
            1,
            HEX.parseHex(
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad17"
                    + "1863c78f0b97c8e9ae82ae43d3"))
        .frame(1, 5, 3, HEX.parseHex("4883640effc1c0bf"));

    assertThat(notes())
        .contains("|[Field[name=:status, value=302], Field[name=cache-control, value=private]")
        .contains("Field[name=location, value=https://www.example.com]]")
        .contains("|[Field[name=:status, value=307], Field[name=cache-control, value=private]");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 9, 10, 11, 13, 21, 34, 1000})
  void contentGoesToItsStreamHoweverItIsSplit(int pieceBytes) {
    greeting()
        .frame(1, 4, 1, (byte) 0x88)
        .frame(1, 4, 3, (byte) 0x88)
        .text(0, 1, "one ")
        .text(0, 1, "two ")
        .text(8, 3, "\3else\0\0\0")
        .text(0, 1, "three")
        .text(1, 3, "where")
        .text(1, 1, "");

    String notes = FrameFeed.notes(said.toByteArray(), pieceBytes);

    assertThat(notes).isEqualTo(notes());
    assertThat(notes)
        .contains("false|one two three|end")
        .contains("false|elsewhere|end")
        .endsWith(" 26 ");
  }

  @Test
  void contentThatCameTogetherIsHandedOnTogether() throws ConnectionErrorException {
    greeting().text(0, 1, "a").text(0, 1, "b").text(0, 1, "c");
    FrameReader reader = new FrameReader();
    ByteBuffer in = ByteBuffer.wrap(said.toByteArray());
    StringBuilder pieces = new StringBuilder();

    reader.read(
        in,
        new NoFrames() {
          @Override
          public void data(int stream, ByteBuffer content, int flowBytes, boolean end) {
            pieces.append(US_ASCII.decode(content)).append(';');
          }
        });

    assertThat(pieces).hasToString("abc;");
  }

  @Test
  void whatCameBeforeAWrongFrameIsHandedOn() {
    greeting().frame(1, 4, 1, (byte) 0x88).text(0, 1, "content").frame(6, 0, 0, (byte) 1);

    assertThat(notes()).contains("false|content").contains("FRAME_SIZE_ERROR");
  }

  @Test
  void aHeadIsNotInterrupted() {
    greeting().frame(1, 0, 1, (byte) 0x88).text(0, 1, "content");

    assertThat(notes()).contains("PROTOCOL_ERROR a header block is interrupted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "be", "40", "7f", "3fff7f", "00", "0001", "82ff", "c1", "0083ffff"})
  void aBlockThatIsGarbledEndsTheConnection(String block) {
    greeting().frame(1, 4, 1, HEX.parseHex(block));

    assertThat(notes()).contains("COMPRESSION_ERROR");
  }

  @Test
  void aWindowThatIsOpenedForEachPieceIsNoFlood() {
    greeting();
    for (int i = 0; i < 3000; i++) {
      frame(8, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 1);
    }

    assertThat(notes()).endsWith(" 0 ");
  }

  @Test
  void manyLinesFromFewBytesAreDropped() {
    byte[] block = new byte[16_000];
    Arrays.fill(block, (byte) 0x90);
    block[0] = (byte) 0x88;
    greeting().frame(1, 4, 1, block);

    assertThat(notes()).contains("1=malformed");
  }
}
