package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.block.UpstreamConfig;
import dev.headgate.config.block.UpstreamProtocol;
import dev.headgate.config.block.UpstreamTlsConfig;
import dev.headgate.config.value.CertificateFile;
import dev.headgate.config.value.DialectName;
import dev.headgate.config.value.PrivateKeyFile;
import dev.headgate.config.value.Secret;
import dev.headgate.config.value.UpstreamUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each upstream of a file that names every key, as it arrives in the record. */
class UpstreamConfigMappingTest {
  @TempDir Path folder;

  @Test
  void upstreamsAreMappedInTheFilesOrder() {
    GatewayConfig config = Sample.everyKey(folder);

    assertThat(config.upstreams().keySet()).containsExactly("claude", "chat.v2", "demo");
    assertThat(config.upstreams().values())
        .containsExactly(
            new UpstreamConfig(
                new UpstreamUrl.Http(true, "api.anthropic.com", 443, ""),
                List.of(),
                DialectName.ANTHROPIC,
                UpstreamProtocol.AUTO,
                tlsTowardsClaude(),
                Map.of("x-api-key", new Secret("sk-1"))),
            new UpstreamConfig(
                null,
                List.of(
                    new UpstreamUrl.Http(false, "chat_1", 8000, ""),
                    new UpstreamUrl.Http(false, "2001:db8::1", 80, "/base")),
                DialectName.AUTO,
                UpstreamProtocol.HTTP1,
                null,
                Map.of()),
            new UpstreamConfig(
                new UpstreamUrl.Demo(),
                List.of(),
                DialectName.AUTO,
                UpstreamProtocol.HTTP2,
                null,
                Map.of()));
  }

  private UpstreamTlsConfig tlsTowardsClaude() {
    return new UpstreamTlsConfig(
        Sample.parsed(folder.resolve("clients.crt"), CertificateFile::parse),
        Sample.parsed(folder.resolve("other.crt"), CertificateFile::parse),
        Sample.parsed(folder.resolve("other.key"), PrivateKeyFile::parse));
  }
}
