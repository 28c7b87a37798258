package dev.headgate.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The gateway's log: one line for each request, with the outcome of its ending. */
final class LogCheck {
  private static final Pattern PATH = Pattern.compile("\"path\":\"([^\"]*)\"");
  private static final Pattern OUTCOME = Pattern.compile("\"outcome\":\"([^\"]*)\"");

  private final Map<Ending, Integer> lines = new EnumMap<>(Ending.class);
  private final Complaints complaints;

  LogCheck(Complaints complaints) {
    this.complaints = complaints;
  }

  void read(Path log, Map<Ending, Integer> played) throws IOException {
    try (Stream<String> all = Files.lines(log)) {
      all.forEach(this::read);
    }
    played.forEach((ending, count) -> {
      int logged = lines.getOrDefault(ending, 0);
      if (logged != count) {
        complaints.add("%s: %d lines for %d requests".formatted(ending, logged, count));
      }
    });
  }

  String table() {
    StringBuilder table = new StringBuilder();
    lines.forEach((ending, count) ->
        table.append(
            String.format(
                Locale.ROOT,
                "%-26s %7d  %s%n",
                ending.name().toLowerCase(Locale.ROOT),
                count,
                ending.outcome())));
    return table.toString();
  }

  private void read(String line) {
    String path = first(PATH, line);
    Ending.ofPath(path)
        .ifPresent(ending -> {
          lines.merge(ending, 1, Integer::sum);
          String outcome = first(OUTCOME, line);
          if (!outcome.equals(ending.outcome())) {
            complaints.add("%s is logged as %s".formatted(ending, outcome));
          }
        });
  }

  private static String first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? matcher.group(1) : "";
  }
}
