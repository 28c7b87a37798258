package dev.headgate.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.testing.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The line that the log holds of one exchange. */
class LogLineTest {
  @Test
  void wholeExchangeIsOneLine() {
    assertThat(new String(LogLine.of(Records.whole()), UTF_8))
        .isEqualTo(
            "{\"time\":\"2026-01-02T03:04:05Z\",\"request_id\":\"hg_1\","
                + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"client\":\"192.0.2.1\","
                + "\"protocol\":\"HTTP/1.1\",\"method\":\"POST\",\"path\":\"/x\",\"key\":\"team-a\","
                + "\"route\":\"route\",\"upstream\":\"upstream\",\"target\":\"target:80\","
                + "\"outcome\":\"upstream_reset\",\"phase\":\"mid_stream\","
                + "\"ended_by\":\"upstream\",\"detail\":\"why\",\"status\":200,\"stream\":true,\"early_head\":true,"
                + "\"connection_reused\":true,\"connect_ms\":0.001,\"head_ms\":1.5,"
                + "\"first_byte_ms\":2.0,\"first_token_ms\":2.5,\"first_content_ms\":2.75,"
                + "\"total_ms\":2000.0,\"longest_gap_ms\":3.0,"
                + "\"longest_client_gap_ms\":3.5,\"abort_ms\":0.004,"
                + "\"bytes_in\":7,\"bytes_out\":9000000000,"
                + "\"would_have_ended\":[\"stall_timeout\"],\"heartbeats\":4,\"dialect\":\"openai\","
                + "\"events\":12,\"events_unread\":1,\"model\":\"gpt-x\","
                + "\"finish_reason\":\"stop\",\"usage\":\"partial\",\"input_tokens\":17,"
                + "\"output_tokens\":9,\"cached_tokens\":5,\"reasoning_tokens\":3}\n");
  }

  @Test
  void whatDidNotHappenIsLeftOut() {
    assertThat(new String(LogLine.of(Records.refused("/")), UTF_8))
        .doesNotContain("route\":", "upstream\":", "target", "detail", "reused", "connect_ms")
        .doesNotContain(
            "head_ms", "first_byte_ms", "first_token_ms", "abort_ms", "would", "dialect", "usage")
        .contains("\"outcome\":\"no_route\"");
  }

  @Test
  void noPathBreaksTheLine() throws JsonProcessingException {
    String path = "/\"},{\"\n\r\u0000\u001b[31m\u2028\\caf\u00e9";
    String line = new String(LogLine.of(Records.refused(path)), UTF_8);
    JsonNode read = new ObjectMapper().readTree(line);

    assertThat(line.chars().filter(c -> c < ' ').toArray()).containsExactly('\n');
    assertThat(read.get("path").asText()).isEqualTo(path);
  }

  @Test
  void everyFieldIsDocumented() throws IOException {
    List<String> fields = new ArrayList<>();
    new ObjectMapper()
        .readTree(LogLine.of(Records.whole()))
        .fieldNames()
        .forEachRemaining(fields::add);

    assertThat(fields)
        .containsExactlyInAnyOrderElementsOf(
            Reference.firstColumn("## The log line", "## Metrics"));
  }

  @Test
  void droppedLinesAreALineToo() {
    assertThat(new String(LogLine.ofDropped(12), UTF_8)).isEqualTo("{\"log_lines_dropped\":12}\n");
  }
}
