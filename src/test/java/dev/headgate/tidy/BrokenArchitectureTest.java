package dev.headgate.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows each rule of {@link Architecture} a small tree that breaks it. */
class BrokenArchitectureTest {
  /** A few classes that break one rule. */
  record Broken(Architecture rule, String what, List<TextFile> sources) {
    Broken(Architecture rule, String what, TextFile... sources) {
      this(rule, what, List.of(sources));
    }

    @Override
    public String toString() {
      return rule + ": " + what;
    }
  }

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Shared, since it reads the whole class path. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("broken")
  void isSeen(Broken broken) {
    assertThat(violations(broken.rule(), broken.sources())).isNotEmpty();
  }

  @Test
  void everyRuleHasABrokenExample() {
    Set<Architecture> shown = broken().map(Broken::rule).collect(Collectors.toSet());
    assertThat(shown).containsExactlyInAnyOrder(Architecture.values());
  }

  @ParameterizedTest
  @EnumSource
  void aTreeInOrderIsLeftAlone(Architecture rule) {
    List<TextFile> sources =
        List.of(
            info("cli"),
            type("cli", "A { picocli.CommandLine a; dev.headgate.sse.B[] b = {}; }"),
            type("cli", "C { void c() { System.out.println(1); } }"),
            info("sse"),
            type("sse", "B { int[][] b = {}; dev.headgate.time.D d; byte[] e; }"),
            info("time"),
            type("time", "D { long d = System.nanoTime(); }"));
    assertThat(violations(rule, sources)).isEmpty();
  }

  static Stream<Broken> broken() {
    return Stream.concat(brokenPackages(), brokenClasses());
  }

  private static Stream<Broken> brokenPackages() {
    return Stream.of(
        new Broken(
            Architecture.EVERY_PACKAGE_HAS_ITS_PLACE, "unknown package", type("gossip", "A {}")),
        new Broken(
            Architecture.IMPORTS_POINT_DOWNWARDS,
            "the bottom imports the top",
            type("time", "A { dev.headgate.cli.B b; }"),
            type("cli", "B {}")),
        new Broken(
            Architecture.IMPORTS_POINT_DOWNWARDS,
            "a package imports the one above",
            type("relay", "A { dev.headgate.proxy.B b; }"),
            type("proxy", "B {}")),
        new Broken(
            Architecture.PACKAGES_FORM_NO_CYCLE,
            "two packages import each other",
            type("sse", "A { dev.headgate.config.B b; }"),
            type("config", "B { dev.headgate.sse.A a; }")),
        new Broken(
            Architecture.EVERY_PACKAGE_IS_NULL_MARKED, "no package-info", type("sse", "A {}")));
  }

  private static Stream<Broken> brokenClasses() {
    return Stream.of(
        broken(Architecture.EVERY_LIBRARY_HAS_A_HOME, "{ org.assertj.core.api.Assertions a; }"),
        broken(Architecture.LIBRARIES_STAY_AT_HOME, "{ picocli.CommandLine a; }"),
        broken(Architecture.LIBRARIES_STAY_AT_HOME, "{ okhttp3.OkHttpClient a; }"),
        broken(Architecture.LIBRARIES_STAY_AT_HOME, "{ com.password4j.Password a; }"),
        broken(Architecture.LIBRARIES_STAY_AT_HOME, "{ org.yaml.snakeyaml.Yaml a; }"),
        broken(
            Architecture.LIBRARIES_STAY_AT_HOME, "{ com.fasterxml.jackson.core.JsonFactory a; }"),
        broken(Architecture.LIBRARIES_STAY_AT_HOME, "{ io.undertow.Undertow a; }"),
        broken(Architecture.LIBRARIES_STAY_AT_HOME, "{ org.xnio.XnioWorker a; }"),
        broken(Architecture.LIBRARIES_STAY_AT_HOME, "{ org.jboss.logging.Logger a; }"),
        broken(Architecture.ONLY_TIME_READS_A_CLOCK, "{ long a = System.nanoTime(); }"),
        broken(Architecture.ONLY_TIME_READS_A_CLOCK, "{ long a = System.currentTimeMillis(); }"),
        broken(Architecture.ONLY_TIME_READS_A_CLOCK, "{ Object a = java.time.Instant.now(); }"),
        broken(
            Architecture.ONLY_TIME_READS_A_CLOCK,
            "{ java.util.function.LongSupplier a = System::nanoTime; }"),
        broken(
            Architecture.ONLY_TIME_READS_A_CLOCK,
            "{ void a() throws Exception { Thread.sle" + "ep(1); } }"),
        broken(Architecture.ONLY_SOME_PRINT, "{ { System.out.println(1); } }"),
        broken(Architecture.ONLY_SOME_PRINT, "{ Object a = System.err; }"),
        broken(Architecture.ONLY_SOME_PRINT, "{ void a(Exception e) { e.printStackTrace(); } }"));
  }

  private static Broken broken(Architecture rule, String body) {
    return new Broken(rule, body, type("sse", "A " + body));
  }

  private List<String> violations(Architecture rule, List<TextFile> sources) {
    List<String> options = List.of("-d", folder.toString(), "-proc:none");
    var units = sources.stream().map(TextFile::asSource).toList();
    assertThat(COMPILER.getTask(null, FILES, null, options, null, units).call()).isTrue();
    JavaClasses classes = new ClassFileImporter().importPath(folder);
    return rule.rule().allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
  }

  /** A public class of one of our packages, from its name on. */
  private static TextFile type(String folder, String nameAndBody) {
    String name = nameAndBody.substring(0, nameAndBody.indexOf(' '));
    return source(folder, name, "package dev.headgate." + folder + "; public class " + nameAndBody);
  }

  private static TextFile info(String folder) {
    return source(
        folder,
        "package-info",
        "@org.jspecify.annotations.NullMarked package dev.headgate." + folder + ";");
  }

  private static TextFile source(String folder, String name, String text) {
    return new TextFile(Path.of("dev/headgate", folder, name + ".java"), text);
  }
}
