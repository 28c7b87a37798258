package dev.headgate.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.NeedsPrograms;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The app of the example, asked directly and through the gateway of the example. */
@NeedsPrograms("python3")
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class LegacyAppExampleIT {
  private static final String KEY = "Authorization: Bearer try-me\r\n";
  private static final String FIRST =
      "data: {\"choices\": [{\"delta\": {\"content\": \"Words \"}}]}\n\n";

  @SuppressWarnings("NullAway.Init")
  private Process app;

  @SuppressWarnings("NullAway.Init")
  private BufferedReader told;

  private int port;

  @SuppressWarnings("NullAway.Init")
  private GatewayFixture gateway;

  @BeforeEach
  void start() throws IOException {
    app =
        new ProcessBuilder(
                "python3", Examples.FOLDER.resolve("legacy-app/app.py").toString(), "--port", "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    told = app.inputReader(UTF_8);
    port = Integer.parseInt(told.readLine().replace("listens on port ", ""));
    gateway =
        GatewayFixture.start(
            Examples.read(
                "legacy-app/gateway.yaml",
                Map.of(
                    "127.0.0.1:8080", "127.0.0.1:0",
                    "127.0.0.1:8000", "127.0.0.1:" + port,
                    "heartbeat: 5s", "heartbeat: 300ms",
                    "stall: 15s", "stall: 2s")));
  }

  @AfterEach
  void stop() throws InterruptedException {
    gateway.close();
    app.destroy();
    assertThat(app.waitFor()).as("the app's end at SIGTERM").isZero();
  }

  private static RawConnection ask(int port, String target, String... fields) {
    return RawConnection.to(port)
        .send("GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n".formatted(target, String.join("", fields)));
  }

  private static RawAnswer answer(int port, String target, String... fields) {
    try (RawConnection client = ask(port, target, fields)) {
      return RawAnswer.read(client);
    }
  }

  @Test
  void streamSaysThatNobodyMayHoldIt() {
    assertThat(answer(port, "/chat").head()).doesNotContain("X-Accel-Buffering", "Cache-Control");
    RawAnswer through = answer(gateway.port(), "/chat", KEY);
    assertThat(through.field("X-Accel-Buffering")).isEqualTo("no");
    assertThat(through.field("Cache-Control")).isEqualTo("no-cache, no-transform");
    assertThat(through.body()).startsWith(FIRST).endsWith("data: [DONE]\n\n");
  }

  @Test
  void keyIsAskedForWhereTheChatIsOnly() {
    assertThat(answer(port, "/chat").status()).isEqualTo(200);
    assertThat(answer(gateway.port(), "/chat").status()).isEqualTo(401);
    assertThat(answer(gateway.port(), "/else").status()).isEqualTo(404);
  }

  @Test
  void deathInTheMiddleIsTold() {
    String direct = answer(port, "/chat?die").body();
    assertThat(direct).doesNotContain("[DONE]", "error");
    assertThat(answer(gateway.port(), "/chat?die", KEY).body())
        .startsWith(direct)
        .contains("event: error\n", "upstream_truncated")
        .doesNotContain("[DONE]");
  }

  @Test
  void silenceIsKeptAliveAndThenEnded() {
    assertThat(answer(gateway.port(), "/chat?silent=30", KEY).body())
        .contains(": keep-alive\n", "event: error\n", "stream_stalled");
  }

  @Test
  void thirdStreamOfOneKeyHasToWait() {
    try (RawConnection first = ask(gateway.port(), "/chat", KEY);
        RawConnection second = ask(gateway.port(), "/chat", KEY)) {
      first.readThrough(FIRST);
      second.readThrough(FIRST);
      RawAnswer third = answer(gateway.port(), "/chat", KEY);
      assertThat(third.status()).isEqualTo(429);
      assertThat(third.field("Retry-After")).isNotNull();
    }
  }

  /** It writes into a connection that is closed; one that looks at it would stop. */
  @Test
  void departureReachesTheApp() throws IOException {
    try (RawConnection client = ask(gateway.port(), "/chat", KEY)) {
      client.readThrough(FIRST);
    }
    assertThat(gateway.nextOutcome()).isEqualTo("client_left");
    assertThat(told.readLine()).startsWith("nobody reads this any more");
  }
}
