package dev.headgate.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  @Test
  void everyDocumentHasOneTitle() {
    assertThat(TextFile.markdown())
        .isNotEmpty()
        .allSatisfy(document ->
            assertThat(Documents.titles(document)).as("titles of %s", document.path()).isOne());
  }

  @Test
  void everyPathInTheArchitectureExists() {
    assertThat(Documents.missingPaths(TextFile.read(Documents.ARCHITECTURE))).isEmpty();
  }

  @Test
  void everyPathInTheBenchExists() {
    assertThat(Documents.missingPaths(TextFile.read(Documents.BENCH))).isEmpty();
  }

  @Test
  void theArchitectureIsReadInOneSitting() {
    assertThat(TextFile.read(Documents.ARCHITECTURE).lines())
        .isLessThanOrEqualTo(Documents.ARCHITECTURE_LINES_MAX);
  }

  @Test
  void seesPathsThatDoNotExist() {
    TextFile document =
        document(
            """
            The file `cli/Gone.java`, [its page](docs/gone.md#part), the folder `gone/below/`,
            the lone `Gone.java` and the type `cli/Gone`.
            """);
    assertThat(Documents.missingPaths(document))
        .containsExactlyInAnyOrder(
            "cli/Gone.java", "docs/gone.md", "gone/below/", "Gone.java", "cli/Gone");
  }

  @Test
  void findsPathsFromTheRootAndFromThePackage() {
    TextFile document =
        document(
            """
            `pom.xml`, [all of it](pom.xml#L1), `src/main/`, `cli/`, `cli/Main.java`, `cli/Main`, `Main.java`.
            """);
    assertThat(Documents.missingPaths(document)).isEmpty();
  }

  @Test
  void findsPathsBesideTheDocument() {
    TextFile document = new TextFile(Documents.BENCH, "See [the list](conf/nginx.conf).");
    assertThat(Documents.missingPaths(document)).isEmpty();
  }

  @Test
  void takesNoOtherWordForAPath() {
    TextFile document =
        document(
            """
            `text/event-stream` at `/healthz` or `/v1/chat/*`, see [the RFC](https://example.org/rfc.md).

            ```
            gone/below/Gone.java
            ```
            """);
    assertThat(Documents.missingPaths(document)).isEmpty();
  }

  @Test
  void countsTitlesButNotCommentsOfAnExample() {
    String example = "```\n# a comment\n```\n";
    assertThat(Documents.titles(document("# One\n\n## Part\n\n" + example))).isOne();
    assertThat(Documents.titles(document("# One\n\n# Two\n"))).isEqualTo(2);
  }

  private static TextFile document(String text) {
    return new TextFile(Path.of("PAGE.md"), text);
  }
}
