package dev.headgate.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fuzzes targets for so many seconds each, as many at a time as there are processors. */
final class Fuzzing {
  private Fuzzing() {}

  /** Takes the seconds, and the targets' names with commas between them, or {@code all}. */
  public static void main(String[] arguments) throws Exception {
    int seconds = Integer.parseInt(arguments[0]);
    List<FuzzTarget> targets = chosen(arguments[1]);
    boolean sound = true;
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<FuzzRun.Result>> results = new ArrayList<>();
      for (FuzzTarget target : targets) {
        results.add(pool.submit(() -> new FuzzRun(target, seconds).run()));
      }
      for (Future<FuzzRun.Result> result : results) {
        System.out.println(result.get().text());
        sound &= result.get().isSound();
      }
    }
    System.exit(sound ? 0 : 1);
  }

  private static List<FuzzTarget> chosen(String names) throws IOException {
    List<FuzzTarget> all = FuzzTarget.all();
    if (names.equals("all")) {
      return all;
    }
    Set<String> wanted = Set.of(names.split(","));
    List<FuzzTarget> chosen =
        all.stream().filter(target -> wanted.contains(target.name())).toList();
    if (chosen.size() < wanted.size()) {
      throw new IllegalArgumentException("fuzz.targets: " + names + " (expected: of " + all + ")");
    }
    return chosen;
  }
}
