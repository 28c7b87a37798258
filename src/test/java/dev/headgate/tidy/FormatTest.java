package dev.headgate.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.FormatterException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
  @Test
  void everyJavaFileIsFormatted() {
    List<String> unformatted = new ArrayList<>();
    for (TextFile file : TextFile.java()) {
      if (!isFormatted(file)) {
        unformatted.add(file.path().toString());
      }
    }
    assertThat(unformatted)
        .as("files to format; `./mvnw -q validate exec:exec@format` does it")
        .isEmpty();
  }

  @Test
  void aFileOutOfFormatIsSeen() throws FormatterException {
    assertThat(Format.of("class A {int b ;}\n")).isEqualTo("class A {\n  int b;\n}\n");
  }

  @Test
  void anUnusedImportIsSeen() throws FormatterException {
    assertThat(Format.of("import java.util.List;\n\nclass A {}\n")).isEqualTo("class A {}\n");
  }

  private static boolean isFormatted(TextFile file) {
    try {
      return Format.of(file.text()).equals(file.text());
    } catch (FormatterException e) {
      throw new AssertionError(file.path() + ": " + e.getMessage(), e);
    }
  }
}
