package dev.headgate.admission;

import dev.headgate.config.block.KeyConfig;
import dev.headgate.config.check.KeysFileReader;
import dev.headgate.config.value.FileState;
import dev.headgate.config.value.KeysFile;
import dev.headgate.config.yaml.Problem;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the keys of a file into force when it changes. It looks at the file again and again, since
 * no operating system tells of every way to replace one. A file that is not sound changes nothing.
 */
public final class KeysFileWatch implements AutoCloseable {
  /** How often the file is looked at. A change is read once it stood still for one more look. */
  static final long LOOK_MILLIS = 500;

  /** A file that is not sound is read again this often: what it refers to may have changed. */
  static final int LOOKS_PER_RETRY = 10;

  /** How many problems of the file are told. */
  static final int PROBLEMS_MAX = 10;

  private final KeysFile file;
  private final List<KeyConfig> beside;
  private final CurrentKeys keys;
  private final Consumer<String> notices;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("keys-file").factory());
  private volatile boolean up;
  private List<KeyConfig> held = List.of();
  private String told = "";
  private @Nullable FileState seen;
  private @Nullable FileState read;
  private int looksSinceRead;

  private KeysFileWatch(
      KeysFile file, List<KeyConfig> beside, CurrentKeys keys, Consumer<String> notices) {
    this.file = file;
    this.beside = List.copyOf(beside);
    this.keys = keys;
    this.notices = notices;
  }

  /**
   * Reads the file, and then watches it.
   *
   * @param beside the keys that hold besides
   * @param keys where all of them are put
   * @param notices hears of every change, and of what is wrong with one
   */
  public static KeysFileWatch begin(
      KeysFile file, List<KeyConfig> beside, CurrentKeys keys, Consumer<String> notices) {
    KeysFileWatch watch = reading(file, beside, keys, notices);
    var _ =
        watch.looking.scheduleWithFixedDelay(
            watch::lookOn, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Reads the file; then it is to be told when to look. */
  static KeysFileWatch reading(
      KeysFile file, List<KeyConfig> beside, CurrentKeys keys, Consumer<String> notices) {
    KeysFileWatch watch = new KeysFileWatch(file, beside, keys, notices);
    // Before it is read: what is written meanwhile is a change.
    FileState first = FileState.of(file.path());
    watch.seen = first;
    watch.hear(watch.reading(), first, false);
    return watch;
  }

  /** Whether the file was sound when it was read last. */
  public boolean isUp() {
    return up;
  }

  private void lookOn() {
    try {
      look();
    } catch (RuntimeException e) {
      up = false;
      tell(file + " cannot be read: " + e, false);
    }
  }

  /** Looks whether the file changed. */
  synchronized void look() {
    if (looking.isShutdown()) {
      return;
    }
    FileState now = FileState.of(file.path());
    boolean stoodStill = now.equals(seen);
    seen = now;
    looksSinceRead++;
    boolean changed = !now.equals(read);
    if (stoodStill && (changed || (!up && looksSinceRead >= LOOKS_PER_RETRY))) {
      KeysFileReader.Reading reading = reading();
      // Unless it was written while it was read.
      if (now.equals(FileState.of(file.path()))) {
        hear(reading, now, changed);
      }
    }
  }

  private KeysFileReader.Reading reading() {
    return KeysFileReader.read(file, beside.stream().map(KeyConfig::name).toList());
  }

  private void hear(KeysFileReader.Reading reading, FileState state, boolean changed) {
    read = state;
    looksSinceRead = 0;
    switch (reading) {
      case KeysFileReader.Reading.Sound(List<KeyConfig> sound) -> take(sound, changed);
      case KeysFileReader.Reading.Unsound unsound -> {
        up = false;
        tell(refusal(unsound), changed);
      }
    }
  }

  private void take(List<KeyConfig> sound, boolean changed) {
    boolean news = !up || !sound.equals(held);
    held = sound;
    up = true;
    if (news) {
      keys.replace(Stream.concat(beside.stream(), sound.stream()).toList());
    }
    // Not at the start: that it could be read then goes without saying.
    if (news && (changed || !told.isEmpty())) {
      tell(file + " is in force: " + count(sound.size(), "key"), true);
    }
  }

  private void tell(String notice, boolean changed) {
    if (changed || !notice.equals(told)) {
      told = notice;
      notices.accept(notice);
    }
  }

  private String refusal(KeysFileReader.Reading.Unsound unsound) {
    String lines =
        unsound.problems().stream()
            .limit(PROBLEMS_MAX)
            .map(Problem::text)
            .collect(Collectors.joining("\n"));
    return lines
        + "\n"
        + file
        + " is invalid: "
        + count(unsound.total(), "problem")
        + "; the keys that it had before still hold";
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The file is looked at no more; the keys hold on. */
  @Override
  public synchronized void close() {
    looking.shutdownNow();
  }
}
