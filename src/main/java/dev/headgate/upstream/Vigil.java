package dev.headgate.upstream;

/**
 * Decides, from tick to tick, what becomes of a connection that many exchanges share: one that
 * nobody uses is closed, and one that is silent is asked for a sign of life, since a dead one would
 * take every new exchange with it.
 */
final class Vigil {
  /** How long a tick is. Two may pass in silence or without use, at most. */
  static final int TICK_SECONDS_MAX = 15;

  /** What is to be done. */
  enum Step {
    WAIT,
    ASK,
    DEAD,
    IDLE
  }

  private boolean heard;
  private boolean asked;
  private boolean used;
  private boolean idle;

  /** The upstream said something. */
  void heard() {
    heard = true;
  }

  /** An exchange began. */
  void used() {
    used = true;
  }

  /** A tick is over, behind which exchanges go on, or none does. */
  Step tick(boolean inUse) {
    boolean quiet = !heard;
    heard = false;
    boolean unused = !inUse && !used;
    used = false;
    if (!inUse) {
      asked = false;
      boolean close = unused && idle;
      idle = true;
      return close ? Step.IDLE : Step.WAIT;
    }
    idle = false;
    if (!quiet) {
      asked = false;
      return Step.WAIT;
    }
    boolean dead = asked;
    asked = true;
    return dead ? Step.DEAD : Step.ASK;
  }
}
