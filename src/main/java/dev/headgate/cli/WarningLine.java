package dev.headgate.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line for one warning of a library, whatever is in it. */
final class WarningLine {
  /** How many causes of causes are told; a chain of them may be a circle. */
  static final int CAUSES_MAX = 8;

  /** How much of a stack is told. */
  static final int FRAMES_MAX = 12;

  /** How long a line is at most. */
  static final int CHARACTERS_MAX = 4096;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

  /** Begins the messages of Undertow and XNIO, such as {@code XNIO001007}. */
  private static final Pattern ID = Pattern.compile("^[A-Z]{2,12}[0-9]{3,8}(?=:)");

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
  private static final SimpleFormatter FORMATTER = new SimpleFormatter();

  private WarningLine() {}

  /**
   * What makes two records alike: who says it, what is said and what was thrown. Messages with an
   * id are told apart by it alone, since they come with their parameters filled in.
   */
  static String kind(LogRecord record) {
    String message = String.valueOf(record.getMessage());
    Matcher id = ID.matcher(message);
    Throwable thrown = record.getThrown();
    return record.getLoggerName()
        + ' '
        + (id.find() ? id.group() : message)
        + ' '
        + (thrown == null ? "" : thrown.getClass().getName());
  }

  /** The first of its kind, with the way to where it was thrown. */
  static String full(LogRecord record) {
    StringBuilder line = begin(record);
    Throwable cause = record.getThrown();
    for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
      line.append(depth == 0 ? ": " : "; caused by ").append(cause);
      addFrames(line, cause.getStackTrace());
      cause = cause.getCause();
    }
    return end(line);
  }

  /** One that stands for others like it. */
  static String repeated(LogRecord record, long untold) {
    StringBuilder line = begin(record);
    if (record.getThrown() != null) {
      line.append(": ").append(record.getThrown());
    }
    return end(line.append(" (and ").append(untold).append(" more like it before)"));
  }

  private static StringBuilder begin(LogRecord record) {
    return new StringBuilder(TIME.format(record.getInstant().atZone(ZoneId.systemDefault())))
        .append(' ')
        .append(record.getLevel().getName())
        .append(' ')
        .append(record.getLoggerName())
        .append(": ")
        .append(FORMATTER.formatMessage(record));
  }

  private static void addFrames(StringBuilder line, StackTraceElement[] frames) {
    for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
      line.append(i == 0 ? " at " : " < ").append(frames[i]);
    }
  }

  private static String end(StringBuilder line) {
    String plain = CONTROLS.matcher(line).replaceAll(" ");
    return plain.length() > CHARACTERS_MAX ? plain.substring(0, CHARACTERS_MAX) + "…" : plain;
  }
}
