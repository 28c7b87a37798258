package dev.headgate.demo;

import java.util.List;

/** What every demo stream says, in which pieces, and what it claims to have cost. */
final class DemoText {
  static final String TEXT =
      """
      Hello from Headgate — this answer is a recording, so it needs no key and costs nothing.

      Headgate stands between your app and a model's API and looks after the stream: each event \
      is passed on the moment it comes, heartbeats keep a silent connection alive, and "who cut \
      this stream, when and why" is one line in the log.

      Try it: press Ctrl-C before the text is over. Headgate notices at once and ends the \
      upstream's work, so that nobody pays for words that nobody reads. Limits, timeouts and keys \
      are a few lines of YAML. Voilà!\
      """;

  /** The text in pieces, each with the space that stands before it. */
  static final List<String> TOKENS = List.of(TEXT.split("(?<!\\s)(?=\\s)"));

  static final int PROMPT_TOKENS = 17;
  static final int CACHED_PROMPT_TOKENS = 5;
  static final int ANSWER_TOKENS = TOKENS.size();
  static final int TOTAL_TOKENS = PROMPT_TOKENS + ANSWER_TOKENS;

  /** When the streams claim to have been recorded, in seconds since 1970. */
  static final long CREATED_EPOCH_SECONDS = 1_760_000_000L;

  private DemoText() {}
}
