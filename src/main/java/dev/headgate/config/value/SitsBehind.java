package dev.headgate.config.value;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code listen.sits_behind}: what stands in front of the gateway, and how long it lets a response
 * be silent unless it is told otherwise.
 *
 * @param name as the file writes it; empty where only the time is known
 * @param idle how long a response may be silent
 */
public record SitsBehind(String name, TimeSpan idle) {
  /** Balancers that are known by name. */
  public static final Map<String, SitsBehind> WORDS = words();

  private static Map<String, SitsBehind> words() {
    Map<String, SitsBehind> words = new LinkedHashMap<>();
    // Where each figure comes from stands in docs/configuration.md.
    add(words, "aws-alb", 60);
    add(words, "nginx", 60);
    add(words, "cloudflare", 100);
    add(words, "haproxy", 50);
    add(words, "gcp-lb", 30);
    add(words, "azure-front-door", 60);
    return words;
  }

  private static void add(Map<String, SitsBehind> words, String name, int seconds) {
    words.put(name, new SitsBehind(name, TimeSpan.of(Duration.ofSeconds(seconds))));
  }

  /** Something that is known by its patience only. */
  public static SitsBehind of(long nanos) {
    return new SitsBehind("", new TimeSpan(nanos));
  }

  /** As the file says it. */
  @Override
  public String toString() {
    return name.isEmpty() ? idle.toString() : name;
  }
}
