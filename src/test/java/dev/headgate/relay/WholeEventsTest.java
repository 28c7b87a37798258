package dev.headgate.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.client.HeldMemory;
import dev.headgate.sse.EventScanner;
import dev.headgate.upstream.UpstreamThread;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WholeEventsTest {
  private static final int EVENT_BYTES_MAX = 32;
  private static final String STREAM =
      "data: one\n\n: ping\n\ndata: two\r\n\r\nid: 3\ndata: three\n\n";

  private final HeldMemory memory = new HeldMemory(Long.MAX_VALUE);
  private final Client client = new Client();
  private final WholeEvents events =
      new WholeEvents(new EventScanner(), EVENT_BYTES_MAX, memory, client);

  /** What reaches a client, write by write, and which events were read. */
  private static final class Client implements WholeEvents.Listener {
    private final List<String> writes = new ArrayList<>();
    private final List<String> read = new ArrayList<>();
    private String hidden = "nothing";
    private int unread;
    private @Nullable ByteBuffer lastPassed;

    @Override
    public boolean event(byte[] bytes, int start, int end) {
      String event = new String(bytes, start, end - start, ISO_8859_1);
      read.add(event);
      return !event.contains(hidden);
    }

    @Override
    public void unreadEvent() {
      unread++;
    }

    @Override
    public void pass(ByteBuffer bytes) {
      lastPassed = bytes;
      writes.add(text(bytes, bytes.position(), bytes.limit()));
      // As framing may do to what surrounds the bytes.
      scribble(bytes, Math.max(0, bytes.position() - 10), bytes.position());
      scribble(bytes, bytes.limit(), Math.min(bytes.capacity(), bytes.limit() + 7));
    }

    private static void scribble(ByteBuffer bytes, int from, int to) {
      ByteBuffer all = bytes.duplicate().clear();
      for (int i = from; i < to && bytes.isDirect(); i++) {
        all.put(i, (byte) '#');
      }
    }

    private static String text(ByteBuffer bytes, int start, int end) {
      byte[] text = new byte[end - start];
      bytes.get(start, text);
      return new String(text, ISO_8859_1);
    }
  }

  /** Comes as from the network: in a direct buffer, with room around. */
  private static ByteBuffer direct(String piece) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(piece.length() + 20).position(10);
    return bytes.put(piece.getBytes(ISO_8859_1)).flip().position(10);
  }

  private void take(String piece) {
    events.take(direct(piece));
  }

  @Test
  void wholeEventsPassInOneWrite() {
    take(STREAM);
    assertThat(client.writes).containsExactly(STREAM);
    assertThat(String.join("", client.read)).isEqualTo(STREAM);
    assertThat(events.holdsBack()).isFalse();
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void everySplitPassesTheSameInWholeEvents() {
    IntStream.rangeClosed(0, STREAM.length()).forEach(this::checkSplit);
  }

  private void checkSplit(int at) {
    Client split = new Client();
    WholeEvents halves = new WholeEvents(new EventScanner(), EVENT_BYTES_MAX, memory, split);
    halves.take(ByteBuffer.wrap(STREAM.substring(0, at).getBytes(ISO_8859_1)));
    assertThat(String.join("", split.writes)).matches("|(?s).*[\n\r]");
    halves.take(ByteBuffer.wrap(STREAM.substring(at).getBytes(ISO_8859_1)));
    assertThat(String.join("", split.writes)).as("split at %s", at).isEqualTo(STREAM);
    assertThat(String.join("", split.read)).isEqualTo(STREAM);
    assertThat(split.writes).hasSizeLessThanOrEqualTo(2);
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void wholeEventsPassInTheBufferThatTheyCameIn() {
    ByteBuffer piece = direct(STREAM);
    events.take(piece);
    assertThat(client.lastPassed).isSameAs(piece);
  }

  @Test
  void pieceMayLieWithinAnArray() {
    ByteBuffer array = ByteBuffer.wrap(("#####" + STREAM + "data: t").getBytes(ISO_8859_1));
    events.take(array.position(3).slice().position(2));
    assertThat(client.writes).containsExactly(STREAM);
    assertThat(String.join("", client.read)).isEqualTo(STREAM);
    take("wo\n\n");
    assertThat(client.writes).containsExactly(STREAM, "data: two\n\n");
  }

  @Test
  void pieceMayBeLargerThanWhatIsReadAtOnce() {
    String large = STREAM.repeat(2 * UpstreamThread.READ_BYTES_MAX / STREAM.length());
    events.take(ByteBuffer.wrap((large + "data: t").getBytes(ISO_8859_1)));
    assertThat(String.join("", client.writes)).isEqualTo(large);
    assertThat(String.join("", client.read)).isEqualTo(large);
    take("wo\n\n");
    assertThat(client.writes).last().isEqualTo("data: two\n\n");
  }

  @Test
  void streamMayComeByteByByte() {
    STREAM.chars().forEach(b -> take(Character.toString(b)));
    assertThat(String.join("", client.writes)).isEqualTo(STREAM);
    assertThat(String.join("", client.read)).isEqualTo(STREAM);
    assertThat(client.writes).hasSameSizeAs(client.read);
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void tailStaysWhereItIsWhileItGrows() {
    take("data: t");
    byte[] tail = events.rest().array();
    take("wo");
    assertThat(events.rest().array()).isSameAs(tail);
    events.letGo();
    take(" and more");
    assertThat(events.rest().array()).isSameAs(tail);
  }

  @Test
  void tailIsHeldBackUntilItsEventIsWhole() {
    take("data: one\n\ndata: t");
    assertThat(client.writes).containsExactly("data: one\n\n");
    assertThat(events.holdsBack()).isTrue();
    assertThat(events.isWithinEvent()).isFalse();
    take("wo\n");
    assertThat(client.writes).hasSize(1);
    take("\ndata: three\n\n");
    assertThat(client.writes).containsExactly("data: one\n\n", "data: two\n\ndata: three\n\n");
    assertThat(client.read).containsExactly("data: one\n\n", "data: two\n\n", "data: three\n\n");
  }

  @Test
  void whatWasLetGoIsStillReadOnceItIsWhole() {
    take("data: t");
    events.letGo();
    assertThat(client.writes).containsExactly("data: t");
    assertThat(events.isWithinEvent()).isTrue();
    assertThat(events.holdsBack()).isFalse();
    take("wo");
    take("\n\ndata: th");
    assertThat(client.writes).containsExactly("data: t", "wo", "\n\n");
    assertThat(client.read).containsExactly("data: two\n\n");
    assertThat(events.isWithinEvent()).isFalse();
    assertThat(events.holdsBack()).isTrue();
  }

  @Test
  void eventThatIsTooLongPassesUnread() {
    String tooLong = "data: " + "x".repeat(EVENT_BYTES_MAX);
    take("data: one\n\n" + tooLong);
    assertThat(client.writes).containsExactly("data: one\n\n" + tooLong);
    assertThat(events.isWithinEvent()).isTrue();
    assertThat(memory.bytes()).isZero();
    take("more");
    take("\n\ndata: two\n\ndata: th");
    assertThat(client.writes.subList(1, 3)).containsExactly("more", "\n\ndata: two\n\n");
    assertThat(client.read).containsExactly("data: one\n\n", "data: two\n\n");
    assertThat(client.unread).isEqualTo(1);
    assertThat(events.isWithinEvent()).isFalse();
  }

  @Test
  void eventMayGrowTooLongWhileItIsHeldBack() {
    take("data: " + "x".repeat(EVENT_BYTES_MAX / 2));
    take("x".repeat(EVENT_BYTES_MAX));
    assertThat(String.join("", client.writes)).hasSize(6 + EVENT_BYTES_MAX / 2 + EVENT_BYTES_MAX);
    take("\n\n");
    assertThat(client.unread).isEqualTo(1);
    assertThat(client.read).isEmpty();
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void hiddenEventDoesNotPass() {
    client.hidden = "secret";
    take("data: one\n\ndata: secret\n\ndata: two\n\ndata: sec");
    take("ret\n\ndata: three\n\n");
    assertThat(String.join("", client.writes))
        .isEqualTo("data: one\n\ndata: two\n\ndata: three\n\n");
    assertThat(client.read).hasSize(5);
  }

  @Test
  void eventOfWhichTheClientHasAPartIsNotHidden() {
    client.hidden = "secret";
    take("data: sec");
    events.letGo();
    take("ret\n\n");
    assertThat(String.join("", client.writes)).isEqualTo("data: secret\n\n");
  }

  @Test
  void endOfTheStreamShowsWhatIsUnfinished() {
    take("data: one\n\ndata: [DONE]\n");
    assertThat(events.end()).isTrue();
    assertThat(client.read).containsExactly("data: one\n\n", "data: [DONE]\n");
    assertThat(Client.text(events.rest(), 0, events.rest().limit())).isEqualTo("data: [DONE]\n");
    events.release();
    assertThat(memory.bytes()).isZero();
    assertThat(events.rest().hasRemaining()).isFalse();
  }

  @Test
  void releasedItPassesNothing() {
    take("data: t");
    events.release();
    take("wo\n\n");
    events.letGo();
    assertThat(client.writes).isEmpty();
    assertThat(memory.bytes()).isZero();
  }
}
