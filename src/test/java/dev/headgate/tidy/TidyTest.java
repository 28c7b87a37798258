package dev.headgate.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TidyTest {
  private final List<TextFile> files = TextFile.java();

  @ParameterizedTest
  @EnumSource
  void holdsForEveryJavaFile(Tidy rule) {
    assertThat(files).flatMap(rule::complaints).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIs() {
    assertThat(Tidy.packagesWithoutInfo(files)).isEmpty();
  }

  @Test
  void theMedianFileIsShort() {
    List<TextFile> main = files.stream().filter(TextFile::isMain).toList();
    assertThat(Tidy.medianLines(main)).isLessThanOrEqualTo(Tidy.MEDIAN_MAIN_FILE_LINES_MAX);
  }

  @Test
  void theScannerSeesEveryTreeAndItsMethods() {
    assertThat(files)
        .anyMatch(TextFile::isMain)
        .anyMatch(TextFile::isTest)
        .anyMatch(file -> file.path().startsWith(TextFile.BENCH));
    assertThat(files).flatExtracting(MethodLengths::of).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource
  void complainsOfAFileThatBreaksIt(Tidy rule) {
    String text =
        switch (rule) {
          case FILE_IS_SHORT -> "//\n".repeat(301);
          case METHODS_ARE_SHORT -> "class A {\n  void a() {\n" + ";\n".repeat(39) + "  }\n}\n";
          case NOTHING_IS_LEFT_FOR_LATER -> "// TO" + "DO: finish\n";
          case TESTS_DO_NOT_SLEEP -> "class A { { Thread.sle" + "ep(1); } }\n";
          case PACKAGES_ARE_NAMED_FOR_THINGS -> "";
        };
    assertThat(rule.complaints(inTest("dev/headgate/util/A.java", text))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void keepsQuietAboutAFileAtTheLimit(Tidy rule) {
    String method = "  void a() {\n" + ";\n".repeat(38) + "  }\n";
    String text = "class A {\n" + method + "}\n" + "//\n".repeat(258);
    assertThat(rule.complaints(inTest("dev/headgate/sse/A.java", text))).isEmpty();
  }

  @Test
  void aTableOfCasesIsNoPartOfTheMethod() {
    String table = "@Cases({\n" + "1,\n".repeat(40) + "})\n";
    TextFile file = inTest("A.java", "class A {\n" + table + "void a() {\n}\n}\n");
    assertThat(MethodLengths.of(file)).containsExactly(new MethodLengths.Method("a", 2));
  }

  @Test
  void complainsOfAPackageWithoutInfo() {
    List<TextFile> lonely = List.of(inTest("dev/headgate/sse/A.java", "class A {}"));
    assertThat(Tidy.packagesWithoutInfo(lonely)).containsExactly(Path.of("dev/headgate/sse"));
  }

  @Test
  void takesTheMedianOfTheLines() {
    List<TextFile> three = List.of(inTest("a", "\n"), inTest("b", "\n\n\n"), inTest("c", "\n\n"));
    assertThat(Tidy.medianLines(three)).isEqualTo(2);
  }

  private static TextFile inTest(String path, String text) {
    return new TextFile(TextFile.TEST.resolve(path), text);
  }
}
