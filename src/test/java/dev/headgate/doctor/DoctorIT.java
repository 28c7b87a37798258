package dev.headgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.demo.DemoUpstream;
import dev.headgate.doctor.Finding.Level;
import dev.headgate.doctor.Report.Verdict;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.NeedsProxies;
import dev.headgate.testing.ProxyServer;
import dev.headgate.testing.RawConnection;
import dev.headgate.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What doctor finds on real servers. */
@NeedsProxies
@Timeout(90)
@Execution(ExecutionMode.CONCURRENT)
class DoctorIT {
  private static final Duration IDLE = Duration.ofSeconds(4);

  private static final Progress SILENT =
      new Progress() {
        @Override
        public void begin(String part, Duration about) {}

        @Override
        public void goesOn() {}
      };

  private final DemoUpstream far = DemoUpstream.start(_ -> {});

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void stop() {
    far.close();
  }

  private static Report look(String url) throws InterruptedException {
    Target target = new Target(url, List.of(), null);
    return new Doctor(target, IDLE, TimeSource.SYSTEM, SILENT).look();
  }

  private int farPort() {
    return far.address().getPort();
  }

  private static Finding only(Report report, String subject) {
    List<Finding> found =
        report.findings().stream().filter(finding -> finding.subject().equals(subject)).toList();
    assertThat(found).as(report.toString()).hasSize(1);
    return found.getFirst();
  }

  private static void assertProblem(Report report, String subject, String... said) {
    Finding finding = only(report, subject);
    assertThat(finding.level()).as(report.toString()).isEqualTo(Level.PROBLEM);
    assertThat(finding.evidence() + " -> " + finding.remedy()).contains(said);
  }

  private static void assertWell(Report report, String... subjects) {
    for (String subject : subjects) {
      assertThat(only(report, subject).level()).as(report.toString()).isEqualTo(Level.OK);
    }
  }

  @Test
  void nothingBetweenIsWell() throws InterruptedException {
    Report report = look("http://127.0.0.1:" + farPort() + "/");

    assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.WELL);
    assertThat(report.findings()).extracting(Finding::level).containsOnly(Level.OK);
    assertThat(only(report, "buffering").evidence()).contains("20 events", "within");
    assertThat(only(report, "silence").evidence()).contains("4.0 s");
  }

  @Test
  void aGatewayBeforeTheDemoIsWellAndItsHeartbeatsAreSeen() throws InterruptedException {
    String yaml =
        """
        version: 1
        listen: { address: "127.0.0.1:0" }
        upstreams: { demo: { url: "builtin:demo" } }
        routes:
          - { name: a, match: /*, to: demo, auth: none, heartbeat: { every: 1s } }
        """;
    try (GatewayFixture gateway = GatewayFixture.start(yaml)) {
      Report report = look(gateway.url() + "/v1/chat/completions");

      assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.WELL);
      assertThat(only(report, "heartbeats").evidence())
          .contains("3 heartbeats, every 1.0 s", ": keep-alive");
    }
  }

  @Test
  void anNginxThatBuffersWhateverTheAppSaysIsFound() throws InterruptedException {
    try (ProxyServer nginx =
        ProxyServer.nginx(
            folder, farPort(), "proxy_buffering on; proxy_ignore_headers X-Accel-Buffering;")) {
      Report report = look(nginx.url());

      assertProblem(
          report, "buffering", "20 events that left over", "holds", "nginx: proxy_buffering off");
      assertThat(only(report, "header").evidence())
          .isEqualTo("X-Accel-Buffering: no was taken out on the way");
      assertWell(report, "compression", "bytes", "departure", "silence");
    }
  }

  @Test
  void anNginxThatHeedsTheAppIsFoundWithTheRemedy() throws InterruptedException {
    try (ProxyServer nginx = ProxyServer.nginx(folder, farPort(), "")) {
      assertProblem(
          look(nginx.url()), "buffering", "holds", "have the app send X-Accel-Buffering: no");
    }
  }

  @Test
  void aGatewayBeforeAnNginxThatBuffersTellsOfIt() throws InterruptedException {
    try (ProxyServer nginx =
            ProxyServer.nginx(folder, farPort(), "proxy_ignore_headers X-Accel-Buffering;");
        GatewayFixture gateway = GatewayFixture.before(nginx.port())) {
      Report report = look(gateway.url());

      assertProblem(report, "buffering", "holds", "nginx: proxy_buffering off");
      assertWell(report, "departure", "bytes");
    }
  }

  @Test
  void anNginxThatCompressesIsFound() throws InterruptedException {
    try (ProxyServer nginx =
        ProxyServer.nginx(
            folder,
            farPort(),
            "proxy_http_version 1.1; gzip on; gzip_proxied any; gzip_types text/event-stream;")) {
      Report report = look(nginx.url());

      assertProblem(report, "compression", "Content-Encoding: gzip", "nginx: gzip off");
      assertWell(report, "bytes");
    }
  }

  @Test
  void anNginxThatRewritesIsFound() throws InterruptedException {
    try (ProxyServer nginx =
        ProxyServer.nginx(
            folder,
            farPort(),
            "proxy_buffering off; sub_filter yes no; sub_filter_once off;"
                + " sub_filter_types text/event-stream;")) {
      assertProblem(look(nginx.url()), "bytes", "came changed");
    }
  }

  @Test
  void anHaproxyThatCutsSilencesIsFound() throws InterruptedException {
    try (ProxyServer haproxy =
        ProxyServer.haproxy(folder, farPort(), "timeout server 2s\n  option http-no-delay")) {
      Report report = look(haproxy.url());
      List<String> silences =
          report.findings().stream()
              .filter(finding -> finding.subject().equals("silence"))
              .map(Finding::evidence)
              .toList();

      assertThat(silences).as(report.toString()).hasSize(2);
      assertThat(silences.getFirst()).matches("2\\.\\d s of silence before the head brought a 504");
      assertThat(silences.getLast())
          .matches("cut after 2\\.\\d s of silence within the stream, by an end without.*");
      assertProblem(report, "departure", "HAProxy: option abortonclose");
    }
  }

  @Test
  void ofAStrangersStreamItTellsWhatItCan() throws InterruptedException {
    try (HandUpstream app = HandUpstream.start()) {
      CompletableFuture<Void> played =
          CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> play(app)),
              CompletableFuture.runAsync(() -> play(app)));
      Report report = look("http://127.0.0.1:" + app.port() + "/chat");

      played.join();
      assertThat(only(report, "arrival").evidence()).startsWith("2 events and 1 comment");
      assertThat(only(report, "the rest").level()).isEqualTo(Level.UNKNOWN);
      assertThat(only(report, "the rest").remedy()).contains("--serve");
    }
  }

  private static void play(HandUpstream app) {
    try (RawConnection connection = app.next()) {
      connection.readRequest();
      connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
      connection.send("Connection: close\r\n\r\ndata: 1\n\n: ping\n\ndata: 2\n\n");
      connection.finish();
    }
  }

  @Test
  void nobodyThereIsNoStream() throws InterruptedException {
    far.close();
    assertThat(look("http://127.0.0.1:" + farPort() + "/").verdict()).isEqualTo(Verdict.NO_STREAM);
  }
}
