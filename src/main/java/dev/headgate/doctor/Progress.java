package dev.headgate.doctor;

import java.time.Duration;

/** Hears what doctor is at. */
public interface Progress {
  /** A part began, which takes about so long. */
  void begin(String part, Duration about);

  /** It still goes on, a second after this was said last. */
  void goesOn();
}
