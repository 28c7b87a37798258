package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawUpstream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An upstream that answers one path as the case at hand says, and all else as is right. */
final class CaseUpstream implements AutoCloseable {
  static final String PATH = "/case";

  private static final long END_SECONDS_MAX = 5;

  /** A case under way: what is sent, and whether the connection has ended since. */
  private record Play(List<Step> steps, CountDownLatch ended) {}

  private final RawUpstream upstream = RawUpstream.playing(this::serve);
  private volatile Play play = new Play(List.of(), new CountDownLatch(1));

  /** From now on, answers like this. */
  void answer(List<Step> steps) {
    play = new Play(steps, new CountDownLatch(1));
  }

  /** Returns once the gateway ends the connection. */
  private void serve(RawConnection connection) {
    Play played = null;
    for (int first = connection.read(); first >= 0; first = connection.read()) {
      String head = connection.readHead();
      if (head.contains(" " + PATH + " ")) {
        played = play;
        Step.play(played.steps(), connection);
      } else {
        connection.sendUntilRefused(NormalRequest.ANSWER);
      }
    }
    if (played != null) {
      played.ended().countDown();
    }
  }

  /** Fails unless the gateway ends, within a while, the connection that the case was played on. */
  void checkEnded() {
    try {
      assertThat(play.ended().await(END_SECONDS_MAX, TimeUnit.SECONDS))
          .as("the gateway ended the upstream's connection")
          .isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return upstream.port();
  }

  int accepted() {
    return upstream.accepted();
  }

  @Override
  public void close() {
    upstream.close();
  }
}
