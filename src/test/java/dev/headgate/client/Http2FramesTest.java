package dev.headgate.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.protocols.http2.ConnectionErrorException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Frames are followed however their bytes come. */
class Http2FramesTest {
  private static final String PREFACE = "SM\r\n\r\n";
  private static final String HEADERS = frame(1, 0, 3);
  private static final String LAST = frame(9, 4, 3);
  private static final String PING = frame(6, 0, 8);

  private final Http2Frames frames = new Http2Frames(new IdleFrames());

  private static String frame(int type, int flags, int length) {
    return "\0\0"
        + (char) length
        + (char) type
        + (char) flags
        + "\0\0\0\u0001"
        + "x".repeat(length);
  }

  private boolean follow(String bytes) throws ConnectionErrorException {
    return frames.follow(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)), 0);
  }

  @Test
  void headIsOpenFromItsFirstFrameToItsLast() throws Exception {
    String begun = PREFACE + frame(0, 0, 5) + HEADERS;
    for (int i = 0; i < begun.length(); i++) {
      assertThat(frames.isBetweenFramesOfAHead()).isFalse();
      assertThat(follow(begun.substring(i, i + 1))).isTrue();
    }
    assertThat(frames.isBetweenFramesOfAHead()).isTrue();
    assertThat(frames.isInHead()).isTrue();
    for (int i = 0; i < LAST.length(); i++) {
      assertThat(frames.isInHead()).isTrue();
      follow(LAST.substring(i, i + 1));
      assertThat(frames.isBetweenFramesOfAHead()).isFalse();
    }
    assertThat(frames.isInHead()).isFalse();
  }

  @Test
  void whatIsNoPrefaceIsSeenAtOnce() throws Exception {
    assertThat(follow("SM\r\n")).isTrue();
    assertThat(frames.isInPreface()).isTrue();
    assertThat(follow("x")).isFalse();
  }

  @Test
  void framesThatBringNothingAreCounted() throws Exception {
    follow(PREFACE);
    follow(PING.repeat(IdleFrames.AT_ONCE_MAX));
    assertThatThrownBy(() -> follow(PING))
        .isInstanceOfSatisfying(
            ConnectionErrorException.class, e -> assertThat(e.getCode()).isEqualTo(11));
  }

  @Test
  void othersAreNot() throws Exception {
    follow(PREFACE);
    String answers = frame(6, 1, 8) + frame(4, 1, 0);
    String window = frame(8, 0, 4);
    String content = frame(0, 0, 1) + frame(0, 1, 0) + HEADERS + LAST;
    follow((answers + window + content).repeat(IdleFrames.AT_ONCE_MAX + 1));
    assertThat(frames.isInHead()).isFalse();
  }
}
