package dev.headgate.doctor;

/**
 * One thing that was found, with its evidence.
 *
 * @param subject such as {@code buffering}
 * @param remedy what to do about it; empty where nothing is to be done
 */
public record Finding(Level level, String subject, String evidence, String remedy) {
  /** What it means for who reads it. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Good to know. */
    NOTE,
    /** Streams suffer. */
    PROBLEM,
    /** It could not be found out. */
    UNKNOWN
  }

  static Finding ok(String subject, String evidence) {
    return new Finding(Level.OK, subject, evidence, "");
  }

  static Finding note(String subject, String evidence, String remedy) {
    return new Finding(Level.NOTE, subject, evidence, remedy);
  }

  static Finding problem(String subject, String evidence, String remedy) {
    return new Finding(Level.PROBLEM, subject, evidence, remedy);
  }

  static Finding unknown(String subject, String evidence, String remedy) {
    return new Finding(Level.UNKNOWN, subject, evidence, remedy);
  }
}
