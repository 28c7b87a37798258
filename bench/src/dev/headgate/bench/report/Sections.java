package dev.headgate.bench.report;

import static dev.headgate.bench.report.Column.Kind.LOAD;
import static dev.headgate.bench.report.Column.Kind.MEDIAN;
import static dev.headgate.bench.report.Column.Kind.PERCENT;
import static dev.headgate.bench.report.Column.Kind.RATIO;
import static dev.headgate.bench.report.Column.Kind.SPREAD;
import static dev.headgate.bench.report.Column.Kind.WORST;

import dev.headgate.bench.report.Section.Metric;
import dev.headgate.bench.report.Section.Picture;
import java.util.ArrayList;
import java.util.List;

/** All that is told, in the order of the README. */
final class Sections {
  private static final String CPU_UNIT = "microseconds of CPU time per event, median of all rounds";
  private static final String PERCENTILE_UNIT = "milliseconds, median of all rounds";

  private Sections() {}

  static List<Section> all() {
    return List.of(
        events(), beside(), gathered(), ladder(), requests(), tls(), memory(), syscalls());
  }

  private static Section events() {
    return new Section(
        "events",
        "Events: CPU time and delay",
        "The proxy has one core, the load the other. `none` is the load without a proxy.",
        eventColumns(),
        List.of(
            cpu("events-cpu", "CPU time per event"),
            new Picture(
                "events-delay",
                Plot.BARS,
                "Delay of an event",
                PERCENTILE_UNIT,
                true,
                List.of(
                    new Metric("p50", "delay_p50_ms"),
                    new Metric("p99", "delay_p99_ms"),
                    new Metric("p99.9", "delay_p999_ms")))));
  }

  private static Section beside() {
    return new Section(
        "beside",
        "Side by side with nginx",
        "Both carry half of the streams at the same time on the same core, so that the machine is"
            + " the same for both: no delay is told, for each adds to the other's.",
        List.of(
            new Column("µs CPU/event", "proxy_cpu_us", MEDIAN),
            new Column("nginx meanwhile", "beside_cpu_us", MEDIAN),
            new Column("× nginx", "beside_ratio", SPREAD),
            new Column("lost", "lost", WORST),
            new Column("load's core", "load_share", LOAD)),
        List.of());
  }

  private static Section gathered() {
    return new Section(
        "gathered",
        "Gathered: `flush: 20ms` and `flush: 50ms`",
        "As above. What arrives within the window goes out at once: delay is given for CPU time.",
        List.of(
            new Column("µs CPU/event", "proxy_cpu_us", MEDIAN),
            new Column("× nginx", "proxy_cpu_us", RATIO),
            new Column("p50 ms", "delay_p50_ms", MEDIAN),
            new Column("p99 ms", "delay_p99_ms", MEDIAN),
            new Column("p99.9 ms", "delay_p999_ms", MEDIAN),
            new Column("lost", "lost", WORST),
            new Column("load's core", "load_share", LOAD)),
        List.of(cpu("gathered-cpu", "CPU time per event, gathered")));
  }

  private static Section ladder() {
    return new Section(
        "ladder",
        "Ladder of load",
        "Proxy and load share both cores, so CPU time and delay are rougher than above. What"
            + " counts is that nothing is lost, broken or out of order.",
        List.of(
            new Column("lost events", "lost", WORST),
            new Column("faults", "faults", WORST),
            new Column("events/s", "per_s", MEDIAN),
            new Column("µs CPU/event", "proxy_cpu_us", MEDIAN),
            new Column("× nginx", "proxy_cpu_us", RATIO),
            new Column("p50 ms", "delay_p50_ms", MEDIAN),
            new Column("p99 ms", "delay_p99_ms", MEDIAN),
            new Column("p99.9 ms", "delay_p999_ms", MEDIAN)),
        List.of(
            new Picture(
                "ladder-delay",
                Plot.LINES,
                "p99 delay by load (streams x events/s)",
                PERCENTILE_UNIT,
                true,
                List.of(new Metric("p99", "delay_p99_ms"))),
            new Picture(
                "ladder-cpu",
                Plot.LINES,
                "CPU time per event by load (streams x events/s)",
                CPU_UNIT,
                false,
                List.of(new Metric("CPU", "proxy_cpu_us")))));
  }

  private static Section requests() {
    return new Section(
        "requests",
        "Short responses",
        "Each connection asks for 200 bytes of JSON again as soon as it has them, on connections"
            + " that are kept. The proxy has one core and is meant to be at its end.",
        List.of(
            new Column("requests/s", "per_s", MEDIAN),
            new Column("× nginx", "per_s", RATIO),
            new Column("µs CPU/request", "proxy_cpu_us", MEDIAN),
            new Column("× nginx", "proxy_cpu_us", RATIO),
            new Column("p50 ms", "delay_p50_ms", MEDIAN),
            new Column("p99 ms", "delay_p99_ms", MEDIAN),
            new Column("proxy's core", "proxy_cores", PERCENT),
            new Column("load's core", "load_share", LOAD)),
        List.of(
            new Picture(
                "requests-cpu",
                Plot.BARS,
                "CPU time per short response",
                "microseconds of CPU time per request, median of all rounds",
                false,
                List.of(new Metric("CPU", "proxy_cpu_us")))));
  }

  private static Section tls() {
    return new Section(
        "tls",
        "TLS towards the upstream",
        "As the first, with a TLS 1.3 connection to the upstream, its certificate and name checked.",
        eventColumns(),
        List.of(cpu("tls-cpu", "CPU time per event, TLS upstream")));
  }

  private static Section memory() {
    return new Section(
        "memory",
        "Memory",
        "Resident memory of the fresh process, and once that many streams have carried one event"
            + " each and are silent. What the kernel holds for sockets is not in it.",
        List.of(
            new Column("base MiB", "base_mib", MEDIAN),
            new Column("with streams MiB", "resident_mib", MEDIAN),
            new Column("KiB/stream", "per_stream_kib", MEDIAN),
            new Column("× nginx", "per_stream_kib", RATIO)),
        List.of(
            new Picture(
                "memory-stream",
                Plot.BARS,
                "Resident memory per idle stream",
                "KiB above the fresh process, divided by the streams",
                false,
                List.of(new Metric("KiB", "per_stream_kib")))));
  }

  private static Section syscalls() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("all per event", "all", MEDIAN));
    columns.add(new Column("× nginx", "all", RATIO));
    for (String kind : List.of("reads", "writes", "waits", "others")) {
      columns.add(new Column(kind, kind, MEDIAN));
    }
    return new Section(
        "syscalls",
        "System calls per event",
        "As strace counts them, which slows the proxy: so the load is small.",
        columns,
        List.of());
  }

  private static List<Column> eventColumns() {
    return List.of(
        new Column("µs CPU/event", "proxy_cpu_us", MEDIAN),
        new Column("× nginx", "proxy_cpu_us", RATIO),
        new Column("p50 ms", "delay_p50_ms", MEDIAN),
        new Column("× nginx", "delay_p50_ms", RATIO),
        new Column("p99 ms", "delay_p99_ms", MEDIAN),
        new Column("× nginx", "delay_p99_ms", RATIO),
        new Column("p99.9 ms", "delay_p999_ms", MEDIAN),
        new Column("× nginx", "delay_p999_ms", RATIO),
        new Column("lost", "lost", WORST),
        new Column("load's core", "load_share", LOAD));
  }

  private static Picture cpu(String file, String title) {
    return new Picture(
        file, Plot.BARS, title, CPU_UNIT, false, List.of(new Metric("CPU", "proxy_cpu_us")));
  }
}
