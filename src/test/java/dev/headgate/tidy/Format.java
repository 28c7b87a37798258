package dev.headgate.tidy;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;

/** The one format of a Java file: google-java-format's, with no import that is not used. */
final class Format {
  private static final Formatter FORMATTER = new Formatter();

  private Format() {}

  static String of(String source) throws FormatterException {
    String used = RemoveUnusedImports.removeUnusedImports(source);
    String ordered = ImportOrderer.reorderImports(used, JavaFormatterOptions.Style.GOOGLE);
    return FORMATTER.formatSource(ordered);
  }

  /** Rewrites every Java file that is not in the format, and names it. */
  public static void main(String[] arguments) throws IOException {
    boolean broken = false;
    for (TextFile file : TextFile.java()) {
      try {
        String formatted = of(file.text());
        if (!formatted.equals(file.text())) {
          Files.writeString(file.path(), formatted);
          System.out.println("formatted " + file.path());
        }
      } catch (FormatterException e) {
        System.err.println(file.path() + ": " + e.getMessage());
        broken = true;
      }
    }
    System.exit(broken ? 1 : 0);
  }
}
