package dev.headgate.config.block;

import dev.headgate.config.binding.AtLeastOne;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.Keys;
import dev.headgate.config.binding.ShortForm;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.Copies;
import java.util.List;
import java.util.Map;

/**
 * {@code routes[].match}: which requests a route takes. A bare string is the path.
 *
 * @param path {@code /a} exact, {@code /a/*} everything below, {@code /*} everything
 * @param methods any of these; empty: all
 * @param hosts any of these, without a port, {@code *.example.com} for all below; empty: all
 * @param headers each must be present with just this value
 */
@ShortForm("path")
public record MatchConfig(
    @Doc("/a exactly, /a/* everything below, /* everything.") @Text(TextRule.PATH_PATTERN)
        String path,
    @Doc("Any of these methods; without it, all.") @AtLeastOne @Text(TextRule.METHOD)
        List<String> methods,
    @Doc("Any of these hosts, *.example.com for all below; without it, all.")
        @AtLeastOne
        @Text(TextRule.HOST)
        List<String> hosts,
    @Doc("Each header must be present with just this value.")
        @AtLeastOne
        @Keys(TextRule.HEADER_NAME)
        @Text(TextRule.HEADER_VALUE)
        Map<String, String> headers) {
  /** Copies the lists and the map. */
  public MatchConfig {
    methods = List.copyOf(methods);
    hosts = List.copyOf(hosts);
    headers = Copies.of(headers);
  }

  /** Matches that path, whatever the rest of the request. */
  public static MatchConfig ofPath(String path) {
    return new MatchConfig(path, List.of(), List.of(), Map.of());
  }
}
