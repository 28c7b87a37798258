package dev.headgate.bench.rounds;

import dev.headgate.bench.proxies.Surroundings;
import dev.headgate.bench.results.Results;
import dev.headgate.bench.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rounds of one scenario, and what failed in them. */
final class Rounds {
  /** A load that is busier than this is no longer only a witness. */
  private static final double LOAD_SHARE_MAX = 0.85;

  private static final List<String> SHOWN =
      List.of(
          "proxy_cpu_us",
          "beside_ratio",
          "per_s",
          "delay_p50_ms",
          "delay_p99_ms",
          "per_stream_kib",
          "all");

  private final Scenario scenario;
  private final Surroundings surroundings;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  Rounds(Scenario scenario, Surroundings surroundings) {
    this.scenario = scenario;
    this.surroundings = surroundings;
  }

  /** Runs them; the order of the contestants is another one in each. */
  Results run() throws InterruptedException {
    List<Contestant> order = new ArrayList<>(scenario.contestants());
    for (int round = 1; round <= scenario.rounds(); round++) {
      for (Contestant contestant : order) {
        for (Point point : scenario.points()) {
          measure(round, contestant, point);
        }
      }
      Collections.rotate(order, -1);
    }
    return new Results(rows);
  }

  List<String> failures() {
    return failures;
  }

  private void measure(int round, Contestant contestant, Point point) throws InterruptedException {
    String name =
        "%s %d/%d, %s, %s"
            .formatted(scenario.name(), round, scenario.rounds(), contestant.name(), point.name());
    try {
      Map<String, Double> measured =
          scenario.trial().measure(new Setting(scenario, contestant, point, surroundings));
      rows.add(new Row(round, contestant.name(), point.name(), measured));
      System.out.println(name + ":" + shown(measured));
      check(name, measured);
    } catch (IOException | IllegalStateException e) {
      fail(name + ": " + e.getMessage());
    }
  }

  private void check(String name, Map<String, Double> measured) {
    if (measured.getOrDefault("lost", 0.0) > 0 || measured.getOrDefault("faults", 0.0) > 0) {
      fail(name + ": lost " + measured.get("lost") + ", faults " + measured.get("faults"));
    }
    if (measured.getOrDefault("load_share", 0.0) > LOAD_SHARE_MAX) {
      System.out.println("  warning: the load itself was near the end of its core");
    }
  }

  private void fail(String failure) {
    failures.add(failure);
    System.out.println("  FAILED " + failure);
  }

  private static String shown(Map<String, Double> measured) {
    StringBuilder text = new StringBuilder();
    for (String metric : SHOWN) {
      if (measured.containsKey(metric)) {
        text.append(String.format(Locale.ROOT, " %s %.3f", metric, measured.get(metric)));
      }
    }
    return text.toString();
  }
}
