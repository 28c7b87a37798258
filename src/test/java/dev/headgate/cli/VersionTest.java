package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

class VersionTest {
  private static Attributes manifest(String commit) {
    Attributes manifest = new Attributes();
    manifest.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
    manifest.putValue("Headgate-Commit", commit);
    return manifest;
  }

  @Test
  void namesTheCommitWhereTheBuildKnewIt() {
    assertThat(Version.of(manifest("0a1b2c3"))).isEqualTo("1.2.3 (0a1b2c3)");
    assertThat(Version.of(manifest(""))).isEqualTo("1.2.3");
    assertThat(Version.of(null)).isEqualTo("(from source)");
  }
}
