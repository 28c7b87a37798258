package dev.headgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.testing.CountingUpstream;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.GatewayProcess;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.NeedsRedis;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that replicas share in a real Redis. */
@NeedsRedis
@Timeout(60)
class SharedLimitsIT {
  private static final String TOKEN =
      "data: {\"choices\":[{\"delta\":{\"content\":\"aaaaaaaa\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private final RedisServer redis = RedisServer.start();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    redis.close();
  }

  private String yaml(int upstreamPort, String limit, String onFailure) {
    return GatewayFixture.yaml(upstreamPort).replace("auth: none", "auth: none\n    limits: own")
        + "limits: { own: { by: ip, "
        + limit
        + " } }\nstore: { url: \""
        + redis.url()
        + "\", on_store_failure: "
        + onFailure
        + " }\n";
  }

  private GatewayFixture gateway(int upstreamPort, String limit) {
    GatewayFixture gateway = GatewayFixture.start(yaml(upstreamPort, limit, "local"));
    open.add(gateway);
    return gateway;
  }

  private CountingUpstream upstream() {
    CountingUpstream upstream = new CountingUpstream();
    open.add(upstream);
    return upstream;
  }

  private static int ask(int port) {
    try (RawConnection client = RawConnection.to(port)) {
      return RawAnswer.read(client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")).status();
    }
  }

  /** Asks all of them, one after the other in each of some threads; returns how many got a 200. */
  private static int askMany(int requests, GatewayFixture... gateways) throws Exception {
    AtomicInteger number = new AtomicInteger();
    AtomicInteger passed = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> asked = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        asked.add(
            threads.submit(() -> {
              int port = gateways[number.getAndIncrement() % gateways.length].port();
              passed.addAndGet(ask(port) == 200 ? 1 : 0);
            }));
      }
      for (Future<?> each : asked) {
        each.get();
      }
    }
    return passed.get();
  }

  @Test
  void replicasShareOneLimit() throws Exception {
    CountingUpstream upstream = upstream();
    GatewayFixture one = gateway(upstream.port(), "requests: 200/day");
    GatewayFixture other = gateway(upstream.port(), "requests: 200/day");

    assertThat(askMany(400, one, other)).isBetween(198, 202);
    assertThat(upstream.answered()).isBetween(198, 202);
  }

  /** A caller that names itself as another's permits are named must not get in their way. */
  @Test
  void nameOfAShareNeverMeetsThePermitsOfAnother() {
    CountingUpstream upstream = upstream();
    String yaml =
        yaml(upstream.port(), "requests: 10/day, streams: 1", "closed")
            .replace("by: ip", "by: \"header:X-Tenant\"");
    GatewayFixture gateway = GatewayFixture.start(yaml);
    open.add(gateway);
    for (String tenant : List.of("running:victim", "victim")) {
      try (RawConnection client = RawConnection.to(gateway.port())) {
        client.send("GET /x HTTP/1.1\r\nHost: a\r\nX-Tenant: " + tenant + "\r\n\r\n");
        assertThat(RawAnswer.read(client).status()).as(tenant).isEqualTo(200);
      }
    }
  }

  @Test
  void replicasShareTheirPermits() throws Exception {
    CountingUpstream upstream = upstream();
    String limit = "streams: { at_once: 5, wait: 20s }";
    GatewayFixture one = gateway(upstream.port(), limit);
    GatewayFixture other = gateway(upstream.port(), limit);

    assertThat(askMany(200, one, other)).isEqualTo(200);
    assertThat(upstream.most()).isBetween(1, 5);
    assertThat(askMany(10, one, other)).isEqualTo(10);
  }

  @Test
  void streamsTokensCountForAllReplicas() {
    try (HandUpstream upstreams = HandUpstream.start()) {
      GatewayFixture one = gateway(upstreams.port(), "tokens: 2/day");
      GatewayFixture other = gateway(upstreams.port(), "tokens: 2/day");
      try (RawConnection client = RawConnection.to(one.port())) {
        client.send("GET /v1/chat/completions HTTP/1.1\r\nHost: a\r\n\r\n");
        RawConnection upstream = upstreams.next();
        upstream.readHead();
        upstream.send(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                + TOKEN
                + DONE);
        upstream.finish();
        client.readThrough(DONE);
        assertThat(one.nextOutcome()).isEqualTo("completed");
      }
      // What is spent is told to the store when the exchange is over, and nobody waits for that.
      JsonNode line = null;
      while (line == null || !line.get("outcome").asText().equals("tokens_exhausted")) {
        try (RawConnection client = RawConnection.to(other.port())) {
          client.send("GET /v1/chat/completions HTTP/1.1\r\nHost: a\r\n\r\n");
          if (!upstreams.isLeftAlone()) {
            continue;
          }
          assertThat(client.readHead()).startsWith("HTTP/1.1 429 ");
          line = other.nextLogLine();
        }
      }
    }
  }

  @Test
  void permitsOfAReplicaThatCrashedAreFreeAgain() throws Exception {
    try (HandUpstream upstreams = HandUpstream.start()) {
      String limit = "streams: { at_once: 1, wait: 40s }";
      GatewayProcess crashing = GatewayProcess.with(yaml(upstreams.port(), limit, "local")).start();
      open.add(crashing);
      try (RawConnection client = RawConnection.to(crashing.port())) {
        client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
        upstreams.next().readHead();
        GatewayFixture other = gateway(upstreams.port(), limit);
        try (RawConnection waiting = RawConnection.to(other.port())) {
          waiting.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
          crashing.close();
          RawConnection upstream = upstreams.next();
          upstream.readHead();
          upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          assertThat(waiting.readHead()).startsWith("HTTP/1.1 200 ");
          assertThat(other.nextLogLine().get("connect_ms").asDouble())
              .isBetween(1_000.0, Leases.LEASE_MILLIS + 5_000.0);
        }
      }
    }
  }

  @Test
  void storeThatStopsAndStartsLosesNoRequest() throws Exception {
    CountingUpstream upstream = upstream();
    GatewayFixture gateway =
        gateway(upstream.port(), "requests: 100k/day, streams: { at_once: 50, wait: 20s }");

    assertThat(askMany(100, gateway)).isEqualTo(100);
    redis.stop();
    assertThat(askMany(200, gateway)).isEqualTo(200);
    assertThat(gateway.nextNotice()).startsWith("the store cannot be asked (");
    redis.startAgain();
    assertThat(gateway.nextNotice()).isEqualTo("the store is back: limits are shared again");
    assertThat(askMany(200, gateway)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"local, 200, 429", "open, 200, 200", "closed, 503, 503"})
  void fileSaysWhatHoldsWithoutTheStore(String onFailure, int first, int second) {
    redis.stop();
    CountingUpstream upstream = upstream();
    GatewayFixture gateway =
        GatewayFixture.start(yaml(upstream.port(), "requests: 1/day", onFailure));
    open.add(gateway);

    assertThat(ask(gateway.port())).isEqualTo(first);
    assertThat(ask(gateway.port())).isEqualTo(second);
    assertThat(gateway.nextNotice())
        .startsWith("the store cannot be asked (")
        .endsWith("on_store_failure is " + onFailure);
  }
}
