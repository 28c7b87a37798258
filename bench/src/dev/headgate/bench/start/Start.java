package dev.headgate.bench.start;

import dev.headgate.bench.proxies.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Starts a gateway again and again, without and with an AOT cache, and asks it at once. */
public final class Start {
  private static final int ROUNDS = 10;

  private Start() {}

  /** Arguments: the file of the result, and the number of rounds; 0: {@link #ROUNDS}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int asked = Integer.parseInt(arguments[1]);
    int rounds = asked > 0 ? asked : ROUNDS;
    Surroundings surroundings = Surroundings.fromEnvironment();
    Path cache = surroundings.work().resolve("headgate.aot");
    Files.deleteIfExists(cache);
    StringBuilder table = new StringBuilder(row("ms, median of " + rounds + " (least)", List.of()));
    try (PlainUpstream upstream = PlainUpstream.start()) {
      FreshGateway.start(surroundings, "-Xlog:disable", "-XX:AOTCacheOutput=" + cache).train();
      if (!Files.exists(cache)) {
        throw new IOException("the training run left no cache");
      }
      List<FreshGateway.Timing> plain = new ArrayList<>();
      List<FreshGateway.Timing> cached = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        plain.add(FreshGateway.start(surroundings).timeAndEnd());
        cached.add(FreshGateway.start(surroundings, "-XX:AOTCache=" + cache).timeAndEnd());
      }
      table.append(rows("plain JVM", plain)).append(rows("AOT cache", cached));
      upstream.check();
    }
    System.out.print(table);
    Files.writeString(Path.of(arguments[0]), table);
  }

  private static String rows(String name, List<FreshGateway.Timing> timings) {
    return row(
        name,
        List.of(
            cell("listening", timings, FreshGateway.Timing::listeningMs),
            cell("CPU until then", timings, FreshGateway.Timing::cpuMs),
            cell("first request", timings, FreshGateway.Timing::firstMs),
            cell("tenth", timings, FreshGateway.Timing::tenthMs),
            cell("first of the demo", timings, FreshGateway.Timing::demoFirstMs)));
  }

  private static String cell(
      String name, List<FreshGateway.Timing> timings, ToDoubleFunction<FreshGateway.Timing> part) {
    double[] sorted = timings.stream().mapToDouble(part).sorted().toArray();
    return String.format(Locale.ROOT, "%s %.0f (%.0f)", name, sorted[sorted.length / 2], sorted[0]);
  }

  private static String row(String name, List<String> cells) {
    return String.format("%-26s  %s%n", name, String.join("   ", cells)).stripTrailing() + "\n";
  }
}
