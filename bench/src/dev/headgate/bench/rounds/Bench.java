package dev.headgate.bench.rounds;

import dev.headgate.bench.proxies.Surroundings;
import dev.headgate.bench.results.CsvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the scenarios that are named, and writes what was measured. */
public final class Bench {
  private Bench() {}

  /** Arguments: the folder of the results, rounds and seconds (0: each scenario's own), names. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    List<String> names = List.of(arguments).subList(3, arguments.length);
    Surroundings surroundings = Surroundings.fromEnvironment();
    List<String> failures = new ArrayList<>();
    for (Scenario scenario : Scenarios.all(surroundings.openFilesMax())) {
      if (names.contains(scenario.name())) {
        Rounds run = new Rounds(adapted(scenario, rounds, seconds), surroundings);
        CsvFile.write(folder.resolve(scenario.name() + ".csv"), run.run());
        failures.addAll(run.failures());
      }
    }
    failures.forEach(failure -> System.err.println("FAILED " + failure));
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  private static Scenario adapted(Scenario scenario, int rounds, int seconds) {
    Scenario adapted = rounds > 0 ? scenario.withRounds(rounds) : scenario;
    return seconds > 0 ? adapted.withSeconds(seconds) : adapted;
  }
}
