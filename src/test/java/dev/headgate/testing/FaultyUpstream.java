package dev.headgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An upstream with one {@link Fault}, on every connection. */
public final class FaultyUpstream implements AutoCloseable {
  /** What a stream begins with: whole events. */
  public static final String EVENTS = "data: 1\n\nid: 2\ndata: 2\n\n";

  /** And then the beginning of one. */
  public static final String HALF = "data: 3 and so";

  /** In whatever never shall reach a client. */
  public static final String EVIL = "evil";

  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  /** It answers one request on a connection. */
  private static final String LAST_ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

  private static final String EVIL_ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-Evil: evil\r\n\r\nevil";
  private static final int LINE_PIECE_BYTES = 64 * 1024;

  private final Fault fault;
  private final CountDownLatch due = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final RawUpstream upstream = RawUpstream.playing(this::play);

  private FaultyUpstream(Fault fault) {
    this.fault = fault;
  }

  /** Starts an upstream that does so. */
  public static FaultyUpstream that(Fault fault) {
    return new FaultyUpstream(fault);
  }

  private void play(RawConnection connection) throws InterruptedException {
    connection.readRequest();
    try {
      if (misbehave(connection)) {
        connection.readAll();
        ended.countDown();
      }
    } catch (UncheckedIOException _) {
      // The gateway ended the connection while it was still being sent to.
      ended.countDown();
    }
  }

  /** Returns whether the connection is the gateway's to end. */
  private boolean misbehave(RawConnection connection) throws InterruptedException {
    return switch (fault) {
      case Fault.OfAnswer ofAnswer -> answer(connection, ofAnswer);
      case Fault.OfStream ofStream -> stream(connection, ofStream);
    };
  }

  private boolean answer(RawConnection connection, Fault.OfAnswer how) throws InterruptedException {
    switch (how) {
      case Fault.SaysInstead(String bytes) -> connection.send(bytes);
      case Fault.SendsTwoLengths(int one, int other) ->
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(one, other, EVIL.repeat(one).substring(0, one)));
      case Fault.NamesCoding(String coding) ->
          connection.send(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + coding + "\r\n\r\n4\r\nevil\r\n0\r\n\r\n");
      case Fault.SendsInterims(int count, int status) ->
          connection.send(
              ("HTTP/1.1 " + status + " Evil\r\nLink: </evil>\r\n\r\n").repeat(count)
                  + LAST_ANSWER);
      case Fault.SendsSecondResponse() -> connection.send(KeepingUpstream.FINE + EVIL_ANSWER);
      case Fault.SpeaksUnasked() -> {
        boolean first = due.getCount() > 0;
        connection.send(first ? KeepingUpstream.FINE : LAST_ANSWER);
        due.await();
        connection.sendUntilRefused(first ? EVIL_ANSWER : "");
      }
    }
    return true;
  }

  /** Returns whether the connection stands and is the gateway's to end. */
  private boolean stream(RawConnection connection, Fault.OfStream how) throws InterruptedException {
    return switch (how) {
      case Fault.ResetsMidEvent() -> {
        beginStream(connection);
        connection.reset();
        yield false;
      }
      case Fault.ClosesMidEvent() -> {
        beginStream(connection);
        yield false;
      }
      case Fault.OmitsLastChunk() -> {
        connection.send(STREAM_HEAD + chunk(EVENTS));
        yield false;
      }
      case Fault.HalfCloses() -> {
        beginStream(connection).finish();
        yield true;
      }
      case Fault.SendsChunkSize(String size) -> {
        beginStream(connection).send(size + "\r\n" + EVIL + "\r\n0\r\n\r\n");
        yield true;
      }
      case Fault.Encodes(String coding, String bytes) -> {
        sendEncoded(connection, coding, bytes);
        yield true;
      }
      case Fault.EndsByClosing(String version) -> {
        connection.send(version + " 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + EVENTS);
        yield false;
      }
      case Fault.SendsOneLine(int bytes, boolean ends) -> {
        sendLine(connection, bytes, ends);
        yield false;
      }
    };
  }

  /** The client has what went before when the fault itself comes: a reset would overtake it. */
  private RawConnection beginStream(RawConnection connection) throws InterruptedException {
    connection.send(STREAM_HEAD + chunk(EVENTS) + chunk(HALF));
    due.await();
    return connection;
  }

  private static void sendEncoded(RawConnection to, String coding, String bytes) {
    to.send(STREAM_HEAD.replace("\r\n\r\n", "\r\nContent-Encoding: " + coding + "\r\n\r\n"));
    for (int i = 0; i < bytes.length(); i++) {
      to.send(chunk(bytes.substring(i, i + 1)));
    }
    to.send("0\r\n\r\n");
  }

  private static void sendLine(RawConnection to, int bytes, boolean ends) {
    to.send(STREAM_HEAD + chunk("data: "));
    String piece = chunk("x".repeat(LINE_PIECE_BYTES));
    for (int sent = 0; sent < bytes; sent += LINE_PIECE_BYTES) {
      to.send(piece);
    }
    to.send((ends ? chunk("\n\n") : "") + "0\r\n\r\n");
  }

  private static String chunk(String content) {
    return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
  }

  /** Lets the fault happen, where it waits for that. */
  public void goOn() {
    due.countDown();
  }

  /** Returns once the gateway ended the connection, on which the upstream waits. */
  public void awaitEnd(Duration atMost) {
    try {
      assertThat(ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS))
          .as("the gateway ends the connection within " + atMost)
          .isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Its port on loopback. */
  public int port() {
    return upstream.port();
  }

  /** How many connections it has accepted. */
  public int accepted() {
    return upstream.accepted();
  }

  @Override
  public void close() {
    due.countDown();
    upstream.close();
  }
}
