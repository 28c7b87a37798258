package dev.headgate.admission;

import dev.headgate.config.value.TimeSpan;
import dev.headgate.exchange.Outcome;
import dev.headgate.exchange.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange takes from the limits that hold for it: its requests when it is admitted, its
 * permits before the upstream hears of it, its tokens at its end. Used on the exchange's thread.
 */
public final class Pass {
  /** Hears what becomes of it, on the exchange's thread. */
  public interface Listener {
    /** A request was taken from each limit; or not, and that is why. */
    void requestTaken(@Nullable Denial denial);

    /** All permits are there. */
    void entered();

    /** Another one must be given back first; {@link #entered} follows, unless the time is over. */
    void waits(TimeSpan atMost, Denial thenWhy);

    /** There is none, and no waiting. */
    void denied(Denial why);

    /** Runs that on the exchange's thread, at once where it is on it. */
    void execute(Runnable task);
  }

  /** A limit, and whose share of it. */
  record Claim(Limit limit, String share) {}

  private final List<Claim> claims;
  private final Listener listener;
  private final List<Entry> entries = new ArrayList<>();
  private boolean over;

  Pass(List<Claim> claims, Listener listener) {
    this.claims = claims;
    this.listener = listener;
  }

  /** Takes a request from each limit, in the order of the file, as long as there is one. */
  public void takeRequest() {
    takeRequest(0);
  }

  private void takeRequest(int index) {
    if (index == claims.size()) {
      listener.requestTaken(null);
      return;
    }
    Claim claim = claims.get(index);
    claim
        .limit()
        .takeRequest(claim.share(), denial -> listener.execute(() -> requestTaken(index, denial)));
  }

  private void requestTaken(int index, @Nullable Denial denial) {
    if (over) {
      return;
    }
    if (denial == null) {
      takeRequest(index + 1);
    } else {
      listener.requestTaken(denial);
    }
  }

  /** Takes a permit of each limit, in the order of the file. */
  public void enter() {
    enter(0);
  }

  private void enter(int from) {
    for (int i = from; i < claims.size(); i++) {
      if (claims.get(i).limit().hasPermits()) {
        Entry entry = new Entry(claims.get(i), i + 1);
        entries.add(entry);
        entry.claim.limit().counts().enter(entry.claim.share(), entry);
        return;
      }
    }
    listener.entered();
  }

  /** One that asks for a permit. */
  private final class Entry implements Counts.Entrant {
    private final Claim claim;
    private final int next;
    private boolean in;

    Entry(Claim claim, int next) {
      this.claim = claim;
      this.next = next;
    }

    @Override
    public void entered() {
      tell(() -> {
        in = true;
        enter(next);
      });
    }

    @Override
    public void waits() {
      tell(() -> {
        // Its turn may have come before it heard that it waits.
        if (!in) {
          listener.waits(
              Objects.requireNonNull(claim.limit().patience()), claim.limit().noPermit());
        }
      });
    }

    @Override
    public void refused(Outcome why) {
      tell(() -> {
        entries.remove(this);
        listener.denied(
            why == Outcome.TOO_MANY_STREAMS
                ? claim.limit().noPermit()
                : claim.limit().denial(new Counts.Shortage(why, 0)));
      });
    }

    private void tell(Runnable what) {
      listener.execute(() -> {
        if (!over) {
          what.run();
        }
      });
    }
  }

  /** How many tokens the exchange's stream may bring. */
  public long tokensPerStreamMax() {
    long most = Long.MAX_VALUE;
    for (Claim claim : claims) {
      most = Math.min(most, claim.limit().tokensPerStreamMax());
    }
    return most;
  }

  /** The exchange is over: gives its permits back, and counts what its stream cost, if it did. */
  public void end(@Nullable Usage usage) {
    if (over) {
      return;
    }
    over = true;
    entries.forEach(entry -> entry.claim.limit().counts().leave(entry.claim.share(), entry));
    if (usage != null) {
      long spent = usage.input() + usage.output();
      claims.forEach(claim -> claim.limit().counts().spend(claim.share(), spent));
    }
  }
}
