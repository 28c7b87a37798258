package dev.headgate.bench.rounds;

import java.util.List;

/**
 * What is compared with what, and how.
 *
 * @param trial what is done for each contestant and point
 * @param apart whether proxy and load have a core each; otherwise they share both
 * @param rounds how often, unless bench/run is told
 */
record Scenario(
    String name,
    Trial trial,
    boolean apart,
    int rounds,
    int warmUpSeconds,
    int measureSeconds,
    List<Contestant> contestants,
    List<Point> points) {
  private static final List<Integer> FIRST = List.of(0);
  private static final List<Integer> SECOND = List.of(1);
  private static final List<Integer> BOTH = List.of(0, 1);

  List<Integer> proxyCores() {
    return apart ? FIRST : BOTH;
  }

  List<Integer> loadCores() {
    return apart ? SECOND : BOTH;
  }

  Scenario withRounds(int number) {
    return new Scenario(
        name, trial, apart, number, warmUpSeconds, measureSeconds, contestants, points);
  }

  Scenario withSeconds(int seconds) {
    return new Scenario(name, trial, apart, rounds, warmUpSeconds, seconds, contestants, points);
  }
}
