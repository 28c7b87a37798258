package dev.headgate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer begins with, and what it found once, holds without the fuzzer. */
class SeedsTest {
  static List<Arguments> seeds() throws IOException {
    List<Arguments> seeds = new ArrayList<>();
    for (FuzzTarget target : FuzzTarget.all()) {
      for (Path seed : target.seeds()) {
        seeds.add(Arguments.of(target, seed.getFileName(), seed));
      }
    }
    return seeds;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("seeds")
  void holds(FuzzTarget target, Path name, Path seed) throws Throwable {
    try {
      target.run(Files.readAllBytes(seed));
    } catch (AssertionError | Exception e) {
      throw new AssertionError(seed.toString(), e);
    }
  }

  @Test
  void everyTargetTakesNoInputAtAll() throws Throwable {
    for (FuzzTarget target : FuzzTarget.all()) {
      target.run(new byte[0]);
    }
  }

  @Test
  void everyTargetHasItsSeedsAndEverySeedItsTarget() throws IOException {
    List<FuzzTarget> targets = FuzzTarget.all();
    try (Stream<Path> folders = Files.list(FuzzTarget.SEEDS).filter(Files::isDirectory)) {
      assertThat(folders).containsExactlyInAnyOrderElementsOf(folders(targets));
    }
    for (FuzzTarget target : targets) {
      assertThat(target.seeds()).as("seeds of %s", target).hasSizeGreaterThanOrEqualTo(15);
    }
  }

  private static List<Path> folders(List<FuzzTarget> targets) {
    return targets.stream().map(FuzzTarget::seedFolder).toList();
  }

  @Test
  void theFolderIsNamedForTheTarget() {
    assertThat(new FuzzTarget("dev.headgate.http1.RequestHeadFuzz")).hasToString("request-head");
  }
}
