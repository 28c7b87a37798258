package dev.headgate.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code auth.forward} may name. */
final class ForwardChecks {
  private static final Pattern AUTHORITY =
      Pattern.compile("https?://" + Hosts.PATTERN + "(?::(" + Hosts.PORT_PATTERN + "))?([/?].*)?");

  private final Bindings bindings;
  private final Problems problems;

  ForwardChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  void run(String path) {
    checkUrl(path + ".url");
    checkHeaders(path + ".send_headers");
    checkHeaders(path + ".copy_headers");
  }

  private void checkUrl(String path) {
    bindings
        .value(path, String.class)
        .filter(url -> !isSound(url))
        .ifPresent(_ ->
            problems.add(
                bindings.at(path), path, bindings.raw(path), TextRule.HTTP_URL.expected()));
  }

  private static boolean isSound(String url) {
    Matcher parts = AUTHORITY.matcher(url);
    return parts.matches()
        && Hosts.host(parts.group(1)) != null
        && (parts.group(2) == null || Hosts.port(parts.group(2)) > 0);
  }

  private void checkHeaders(String path) {
    for (int i = 0; i < bindings.items(path); i++) {
      String item = Bindings.item(path, i);
      String name = bindings.value(item, String.class).orElse("").toLowerCase(Locale.ROOT);
      if (HeaderChecks.FRAMING.contains(name) || name.equals("host") || name.equals("expect")) {
        problems.add(
            bindings.at(item),
            item,
            bindings.raw(item) + ", which belongs to the framing of messages",
            "another header");
      }
    }
  }
}
