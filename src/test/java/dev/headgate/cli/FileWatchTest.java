package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.value.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir private Path folder = Path.of("");

  private final FileWatch watch = new FileWatch();
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("a"), "1");
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private static ConfigFile read(Path... files) {
    Map<Path, FileState> states = new HashMap<>();
    for (Path path : files) {
      states.put(path, FileState.of(path));
    }
    return new ConfigFile.Invalid(List.of(), 0, states);
  }

  /** How often a change was told, of so many looks. */
  private int told(int looks) {
    int told = 0;
    for (int i = 0; i < looks; i++) {
      told += watch.look() ? 1 : 0;
    }
    return told;
  }

  @Test
  void changeIsToldOnceItStandsStill() throws Exception {
    watch.watched(read(file));
    assertThat(told(1)).isZero();
    Files.writeString(file, "12");
    assertThat(told(1)).isZero();
    Files.writeString(file, "123");
    assertThat(told(1)).isZero();
    assertThat(told(2)).isEqualTo(1);
  }

  @Test
  void fileThatTakesItsPlaceIsAChange() throws Exception {
    watch.watched(read(file));
    Path other = Files.writeString(folder.resolve("b"), "2");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(told(2)).isEqualTo(1);
  }

  @Test
  void whatCameBehindTheReadingIsAChange() throws Exception {
    ConfigFile asItWasRead = read(file);
    Files.writeString(file, "12");
    watch.watched(asItWasRead);
    assertThat(told(3)).isEqualTo(1);
  }

  @Test
  void fileThatIsNamedAnewIsWatched() throws Exception {
    watch.watched(read(file));
    Path named = folder.resolve("tls.crt");
    watch.watched(read(file, named));
    assertThat(told(2)).isZero();
    Files.writeString(named, "1");
    assertThat(told(3)).isEqualTo(1);
    watch.watched(read(file));
    Files.writeString(named, "12");
    assertThat(told(3)).isZero();
  }

  /** A dry run puts nothing into force. */
  @Test
  void whatWasReadAgainIsStillAChange() throws Exception {
    watch.watched(read(file));
    Files.writeString(file, "12");
    watch.watched(read(file));
    assertThat(told(3)).isEqualTo(1);
  }
}
