package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.value.FileState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir private Path folder = Path.of("");

  private final AtomicInteger told = new AtomicInteger();

  @Test
  void changeIsToldOnceItStandsStill() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "1");
    try (FileWatch watch = new FileWatch(file, FileState.of(file), told::incrementAndGet)) {
      watch.look();
      assertThat(told).hasValue(0);
      Files.writeString(file, "12");
      watch.look();
      Files.writeString(file, "123");
      watch.look();
      assertThat(told).hasValue(0);
      watch.look();
      watch.look();
      assertThat(told).hasValue(1);
    }
  }

  @Test
  void fileThatTakesItsPlaceIsAChange() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "1");
    try (FileWatch watch = new FileWatch(file, FileState.of(file), told::incrementAndGet)) {
      Path other = Files.writeString(folder.resolve("b"), "2");
      Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      watch.look();
      watch.look();
      assertThat(told).hasValue(1);
    }
  }

  @Test
  void whatCameWhileTheGatewayStartedIsAChange() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "1");
    FileState asItWasRead = FileState.of(file);
    Files.writeString(file, "12");
    try (FileWatch watch = new FileWatch(file, asItWasRead, told::incrementAndGet)) {
      watch.look();
      watch.look();
      assertThat(told).hasValue(1);
    }
  }
}
