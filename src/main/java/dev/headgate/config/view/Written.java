package dev.headgate.config.view;

import dev.headgate.config.binding.ScalarType;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.Htpasswd;
import dev.headgate.config.value.PrivateKeyFile;
import dev.headgate.config.yaml.Quote;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values in the syntax of the file. What nobody may see is {@code ***}. */
public final class Written {
  private static final String SECRET = "***";

  /** What reads the same to YAML without quotes, and to a person on one line. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./*+$-][A-Za-z0-9_./*+$:@=~-]*");

  private Written() {}

  /**
   * On one line.
   *
   * @param rule what its texts match; null where nothing is wanted of them
   */
  static String line(Object value, @Nullable TextRule rule) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(item -> line(item, rule)).collect(Collectors.joining(", ", "[", "]"));
      case String _ -> {
        String text = text(value, rule);
        yield PLAIN.matcher(text).matches() ? text : Quote.text(text);
      }
      default -> text(value, rule);
    };
  }

  /** As the text of one value, however long. */
  static String text(Object value, @Nullable TextRule rule) {
    return switch (value) {
      // Whoever checks a header for a fixed value may well mean a shared secret.
      case String _ when rule == TextRule.HEADER_VALUE -> SECRET;
      case Htpasswd _, PrivateKeyFile _ -> SECRET;
      case String text -> Quote.masked(text).replace("${", "$${");
      case Enum<?> word -> ScalarType.word(word);
      default -> value.toString();
    };
  }
}
