package dev.headgate.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.value.Cidr;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls, through however many proxies. */
class ClientAddressTest {
  private static final List<Cidr> TRUSTED =
      List.of(
          new Cidr(InetAddress.ofLiteral("10.0.0.0"), 8),
          new Cidr(InetAddress.ofLiteral("fd00::"), 8));

  /** Each row: the peer, its lines of X-Forwarded-For divided by a bar, and the caller. */
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, '', 192.0.2.1",
    "192.0.2.1, '203.0.113.9', 192.0.2.1",
    "10.0.0.1, '', 10.0.0.1",
    "10.0.0.1, '203.0.113.9', 203.0.113.9",
    "10.0.0.1, '203.0.113.9, 198.51.100.7', 198.51.100.7",
    "10.0.0.1, '203.0.113.9, 10.1.1.1', 203.0.113.9",
    "10.0.0.1, '203.0.113.9|10.1.1.1 , 10.2.2.2', 203.0.113.9",
    "10.0.0.1, '10.1.1.1, 10.2.2.2', 10.1.1.1",
    "10.0.0.1, '203.0.113.9:4711', 203.0.113.9",
    "10.0.0.1, '2001:db8::9', 2001:db8::9",
    "10.0.0.1, '[2001:db8::9]:4711', 2001:db8::9",
    "10.0.0.1, '203.0.113.9, fd00::1', 203.0.113.9",
    "fd00::1, '203.0.113.9', 203.0.113.9",
    "10.0.0.1, 'unknown', 10.0.0.1",
    "10.0.0.1, 'evil.example', 10.0.0.1",
    "10.0.0.1, '203.0.113.9, unknown, 10.2.2.2', 10.2.2.2",
    "10.0.0.1, '203.0.113.9,', 10.0.0.1",
    "10.0.0.1, '203.0.113.999', 10.0.0.1",
    "10.0.0.1, '[2001:db8::9', 10.0.0.1",
    "10.0.0.1, '_hidden', 10.0.0.1",
  })
  void theFirstHopThatIsNotTrustedIsTheCaller(String peer, String lines, String caller) {
    ClientAddress address =
        ClientAddress.of(
            InetAddress.ofLiteral(peer),
            lines.isEmpty() ? List.of() : Arrays.asList(lines.split("\\|")),
            TRUSTED);

    assertThat(address.peer()).isEqualTo(InetAddress.ofLiteral(peer));
    assertThat(address.peerTrusted()).isEqualTo(!peer.startsWith("192"));
    assertThat(address.client()).isEqualTo(InetAddress.ofLiteral(caller));
  }
}
