package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.value.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a configuration is made of. */
class NamedFilesTest {
  @TempDir Path folder;

  private static String file(String user) {
    return """
    version: 1
    listen: { tls: { certificate: tls.crt, key: tls.key } }
    upstreams: { demo: { url: builtin:demo, send_headers: { X-User: "%s" } } }
    routes: [{ name: a, match: /*, to: demo, auth: none }]
    """
        .formatted(user);
  }

  @Test
  void allThatAreReadAreTold() throws IOException {
    Sample.copyTls(folder);
    Path user = Files.writeString(folder.resolve("user"), "ada");
    Map<Path, FileState> files = Sample.in(folder).read(file("${file:user}")).files();

    assertThat(files)
        .containsOnlyKeys(
            folder.resolve("gateway.yaml"),
            folder.resolve("tls.crt"),
            folder.resolve("tls.key"),
            user)
        .containsEntry(user, FileState.of(user));
  }

  /** It may be the one that is to come. */
  @Test
  void oneThatIsMissingIsToldToo() {
    Sample.copyTls(folder);
    ConfigFile read = Sample.in(folder).read(file("${file:user}"));
    assertThat(read).isInstanceOf(ConfigFile.Invalid.class);
    assertThat(read.files()).containsEntry(folder.resolve("user"), new FileState(null, 0, null));
  }
}
