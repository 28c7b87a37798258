package dev.headgate.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules of the packages, each with what to do about it where that is not plain. */
enum Architecture {
  EVERY_PACKAGE_HAS_ITS_PLACE,
  IMPORTS_POINT_DOWNWARDS,
  PACKAGES_FORM_NO_CYCLE,
  EVERY_LIBRARY_HAS_A_HOME,
  LIBRARIES_STAY_AT_HOME,
  ONLY_TIME_READS_A_CLOCK,
  EVERY_PACKAGE_IS_NULL_MARKED,
  ONLY_SOME_PRINT;

  static final String ROOT = "dev.headgate.";

  /** From top to bottom: an import may only point downwards. */
  private static final List<String> PACKAGES =
      List.of(
          "cli",
          "server",
          "admin",
          "demo",
          "doctor",
          "proxy",
          "relay",
          "route",
          "store",
          "admission",
          "upstream",
          "client",
          "http2",
          "http1",
          "dialect",
          "sse",
          "telemetry",
          "exchange",
          "config",
          "time");

  private static final List<String> UNDERTOW =
      List.of("server", "admin", "demo", "proxy", "relay", "upstream", "client", "http2");

  /** Each library, and the packages of ours that may use it. */
  private static final Map<String, List<String>> HOMES =
      Map.ofEntries(
          Map.entry("picocli..", List.of("cli")),
          Map.entry("org.yaml.snakeyaml..", List.of("config")),
          Map.entry("com.fasterxml.jackson..", List.of("admin", "config", "dialect", "telemetry")),
          Map.entry("io.prometheus..", List.of("telemetry")),
          Map.entry("io.opentelemetry..", List.of("telemetry")),
          Map.entry("io.github.resilience4j..", List.of("admission")),
          Map.entry("com.github.benmanes.caffeine..", List.of("admission")),
          Map.entry("okhttp3..", List.of("admission", "doctor")),
          Map.entry("okio..", List.of("admission", "doctor")),
          Map.entry("com.password4j..", List.of("admission")),
          Map.entry("com.nimbusds..", List.of("admission")),
          Map.entry("io.lettuce..", List.of("store")),
          Map.entry("io.undertow..", UNDERTOW),
          Map.entry("org.xnio..", UNDERTOW),
          Map.entry("org.jboss.logging..", List.of("server")));

  private static final Map<String, Set<String>> CLOCKS =
      Map.of(
          "java.lang.System", Set.of("nanoTime", "currentTimeMillis"),
          "java.lang.Thread", Set.of("sleep"),
          "java.util.concurrent.TimeUnit", Set.of("sleep"),
          "java.time.Instant", Set.of("now"),
          "java.time.LocalDate", Set.of("now"),
          "java.time.LocalDateTime", Set.of("now"),
          "java.time.OffsetDateTime", Set.of("now"),
          "java.time.ZonedDateTime", Set.of("now"),
          "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"));

  ArchRule rule() {
    return switch (this) {
      case EVERY_PACKAGE_HAS_ITS_PLACE -> everyPackageHasItsPlace();
      case IMPORTS_POINT_DOWNWARDS -> importsPointDownwards();
      case PACKAGES_FORM_NO_CYCLE -> packagesFormNoCycle();
      case EVERY_LIBRARY_HAS_A_HOME -> everyLibraryHasAHome();
      case LIBRARIES_STAY_AT_HOME -> librariesStayAtHome();
      case ONLY_TIME_READS_A_CLOCK -> onlyTimeReadsAClock();
      case EVERY_PACKAGE_IS_NULL_MARKED -> everyPackageIsNullMarked();
      case ONLY_SOME_PRINT -> onlySomePrint();
    };
  }

  private static ArchRule everyPackageHasItsPlace() {
    return classes()
        .should()
        .resideInAnyPackage(ours(PACKAGES))
        .because("a new package is added to Architecture.PACKAGES, where its imports point down");
  }

  private static ArchRule importsPointDownwards() {
    return CompositeArchRule.of(
        IntStream.range(1, PACKAGES.size()).mapToObj(Architecture::importsNothingAbove).toList());
  }

  private static ArchRule importsNothingAbove(int place) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + PACKAGES.get(place) + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ours(PACKAGES.subList(0, place)));
  }

  private static ArchRule packagesFormNoCycle() {
    return CompositeArchRule.of(slices().matching(ROOT + "(*)..").should().beFreeOfCycles())
        .and(slices().matching(ROOT + "config.(*)..").should().beFreeOfCycles())
        .and(
            noClasses()
                .that()
                .resideInAPackage(ROOT + "config.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "config"));
  }

  private static ArchRule everyLibraryHasAHome() {
    Stream<String> free =
        Stream.of(
            "", "java..", "javax..", "jdk..", "com.sun.management..", "org.jspecify..", ROOT + ".");
    String[] known = Stream.concat(free, HOMES.keySet().stream()).toArray(String[]::new);
    return classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(known))
        .because("a library that main code uses is added to Architecture.HOMES");
  }

  private static ArchRule librariesStayAtHome() {
    return CompositeArchRule.of(
        HOMES.entrySet().stream()
            .map(home ->
                noClasses()
                    .that(resideOutsideOfPackages(ours(home.getValue())))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(home.getKey())
                    .because("its home is " + home.getValue()))
            .toList());
  }

  private static ArchRule onlyTimeReadsAClock() {
    Predicate<AccessTarget> isClock =
        target ->
            CLOCKS.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName());
    return noClasses()
        .that(resideOutsideOfPackages(ROOT + "time.."))
        .should()
        .accessTargetWhere(describe("target is a clock or sleeps", accesses(isClock)))
        .because("time is handed out by the package time, so that a test can set it");
  }

  private static ArchRule everyPackageIsNullMarked() {
    DescribedPredicate<JavaClass> marked =
        describe(
            "be in a package that its package-info.java marks @NullMarked",
            type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    return classes().should(ArchCondition.from(marked));
  }

  private static ArchRule onlySomePrint() {
    Predicate<AccessTarget> prints =
        target ->
            target.getName().equals("printStackTrace")
                || (target.getOwner().isEquivalentTo(System.class)
                    && Set.of("out", "err").contains(target.getName()));
    return noClasses()
        .that(resideOutsideOfPackages(ours(List.of("cli", "telemetry"))))
        .should()
        .accessTargetWhere(describe("target prints", accesses(prints)))
        .because("what is printed is a command's answer or the log");
  }

  private static Predicate<JavaAccess<?>> accesses(Predicate<AccessTarget> target) {
    return access -> target.test(access.getTarget());
  }

  private static String[] ours(List<String> packages) {
    return packages.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
  }
}
