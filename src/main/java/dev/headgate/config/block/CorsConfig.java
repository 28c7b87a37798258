package dev.headgate.config.block;

import dev.headgate.config.binding.AtLeastOne;
import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.IfAbsent;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.TimeSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code routes[].cors}: which pages in browsers may read the route's answers.
 *
 * @param origins the pages' origins, or {@code *} for any
 * @param methods what they may send
 * @param headers which headers they may send; empty: those that they ask for
 * @param expose which of the answer's headers they may read
 * @param credentials whether they send cookies and the like
 * @param maxAge how long a browser remembers the answer; null: as it likes
 */
public record CorsConfig(
    @Doc("The origins of the pages, such as https://app.example.com; or * for any.")
        @AtLeastOne(required = true)
        @Text(TextRule.ORIGIN)
        List<String> origins,
    @Doc("The methods that they may send; without it, GET and POST.")
        @AtLeastOne
        @Text(TextRule.METHOD)
        List<String> methods,
    @Doc("The headers that they may send; without it, those that they ask for.")
        @AtLeastOne
        @Text(TextRule.HEADER_NAME)
        List<String> headers,
    @Doc("The headers of the answer that they may read.") @AtLeastOne @Text(TextRule.HEADER_NAME)
        List<String> expose,
    @Doc("Whether they send cookies and the like.") @IfAbsent("false") boolean credentials,
    @Doc("How long a browser remembers the answer; without it, as long as it likes.")
        @Bounds(min = "1s", max = "24h")
        @Nullable TimeSpan maxAge) {
  /** Any origin. */
  public static final String ANY = "*";

  /** Copies the lists. */
  public CorsConfig {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    expose = List.copyOf(expose);
  }
}
