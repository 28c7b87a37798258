package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.KeyConfig;
import dev.headgate.config.value.KeysFile;
import dev.headgate.config.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of keys that changes. */
class KeysFileWatchTest {
  private static final NewKey OWN = NewKey.make();
  private static final NewKey A = NewKey.make();
  private static final NewKey B = NewKey.make();

  @TempDir Path folder;

  private final List<KeyConfig> beside =
      List.of(new KeyConfig("own", new Secret(OWN.sha256()), Map.of()));
  private final CurrentKeys keys = new CurrentKeys(beside);
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> notices = new ArrayList<>();
  private Path file = Path.of("");

  @BeforeEach
  void writeFirst() throws IOException {
    file = folder.resolve("keys.yaml");
    Files.writeString(file, line("a", A.sha256()));
  }

  private static String line(String name, String sha256) {
    return "- { name: " + name + ", sha256: \"" + sha256 + "\" }\n";
  }

  private KeysFileWatch watch() {
    return KeysFileWatch.reading(new KeysFile(file, environment::get), beside, keys, notices::add);
  }

  private static void lookTwice(KeysFileWatch watch) {
    watch.look();
    watch.look();
  }

  private @Nullable String nameOf(NewKey key) {
    Caller owner = keys.ownerOf(key.key());
    return owner == null ? null : owner.name();
  }

  @Test
  void keysOfBothHoldFromTheStart() {
    try (KeysFileWatch watch = watch()) {
      assertThat(watch.isUp()).isTrue();
      assertThat(nameOf(OWN)).isEqualTo("own");
      assertThat(nameOf(A)).isEqualTo("a");
      assertThat(notices).isEmpty();
    }
  }

  @Test
  void changeIsTakenOnceItStandsStill() throws IOException {
    try (KeysFileWatch watch = watch()) {
      Files.writeString(file, line("b", B.sha256()));
      watch.look();
      assertThat(nameOf(A)).isEqualTo("a");
      watch.look();
      assertThat(nameOf(A)).isNull();
      assertThat(nameOf(B)).isEqualTo("b");
      assertThat(nameOf(OWN)).isEqualTo("own");
      assertThat(notices).containsExactly(file + " is in force: 1 key");
    }
  }

  @Test
  void fileThatGoesOnChangingIsLeftAlone() throws IOException {
    try (KeysFileWatch watch = watch()) {
      for (int i = 1; i < 5; i++) {
        Files.writeString(file, "[]" + " ".repeat(i));
        watch.look();
      }
      assertThat(nameOf(A)).isEqualTo("a");
      watch.look();
      assertThat(nameOf(A)).isNull();
    }
  }

  @Test
  void fileThatIsReplacedIsSeenThoughTimeAndSizeAreTheSame() throws IOException {
    try (KeysFileWatch watch = watch()) {
      FileTime written = Files.getLastModifiedTime(file);
      Path other = Files.writeString(folder.resolve("other"), line("b", B.sha256()));
      Files.setLastModifiedTime(other, written);
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
      lookTwice(watch);
      assertThat(nameOf(B)).isEqualTo("b");
    }
  }

  @Test
  void linkThatPointsElsewhereIsAChange() throws IOException {
    Path first = Files.createDirectory(folder.resolve("..1"));
    Path second = Files.createDirectory(folder.resolve("..2"));
    Files.writeString(first.resolve("mounted.yaml"), line("a", A.sha256()));
    Files.writeString(second.resolve("mounted.yaml"), line("b", B.sha256()));
    Path data = Files.createSymbolicLink(folder.resolve("..data"), first);
    file = Files.createSymbolicLink(folder.resolve("mounted.yaml"), data.resolve("mounted.yaml"));
    try (KeysFileWatch watch = watch()) {
      assertThat(nameOf(A)).isEqualTo("a");
      Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), second);
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
      lookTwice(watch);
      assertThat(nameOf(A)).isNull();
      assertThat(nameOf(B)).isEqualTo("b");
    }
  }

  @Test
  void unsoundFileChangesNothingAndIsToldOnce() throws IOException {
    try (KeysFileWatch watch = watch()) {
      Files.writeString(file, line("b", B.sha256()) + line("own", "x"));
      for (int i = 0; i < 3 * KeysFileWatch.LOOKS_PER_RETRY; i++) {
        watch.look();
      }
      assertThat(watch.isUp()).isFalse();
      assertThat(nameOf(A)).isEqualTo("a");
      assertThat(nameOf(B)).isNull();
      assertThat(notices)
          .containsExactly(
              file
                  + ":2:11 [1].name: found \"own\", which stands in keys too, expected a name that"
                  + " no other key has\n"
                  + file
                  + ":2:24 [1].sha256: found ***, expected a SHA-256 in 64 hexadecimal digits, as"
                  + " sha256sum prints it\n"
                  + file
                  + " is invalid: 2 problems; the keys that it had before still hold");

      Files.writeString(file, "");
      lookTwice(watch);
      assertThat(nameOf(A)).isEqualTo("a");
      assertThat(notices).hasSize(2).last().asString().contains("found an empty file");

      Files.delete(file);
      lookTwice(watch);
      assertThat(nameOf(A)).isEqualTo("a");
      assertThat(notices).hasSize(3).last().asString().contains("found no such file");

      Files.writeString(file, line("a", A.sha256()));
      lookTwice(watch);
      assertThat(watch.isUp()).isTrue();
      assertThat(notices).hasSize(4).last().isEqualTo(file + " is in force: 1 key");
    }
  }

  @Test
  void manyProblemsAreCounted() throws IOException {
    try (KeysFileWatch watch = watch()) {
      Files.writeString(file, "- 5\n".repeat(1000));
      lookTwice(watch);
      assertThat(notices).hasSize(1);
      assertThat(notices.getFirst().lines()).hasSize(KeysFileWatch.PROBLEMS_MAX + 1);
      assertThat(notices.getFirst()).contains("is invalid: 1000 problems;");
    }
  }

  @Test
  void whatAnUnsoundFileRefersToIsReadAgain() throws IOException {
    try (KeysFileWatch watch = watch()) {
      Files.writeString(file, line("b", "${env:HASH}"));
      lookTwice(watch);
      assertThat(watch.isUp()).isFalse();
      environment.put("HASH", B.sha256());
      for (int i = 0; i < KeysFileWatch.LOOKS_PER_RETRY; i++) {
        watch.look();
      }
      assertThat(nameOf(B)).isEqualTo("b");
      assertThat(notices).hasSize(2).last().isEqualTo(file + " is in force: 1 key");
    }
  }

  @Test
  void sameKeysAreNoNews() throws IOException {
    try (KeysFileWatch watch = watch()) {
      Files.writeString(file, "# as before\n" + line("a", A.sha256()));
      lookTwice(watch);
      assertThat(notices).isEmpty();
      assertThat(nameOf(A)).isEqualTo("a");
    }
  }
}
