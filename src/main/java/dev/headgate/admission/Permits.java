package dev.headgate.admission;

import dev.headgate.admission.Counts.Entrant;
import dev.headgate.exchange.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who may run at once, and who waits for its turn: first come, first served, each share for itself.
 * Any thread may ask. Nothing is kept of a share that nobody uses.
 */
final class Permits {
  private volatile int atOnce;
  private volatile boolean mayWait;
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

  /** From now on there are so many. Whoever holds one keeps it; whoever waits goes on to wait. */
  void become(int many, boolean mayWaitThen) {
    atOnce = many;
    mayWait = mayWaitThen;
    lines.keySet().forEach(this::serve);
  }

  private void serve(String share) {
    List<Entrant> served = new ArrayList<>();
    lines.computeIfPresent(share, (_, line) -> serve(line, served));
    served.forEach(Entrant::entered);
  }

  private Line serve(Line line, List<Entrant> served) {
    while (line.taken < atOnce && !line.waiting.isEmpty()) {
      line.taken++;
      served.add(line.waiting.remove());
    }
    return line;
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
    if (!mayWait || line.waiting.size() >= atOnce * Counts.WAITING_PER_PERMIT_MAX) {
      return () -> entrant.refused(Outcome.TOO_MANY_STREAMS);
    }
    line.waiting.add(entrant);
    return entrant::waits;
  }

  /** Leaves the line, or gives the permit to whoever waits longest. */
  void leave(String share, Entrant entrant) {
    List<Entrant> served = new ArrayList<>(1);
    lines.computeIfPresent(
        share,
        (_, line) -> {
          if (!line.waiting.remove(entrant)) {
            line.taken--;
          }
          return serve(line, served).taken == 0 ? null : line;
        });
    served.forEach(Entrant::entered);
  }

  /** How many shares are in use. */
  int shares() {
    return lines.size();
  }
}
