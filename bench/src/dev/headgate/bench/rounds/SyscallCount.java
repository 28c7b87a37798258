package dev.headgate.bench.rounds;

import dev.headgate.bench.process.Children;
import dev.headgate.bench.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often a process called the system in some seconds, as strace counts it. */
record SyscallCount(Map<String, Long> calls, double seconds) {
  private static final Set<String> READS = Set.of("read", "readv", "recvfrom", "recvmsg");
  private static final Set<String> WRITES =
      Set.of("write", "writev", "sendto", "sendmsg", "sendfile", "splice");
  private static final Set<String> WAITS =
      Set.of("epoll_wait", "epoll_pwait", "epoll_pwait2", "poll", "futex", "nanosleep");

  /** The columns are share, seconds, each, calls, errors (or nothing) and name. */
  private static final Pattern LINE =
      Pattern.compile("\\s*[\\d.]+\\s+[\\d.]+\\s+\\d+\\s+(\\d+)\\s+(?:\\d+\\s+)?([a-z]\\w*)");

  private static final double NANOS_PER_SECOND = 1e9;

  static SyscallCount of(ProcessTree tree, int seconds, Path work)
      throws IOException, InterruptedException {
    Path output = work.resolve("strace.txt");
    List<String> command = new ArrayList<>(List.of("strace", "-c", "-f", "-o", output.toString()));
    tree.pids().forEach(pid -> command.addAll(List.of("-p", Long.toString(pid))));
    Process strace = Children.start(new ProcessBuilder(command));
    if (strace.errorReader().readLine() == null) {
      throw new IOException("strace could not attach");
    }
    long begin = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    strace.destroy();
    double counted = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    strace.waitFor();
    return new SyscallCount(read(Files.readAllLines(output)), counted);
  }

  private static Map<String, Long> read(List<String> lines) {
    Map<String, Long> calls = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher columns = LINE.matcher(line);
      if (columns.matches() && !columns.group(2).equals("total")) {
        calls.merge(columns.group(2), Long.valueOf(columns.group(1)), Long::sum);
      }
    }
    return calls;
  }

  Map<String, Double> perEvent(double eventsPerSecond) {
    Map<String, Double> measured = new LinkedHashMap<>();
    for (String kind : List.of("all", "reads", "writes", "waits", "others")) {
      measured.put(kind, 0.0);
    }
    calls.forEach((name, count) -> {
      double perEvent = count / seconds / eventsPerSecond;
      measured.merge("all", perEvent, Double::sum);
      measured.merge(kind(name), perEvent, Double::sum);
    });
    return measured;
  }

  private static String kind(String name) {
    if (READS.contains(name)) {
      return "reads";
    }
    if (WRITES.contains(name)) {
      return "writes";
    }
    return WAITS.contains(name) ? "waits" : "others";
  }
}
