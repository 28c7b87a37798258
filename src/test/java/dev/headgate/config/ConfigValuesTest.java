package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.config.value.ByteSize;
import dev.headgate.config.value.Cidr;
import dev.headgate.config.value.FlushWindow;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.Rejection;
import dev.headgate.config.value.SizeLimit;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.config.value.Units;
import dev.headgate.config.value.UpstreamUrl;
import dev.headgate.config.yaml.Nearest;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigValuesTest {
  @ParameterizedTest
  @CsvSource({"250ms, 250000000", "30s, 30000000000", "3m, 180000000000", "2h, 7200000000000"})
  void durationIsReadAndPrintedAlike(String text, long nanos) throws Exception {
    assertThat(Units.TIME.parse(text)).isEqualTo(nanos);
    assertThat(Units.TIME.print(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1B, 1",
    "7k, 7000",
    "7KB, 7000",
    "2M, 2000000",
    "2MB, 2000000",
    "1G, 1000000000",
    "1GB, 1000000000",
    "256KiB, 262144",
    "10MiB, 10485760",
    "1GiB, 1073741824"
  })
  void sizeIsRead(String text, long bytes) throws Exception {
    assertThat(Units.SIZE.parse(text)).isEqualTo(bytes);
    assertThat(Units.SIZE.parse(new ByteSize(bytes).toString())).isEqualTo(bytes);
  }

  @Test
  void amountPastALongIsRefused() {
    assertThatThrownBy(() -> Units.TIME.parse("999999999999999h")).isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> Units.SIZE.parse("999999999999999GiB")).isInstanceOf(Rejection.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe80::1, false",
  })
  void blockHoldsItsAddresses(String block, String address, boolean holds) throws Exception {
    assertThat(Cidr.parse(block).contains(InetAddress.ofLiteral(address))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a, false, a, 80, ''",
    "https://a, true, a, 443, ''",
    "https://a/, true, a, 443, ''",
    "https://my_app:8443/v1/, true, my_app, 8443, /v1",
    "http://[::1]:8000/a/b, false, ::1, 8000, /a/b",
    "http://10.0.0.1/a%20b, false, 10.0.0.1, 80, /a%20b",
  })
  void urlIsRead(String text, boolean tls, String host, int port, String base) throws Exception {
    assertThat(UpstreamUrl.Http.parse(text)).isEqualTo(new UpstreamUrl.Http(tls, host, port, base));
  }

  @Test
  void valuesPrintAsTheFileSaysThem() throws Exception {
    assertThat(TimeLimit.OFF).hasToString("off");
    assertThat(SizeLimit.OFF).hasToString("off");
    assertThat(FlushWindow.IMMEDIATE).hasToString("immediate");
    assertThat(HostPort.parse("[::1]:80")).hasToString("[::1]:80");
    assertThat(Cidr.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(UpstreamUrl.Http.parse("https://a/b")).hasToString("https://a:443/b");
    assertThat(new UpstreamUrl.Demo()).hasToString("builtin:demo");
  }

  @Test
  void valuesOutOfRangeCannotBeMade() {
    assertThatThrownBy(() -> new TimeLimit(0)).hasMessage("nanos: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new FlushWindow(-1)).hasMessage("nanos: -1 (expected: >= 0)");
    assertThatThrownBy(() -> new ByteSize(0)).hasMessage("bytes: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new SizeLimit(0)).hasMessage("bytes: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new HostPort("a", 65536)).hasMessageContaining("a:65536");
    assertThatThrownBy(() -> new Cidr(InetAddress.ofLiteral("10.0.0.0"), 33))
        .hasMessage("prefixLength: 33 (expected: 0 to 32)");
  }

  @Test
  void nearestNameIsTrulyNear() {
    Map<String, String> hints =
        Map.of("conect", "connect", "HEADERS", "headers", "client-write", "client_write");
    hints.forEach((found, meant) ->
        assertThat(Nearest.hint(found, List.of("connect", "headers", "client_write")))
            .isEqualTo("did you mean " + meant + "?"));
    assertThat(Nearest.hint("stall", List.of("connect", "headers"))).isNull();
    assertThat(Nearest.hint("x".repeat(1_000_000), List.of("connect"))).isNull();
  }
}
