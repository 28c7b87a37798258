package dev.headgate.doctor;

import dev.headgate.doctor.Departure.Moment;
import dev.headgate.doctor.Told.State;
import dev.headgate.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Leaves streams, and asks the far end what it knows of it. */
final class Departures {
  /** How long doctor listens before it leaves: all is under way then. */
  static final Duration LISTENS = Duration.ofSeconds(1);

  /** A far end that has not noticed by then will not. */
  static final Duration NOTICE_MAX = Duration.ofSeconds(5);

  /** How long all of it takes where departures are noticed. */
  static final Duration LASTS = LISTENS.plusMillis(500);

  /** Asks again after that. */
  private static final Duration ASK_EVERY = Duration.ofMillis(100);

  /** Goes on for longer than doctor asks. */
  private static final Duration GOES_ON = LISTENS.plus(NOTICE_MAX).plus(NOTICE_MAX);

  private static final int GAP_MILLIS = 50;
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final Calls calls;
  private final TimeSource time;

  Departures(Calls calls, TimeSource time) {
    this.calls = calls;
    this.time = time;
  }

  /** Leaves a stream of that id at that moment. */
  Departure leave(Moment moment, String id) throws InterruptedException {
    Probe probe = calls.probe(stream(moment, id), "identity", GOES_ON);
    CompletableFuture<Recording> recorded =
        CompletableFuture.supplyAsync(probe::record, Thread::startVirtualThread);
    pause(LISTENS);
    long leftNanos = time.nanos();
    probe.leave();
    Optional<Told> told = calls.told(id);
    while (told.map(Told::state).equals(Optional.of(State.PLAYING))
        && time.nanos() - leftNanos < NOTICE_MAX.toNanos()) {
      pause(ASK_EVERY);
      told = calls.told(id);
    }
    long askedNanos = time.nanos() - leftNanos;
    recorded.join();
    return new Departure(moment, told, askedNanos);
  }

  private static Ask stream(Moment moment, String id) {
    int goesOnMillis = Math.toIntExact(GOES_ON.toMillis());
    return switch (moment) {
      case TALKING -> Ask.Stream.steady(id, goesOnMillis / GAP_MILLIS, GAP_MILLIS, 0);
      case SILENT -> Ask.Stream.silent(id, goesOnMillis);
      case WAITING -> Ask.Stream.late(id, goesOnMillis);
    };
  }

  private static void pause(Duration length) throws InterruptedException {
    if (NEVER.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }
}
