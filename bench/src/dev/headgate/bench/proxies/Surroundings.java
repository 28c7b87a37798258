package dev.headgate.bench.proxies;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What bench/run found and made.
 *
 * @param conf the folder of the configurations
 * @param work a folder for logs, certificates and process ids
 * @param java the JDK's launcher
 * @param headgateOptions what Headgate's JVM is told
 * @param openFilesMax how many files a process may have open
 */
public record Surroundings(
    Path conf, Path work, String java, String jar, List<String> headgateOptions, int openFilesMax) {
  /** From the environment, as bench/run sets it. */
  public static Surroundings fromEnvironment() {
    return new Surroundings(
        Path.of(variable("BENCH_CONF")),
        Path.of(variable("BENCH_WORK")),
        variable("BENCH_JAVA"),
        variable("BENCH_JAR"),
        List.of(variable("HEADGATE_OPTS").strip().split("\\s+")),
        Integer.parseInt(variable("BENCH_OPEN_FILES_MAX")));
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: start with bench/run");
    }
    return value;
  }

  /** The same, with those options after the others, so that they win. */
  public Surroundings withHeadgateOptions(List<String> more) {
    List<String> options = Stream.concat(headgateOptions.stream(), more.stream()).toList();
    return new Surroundings(conf, work, java, jar, options, openFilesMax);
  }
}
