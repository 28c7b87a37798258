package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.time.Duration;
import java.util.List;

/** What one end of a connection does in a case. */
sealed interface Step {
  /** Long enough for the other end to read what was sent before, and to act on it. */
  Duration PAUSE = Duration.ofMillis(40);

  /** Sends these bytes at once. */
  record Send(String bytes) implements Step {}

  /** Waits a little, unless something comes, so that what follows is read by itself. */
  record Pause() implements Step {}

  /** Reads an interim response. */
  record Interim(int status) implements Step {}

  /** Says that nothing more will be sent. */
  record Close() implements Step {}

  /** Plays the steps, as long as the other end listens. */
  static void play(List<Step> steps, RawConnection connection) {
    for (Step step : steps) {
      if (!step.play(connection)) {
        return;
      }
    }
  }

  /** Returns whether the other end still listens. */
  private boolean play(RawConnection connection) {
    switch (this) {
      case Send send -> {
        return connection.sendUntilRefused(send.bytes());
      }
      case Pause _ -> connection.isSilentFor(PAUSE);
      case Interim interim -> {
        int status = RawAnswer.readHead(connection).status();
        assertThat(status).as("status of an interim response").isEqualTo(interim.status());
      }
      case Close _ -> connection.finish();
    }
    return true;
  }
}
