package dev.headgate.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A process and all that it started, read from /proc. */
public final class ProcessTree {
  /** Linux counts in /proc/PID/stat in this unit, whatever the kernel's own tick is. */
  private static final int TICKS_PER_SECOND = 100;

  private static final int USER_TICKS = 11;
  private static final int DEAD_CHILDRENS_SYSTEM_TICKS = 14;

  private final ProcessHandle root;

  public ProcessTree(long pid) {
    this.root = ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("no " + pid));
  }

  /** CPU time so far, in user and kernel, that of ended children included. */
  public double cpuSeconds() {
    return processes().map(ProcessTree::ticks).sum() / (double) TICKS_PER_SECOND;
  }

  public long residentKib() {
    return processes().map(ProcessTree::residentKib).sum();
  }

  public long openFiles() {
    return processes().map(ProcessTree::openFiles).sum();
  }

  public List<Long> pids() {
    return processes().boxed().toList();
  }

  private LongStream processes() {
    return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessHandle::pid);
  }

  private static long ticks(long pid) {
    String stat = read(pid, "stat");
    // The name of the program, in parentheses, may hold spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long sum = 0;
    for (int i = USER_TICKS; i <= DEAD_CHILDRENS_SYSTEM_TICKS; i++) {
      sum += Long.parseLong(fields[i]);
    }
    return sum;
  }

  private static long residentKib(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static long openFiles(long pid) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.count();
    } catch (IOException e) {
      throw new IllegalStateException("process " + pid + " is gone", e);
    }
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new IllegalStateException("process " + pid + " is gone", e);
    }
  }
}
