package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.KeepingUpstream;
import dev.headgate.testing.Operator;
import dev.headgate.testing.RawAnswer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators edit the file, reload it and end the gateway, through the admin listener. */
@Timeout(30)
class AdminReloadIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "sk-very-secret";

  private final KeepingUpstream upstream = KeepingUpstream.start();
  private final GatewayFixture gateway = GatewayFixture.start(yaml("2m"));
  private final Operator operator = Operator.of(gateway);

  private String yaml(String stall) {
    return GatewayFixture.yaml(upstream.port(), "timeouts: { stall: " + stall + " }")
            .replace(
                upstream.port() + "\" }",
                upstream.port() + "\", send_headers: { X-Api-Key: " + SECRET + " } }")
        + Operator.ADMIN;
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
  }

  private JsonNode post(String path, int status) throws Exception {
    RawAnswer answer = operator.ask("POST", path, "");
    assertThat(answer.status()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  @Test
  void dryRunTellsWhatWouldChangeAndChangesNothing() throws Exception {
    String version = operator.ask("GET", "/readyz", "").field("X-Headgate-Config");
    gateway.edit(yaml("1m"));

    JsonNode told = post("/reload?dry_run=true", 200);

    assertThat(told.get("result").asText()).isEqualTo("would_apply");
    assertThat(told.get("changes").get(0).asText())
        .startsWith("routes.app.timeouts.stall: 2m ")
        .endsWith(" 1m");
    assertThat(told.get("needs_restart").isEmpty()).isTrue();
    assertThat(told.get("problems").isEmpty()).isTrue();
    assertThat(operator.ask("GET", "/readyz", "").field("X-Headgate-Config")).isEqualTo(version);

    assertThat(post("/reload", 200).get("result").asText()).isEqualTo("applied");
    assertThat(operator.ask("GET", "/readyz", "").field("X-Headgate-Config"))
        .isEqualTo(told.get("version").asText())
        .isNotEqualTo(version);
    assertThat(post("/reload", 200).get("result").asText()).isEqualTo("unchanged");
  }

  @Test
  void fileThatIsInvalidIsRefusedAndToldByTheProbe() throws Exception {
    gateway.edit(yaml("forever"));

    JsonNode told = post("/reload", 422);

    assertThat(told.get("result").asText()).isEqualTo("refused");
    assertThat(told.get("problems").get(0).asText())
        .contains("routes[0].timeouts.stall: found \"forever\"");
    RawAnswer probe = operator.ask("GET", "/readyz", "");
    assertThat(probe.status()).isEqualTo(200);
    assertThat(probe.body()).contains("last reload refused: ").contains("forever");
    assertThat(operator.ask("GET", "/metrics", "").body())
        .contains("headgate_config_last_reload_successful 0.0")
        .contains("headgate_config_reloads_refused_total 1.0")
        .contains("headgate_config{version=\"");
  }

  @Test
  void configurationIsShownWithoutItsSecrets() throws Exception {
    RawAnswer answer = operator.ask("GET", "/config", "");
    assertThat(answer.body()).doesNotContain(SECRET);
    JsonNode config = JSON.readTree(answer.body());
    assertThat(config.get("routes").get(0).get("timeouts").get("stall").asText()).isEqualTo("2m");
    assertThat(config.get("routes").get(0).get("heartbeat").get("every").asText()).isEqualTo("15s");
  }

  @Test
  void wrongQueryIsToldAndDoesNothing() throws Exception {
    gateway.edit(yaml("1m"));
    assertThat(post("/reload?dry-run=true", 400).get("error").asText())
        .isEqualTo("found ?dry-run=true, expected ?dry_run=true or nothing");
    assertThat(post("/reload?dry_run=true", 200).get("result").asText()).isEqualTo("would_apply");
  }

  @Test
  void drainIsBegunAndEndsAtOnceTheSecondTime() throws Exception {
    assertThat(post("/drain", 202).get("result").asText()).isEqualTo("draining");
    assertThat(operator.ask("GET", "/readyz", "").status()).isEqualTo(503);
    assertThat(post("/drain", 202).get("result").asText()).isEqualTo("draining");
    gateway.gateway().drained().get(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
