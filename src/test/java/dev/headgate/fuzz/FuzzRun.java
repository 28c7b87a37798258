package dev.headgate.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fuzzes one target in a process of its own, for the fuzzer rewrites the classes it runs. */
record FuzzRun(FuzzTarget target, int seconds) {
  /** What came of it, told to whoever started it. */
  record Result(boolean isSound, String text) {}

  private static final Path OUTPUT = Path.of("target/fuzz");

  /** An input that takes longer than this counts as a hang. */
  private static final int HANG_AFTER_SECONDS = 10;

  private static final int INPUT_BYTES_MAX = 4096;

  /** The code whose branches lead the fuzzer, and in which it looks for misuse of the JDK. */
  private static final String INSTRUMENTED = "dev.headgate.**:org.yaml.snakeyaml.**";

  /** That input names a file is a fault elsewhere, but a feature of the configuration. */
  private static final String NO_FAULT =
      "com.code_intelligence.jazzer.sanitizers.FilePathTraversal";

  private static final Pattern SDK = Pattern.compile("(openai|anthropic)-java[^/\\\\]*[.]jar$");

  Result run() throws IOException, InterruptedException {
    Path folder = OUTPUT.resolve(target.name());
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path log = folder.resolve("log");
    Process fuzzer =
        new ProcessBuilder(command(folder, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int status = fuzzer.waitFor();
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return status == 0
        ? new Result(true, target + ": " + summary(lines))
        : new Result(false, target + ": " + finding(lines, folder));
  }

  private List<String> command(Path folder, Path corpus) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                "--instrumentation_includes=" + INSTRUMENTED,
                "--custom_hook_includes=" + INSTRUMENTED,
                "--disabled_hooks=" + NO_FAULT,
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + seconds,
                "-max_len=" + INPUT_BYTES_MAX,
                "-timeout=" + HANG_AFTER_SECONDS,
                "-print_final_stats=1"));
    if (Files.exists(target.dictionary())) {
      command.add("-dict=" + target.dictionary());
    }
    command.addAll(List.of(corpus.toString(), target.seedFolder().toString()));
    return command;
  }

  /** All but the SDKs of the providers, whose thousands of classes the fuzzer looks through. */
  private static String classPath() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return Stream.of(entries)
        .filter(entry -> !SDK.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String summary(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("stat::number_of_executed_units:"))
        .map(line -> line.replaceFirst(".*: *", "") + " inputs, no finding")
        .collect(Collectors.joining());
  }

  private String finding(List<String> lines, Path folder) {
    int from = 0;
    while (from < lines.size() && !lines.get(from).startsWith("==")) {
      from++;
    }
    String told = String.join("\n", lines.subList(from < lines.size() ? from : 0, lines.size()));
    return "A FINDING\n%s\nThe whole log is %s/log. Once it is mended, the input becomes a seed in %s."
        .formatted(told, folder, target.seedFolder());
  }
}
