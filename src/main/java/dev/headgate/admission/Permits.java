package dev.headgate.admission;

import dev.headgate.admission.Counts.Entrant;
import dev.headgate.exchange.Outcome;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who may run at once, and who waits for its turn: first come, first served, each share for itself.
 * Any thread may ask. Nothing is kept of a share that nobody uses.
 */
final class Permits {
  /** How many wait for each permit at most. */
  static final int WAITING_PER_PERMIT_MAX = 10;

  private final int atOnce;
  private final boolean mayWait;
  private final ConcurrentMap<String, Line> lines = new ConcurrentHashMap<>();

  /** Those of one share. Touched within {@link ConcurrentMap#compute} only. */
  private static final class Line {
    private int taken;
    private final Queue<Entrant> waiting = new ArrayDeque<>();
  }

  Permits(int atOnce, boolean mayWait) {
    this.atOnce = atOnce;
    this.mayWait = mayWait;
  }

  /** Takes a permit, or stands in line, or neither; the entrant hears which. */
  void enter(String share, Entrant entrant) {
    Runnable[] told = new Runnable[1];
    lines.compute(
        share,
        (_, line) -> {
          Line current = line == null ? new Line() : line;
          told[0] = enter(current, entrant);
          return current;
        });
    told[0].run();
  }

  private Runnable enter(Line line, Entrant entrant) {
    if (line.taken < atOnce) {
      line.taken++;
      return entrant::entered;
    }
    if (!mayWait || line.waiting.size() >= atOnce * WAITING_PER_PERMIT_MAX) {
      return () -> entrant.refused(Outcome.TOO_MANY_STREAMS);
    }
    line.waiting.add(entrant);
    return entrant::waits;
  }

  /** Leaves the line, or gives the permit to whoever waits longest. */
  void leave(String share, Entrant entrant) {
    Entrant[] next = new Entrant[1];
    lines.computeIfPresent(
        share,
        (_, line) -> {
          if (!line.waiting.remove(entrant)) {
            next[0] = line.waiting.poll();
            line.taken -= next[0] == null ? 1 : 0;
          }
          return line.taken == 0 ? null : line;
        });
    if (next[0] != null) {
      next[0].entered();
    }
  }

  /** How many shares are in use. */
  int shares() {
    return lines.size();
  }
}
