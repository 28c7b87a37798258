package dev.headgate.server;

import dev.headgate.admin.ReloadResult;
import dev.headgate.admin.ReloadResult.Kind;
import dev.headgate.config.ConfigFile;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.view.ConfigChange;
import dev.headgate.config.view.ConfigDiff;
import dev.headgate.config.view.RestartKeys;
import dev.headgate.config.yaml.Problem;
import dev.headgate.telemetry.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the file again, and puts it in force: all of it, or nothing. */
final class Reload {
  private final Supplier<ConfigFile> file;
  private final Editions editions;
  private final GatewayConfig started;
  private final Consumer<String> notices;
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile List<String> lastProblems = List.of();
  private volatile List<String> waiting = List.of();

  /**
   * Reloads.
   *
   * @param file reads it
   * @param notices hears what became of it
   */
  Reload(Supplier<ConfigFile> file, Editions editions, Consumer<String> notices, Metrics metrics) {
    this.file = file;
    this.editions = editions;
    this.started = editions.config();
    this.notices = notices;
    metrics.info("headgate_config", "The file in force.", "version", () -> editions.version());
    metrics.counter(
        "headgate_config_reloads_total", "Edits of the file that took force.", applied::get);
    metrics.counter(
        "headgate_config_reloads_refused_total", "Files that could not take force.", refused::get);
    metrics.gauge(
        "headgate_config_last_reload_successful",
        "Whether the file that was read last is in force.",
        () -> lastProblems.isEmpty() ? 1 : 0);
  }

  /** What is wrong with the file that was read last, and is not in force; empty: nothing. */
  List<String> lastProblems() {
    return lastProblems;
  }

  /**
   * Reads the file.
   *
   * @param dryRun only tells what would become of it
   */
  synchronized ReloadResult run(boolean dryRun) {
    return switch (file.get()) {
      case ConfigFile.Invalid invalid -> refuse(problems(invalid), dryRun);
      case ConfigFile.Valid valid -> apply(valid, dryRun);
    };
  }

  private ReloadResult apply(ConfigFile.Valid next, boolean dryRun) {
    List<ConfigChange> changes = ConfigDiff.between(editions.config(), next.config());
    if (!dryRun) {
      try {
        editions.takeForce(next);
      } catch (RuntimeException e) {
        return refuse(List.of("the file is valid, and yet cannot be put in force: " + e), false);
      }
      lastProblems = List.of();
      waiting = waiting(next.config());
      next.warnings().forEach(warning -> notices.accept(warning.warning()));
    }
    Kind changed = dryRun ? Kind.WOULD_APPLY : Kind.APPLIED;
    ReloadResult result =
        new ReloadResult(
            changes.isEmpty() ? Kind.UNCHANGED : changed,
            next.version(),
            changes.stream().map(ConfigChange::toString).toList(),
            waiting(next.config()),
            List.of());
    if (!dryRun) {
      tell(result);
    }
    return result;
  }

  /** What the file in force says, and only the next start will do. */
  List<String> waiting() {
    return waiting;
  }

  private List<String> waiting(GatewayConfig config) {
    return ConfigDiff.between(started, config).stream()
        .filter(change -> RestartKeys.needsRestart(change.path()))
        .map(ConfigChange::toString)
        .toList();
  }

  private void tell(ReloadResult result) {
    if (result.kind() == Kind.UNCHANGED) {
      notices.accept("reload: nothing changed, version " + result.version());
    } else {
      applied.incrementAndGet();
      notices.accept("reload: version " + result.version() + " is in force");
      result.changes().forEach(change -> notices.accept("  " + change));
    }
    result.needsRestart().forEach(change -> notices.accept("  needs a restart: " + change));
  }

  private ReloadResult refuse(List<String> problems, boolean dryRun) {
    if (!dryRun) {
      refused.incrementAndGet();
      lastProblems = problems;
      problems.forEach(notices);
      notices.accept("reload: refused; version " + editions.version() + " stays in force");
    }
    return new ReloadResult(Kind.REFUSED, editions.version(), List.of(), List.of(), problems);
  }

  private static List<String> problems(ConfigFile.Invalid invalid) {
    List<String> texts = new ArrayList<>(invalid.problems().stream().map(Problem::text).toList());
    if (invalid.untold() > 0) {
      texts.add("and " + invalid.untold() + " more");
    }
    return texts;
  }
}
