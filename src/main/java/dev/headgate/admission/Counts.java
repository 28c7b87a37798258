package dev.headgate.admission;

import dev.headgate.config.block.LimitConfig;
import dev.headgate.exchange.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What callers used of one limit, in this process or shared with others. Any thread may ask, and
 * the answer may come on any thread, at once or later.
 */
public interface Counts {
  /** How many of a share wait for each of its permits at most, in this process. */
  int WAITING_PER_PERMIT_MAX = 10;

  /**
   * Why there is nothing left.
   *
   * @param outcome of the request that is refused
   * @param waitNanos how long until there is something again
   */
  record Shortage(Outcome outcome, long waitNanos) {}

  /** One that wants to run, and hears once whether it may; or first that it waits. */
  interface Entrant {
    /** It has a permit. */
    void entered();

    /** It has a place in the line. */
    void waits();

    /** It has neither, for that cause. */
    void refused(Outcome why);
  }

  /** Takes a request from a share, where it has tokens too; null is heard if there was one. */
  void takeRequest(String share, Consumer<@Nullable Shortage> then);

  /** A stream of that share spent so many tokens. */
  void spend(String share, long tokens);

  /** Asks for a permit of that share. */
  void enter(String share, Entrant entrant);

  /** The limit was edited: from now on it is that one, and what was used of it stays used. */
  void become(LimitConfig edited);

  /** Gives back the permit or the place in the line that the entrant has, or would get. */
  void leave(String share, Entrant entrant);
}
