package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.binding.ScalarType;
import dev.headgate.config.block.DrainConfig;
import dev.headgate.config.block.ListenConfig;
import dev.headgate.config.block.ListenLimitsConfig;
import dev.headgate.config.block.TlsConfig;
import dev.headgate.config.block.TlsPairConfig;
import dev.headgate.config.value.ByteSize;
import dev.headgate.config.value.CertificateFile;
import dev.headgate.config.value.Cidr;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.PrivateKeyFile;
import dev.headgate.config.value.SitsBehind;
import dev.headgate.config.value.TimeLimit;
import dev.headgate.config.value.TimeSpan;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenConfigMappingTest {
  @TempDir Path folder;

  @Test
  void listenerIsMapped() {
    assertThat(Sample.everyKey(folder).listen())
        .isEqualTo(
            new ListenConfig(
                new HostPort("::1", 8443),
                tls(),
                List.of(
                    new Cidr(InetAddress.ofLiteral("10.0.0.0"), 8),
                    new Cidr(InetAddress.ofLiteral("fd00::"), 8),
                    new Cidr(InetAddress.ofLiteral("192.0.2.7"), 32)),
                new DrainConfig(TimeLimit.OFF, TimeSpan.of(Duration.ofSeconds(90))),
                SitsBehind.WORDS.get("aws-alb"),
                new ListenLimitsConfig(
                    ByteSize.ofKib(32),
                    ByteSize.ofKib(4),
                    64,
                    TimeLimit.of(Duration.ofSeconds(5)),
                    TimeLimit.OFF,
                    TimeLimit.of(Duration.ofSeconds(90)),
                    1000,
                    100,
                    50)));
  }

  private TlsConfig tls() {
    return new TlsConfig(
        parsed("tls.crt", CertificateFile::parse),
        parsed("tls.key", PrivateKeyFile::parse),
        List.of(
            new TlsPairConfig(
                parsed("other.crt", CertificateFile::parse),
                parsed("other.key", PrivateKeyFile::parse))),
        parsed("clients.crt", CertificateFile::parse));
  }

  private <T> T parsed(String name, ScalarType.Parser<T> parser) {
    return Sample.parsed(folder.resolve(name), parser);
  }
}
