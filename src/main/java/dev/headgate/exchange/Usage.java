package dev.headgate.exchange;

import java.util.Locale;

/**
 * The tokens that a model's stream cost.
 *
 * @param source how far the upstream told them
 * @param input the tokens of the prompt, those from a cache included
 * @param output the tokens of the answer, reasoning included
 * @param cached those of the input that came from a cache; 0 where nothing is known
 * @param reasoning those of the output that the reader does not see; 0 where nothing is known
 */
public record Usage(Source source, long input, long output, long cached, long reasoning) {
  /** Where the figures come from. */
  public enum Source {
    /** The upstream told all of them, at the stream's end. */
    EXACT,
    /** The upstream told some; the output is what was told or what was seen, whichever is more. */
    PARTIAL,
    /** The upstream told nothing; four bytes of text are counted as a token. */
    ESTIMATED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The source's name in logs and metrics. */
    public String word() {
      return word;
    }
  }
}
