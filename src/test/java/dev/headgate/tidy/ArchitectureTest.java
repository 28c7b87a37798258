package dev.headgate.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.headgate.cli.Main;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @ParameterizedTest
  @EnumSource
  void holds(Architecture rule) {
    rule.rule().allowEmptyShould(true).check(OURS);
  }

  @Test
  void theRulesSeeOurClasses() {
    assertThat(OURS.contain(Main.class)).isTrue();
    assertThat(OURS).allMatch(type -> type.getPackageName().startsWith(Architecture.ROOT));
  }
}
