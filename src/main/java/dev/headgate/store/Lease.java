package dev.headgate.store;

import dev.headgate.admission.Counts.Entrant;
import dev.headgate.exchange.Outcome;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What one entrant asks the store for; where the store cannot be asked, it is the entrant here. Its
 * state is guarded by itself.
 */
final class Lease implements Entrant {
  /** What it is up to. */
  enum State {
    ASKING,
    WAITING,
    HELD,
    LOCAL,
    LEFT
  }

  /** This process among the replicas. */
  private static final String REPLICA = UUID.randomUUID().toString();

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private final String share;
  private final Entrant entrant;
  private final Consumer<Lease> refused;
  private State state = State.ASKING;
  private boolean waits;

  Lease(String share, Entrant entrant, Consumer<Lease> refused) {
    this.share = share;
    this.entrant = entrant;
    this.refused = refused;
  }

  /** Its name in the store, which no other lease has. */
  String name() {
    return REPLICA + ":" + number;
  }

  /** How early it came. */
  long number() {
    return number;
  }

  /** Whose permit it is. */
  String share() {
    return share;
  }

  /** Who asked for it. */
  Entrant entrant() {
    return entrant;
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  /** Whether it has a place in the line. */
  boolean isInLine() {
    return waits;
  }

  /** Whether it had a place in the line, which it has no longer. */
  boolean leavesLine() {
    boolean had = waits;
    waits = false;
    return had;
  }

  /** Whether it got a place in the line just now. */
  boolean standsInLine() {
    boolean first = !waits;
    waits = true;
    return first;
  }

  @Override
  public void entered() {
    entrant.entered();
  }

  @Override
  public void waits() {
    entrant.waits();
  }

  @Override
  public void refused(Outcome why) {
    refused.accept(this);
    entrant.refused(why);
  }
}
