package dev.headgate.bench.load;

import java.io.IOException;
import java.util.Map;

/** Runs one load and prints what was measured. */
public final class Load {
  /** The line that says that the warm-up is over. */
  public static final String MEASURING = "measuring";

  /** How the lines with a measured value begin. */
  public static final String MEASURED = "measured ";

  private Load() {}

  public static void main(String[] arguments) throws IOException {
    LoadOptions options = LoadOptions.of(arguments);
    Faults faults = new Faults();
    Map<String, Double> measured = run(options, new Loop(options.spinning()), faults);
    measured.forEach((name, value) -> System.out.println(MEASURED + name + "=" + value));
    faults.shown().forEach(System.err::println);
    // At once: ten thousand connections need not be closed one by one.
    Runtime.getRuntime().halt(0);
  }

  private static Map<String, Double> run(LoadOptions options, Loop loop, Faults faults)
      throws IOException {
    return switch (options.kind()) {
      case "events" -> new EventLoad(options, loop, faults).run();
      case "requests" -> new RequestLoad(options, loop, faults).run();
      case "idle" -> new IdleLoad(options, loop, faults).run();
      default -> throw new IllegalArgumentException("no load called " + options.kind());
    };
  }
}
