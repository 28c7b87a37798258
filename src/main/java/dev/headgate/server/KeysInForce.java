package dev.headgate.server;

import dev.headgate.admission.CurrentKeys;
import dev.headgate.admission.KeysFileWatch;
import dev.headgate.config.block.KeyConfig;
import dev.headgate.config.value.KeysFile;
import dev.headgate.telemetry.Metrics;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keys of the edition in force: its own, and those of the file that it names. */
final class KeysInForce implements AutoCloseable {
  private final CurrentKeys keys = new CurrentKeys(List.of());
  private final Consumer<String> notices;
  private volatile @Nullable KeysFileWatch watch;

  /**
   * None yet.
   *
   * @param notices hears of every change of that file
   */
  KeysInForce(Consumer<String> notices, Metrics metrics) {
    this.notices = notices;
    metrics.gauge(
        "headgate_keys_file_up",
        "Whether the file of keys, if there is one, was sound when it was read last.",
        () -> isUp() ? 1 : 0);
  }

  private boolean isUp() {
    KeysFileWatch watched = watch;
    return watched == null || watched.isUp();
  }

  /** Those that hold now. */
  CurrentKeys current() {
    return keys;
  }

  /** From now on those keys hold, and what that file has besides. */
  void takeForce(List<KeyConfig> own, @Nullable KeysFile file) {
    close();
    if (file == null) {
      watch = null;
      keys.replace(own);
    } else {
      watch = KeysFileWatch.begin(file, own, keys, notices);
    }
  }

  @Override
  public void close() {
    KeysFileWatch watched = watch;
    if (watched != null) {
      watched.close();
    }
  }
}
