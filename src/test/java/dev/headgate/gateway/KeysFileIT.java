package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.admission.NewKey;
import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.Operator;
import dev.headgate.testing.RawAnswer;
import dev.headgate.testing.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys that come and go while the gateway runs. */
@Timeout(60)
class KeysFileIT {
  private static final NewKey OWN = NewKey.make();
  private static final NewKey A = NewKey.make();
  private static final NewKey B = NewKey.make();

  private final Path folder;
  private final GatewayFixture gateway;

  KeysFileIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    write(line("a", A));
    gateway =
        GatewayFixture.start(
            """
            version: 1
            listen: { address: "127.0.0.1:0" }
            admin: { address: "127.0.0.1:0" }
            keys: [{ name: own, sha256: "%s" }]
            keys_file: %s
            upstreams: { demo: { url: "builtin:demo" } }
            routes:
              - { name: only-b, match: /b/*, to: demo, path: { strip_prefix: /b }, auth: { keys: [b] } }
              - { name: all, match: /*, to: demo, auth: keys }
            """
                .formatted(OWN.sha256(), folder.resolve("keys.yaml")));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static String line(String name, NewKey key) {
    return "- { name: " + name + ", sha256: " + key.sha256() + " }\n";
  }

  /** As editors and programs do: written beside it, then renamed. */
  private void write(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.move(next, folder.resolve("keys.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  private int status(String path, NewKey key) {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(
          "POST "
              + path
              + " HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\nx-api-key: "
              + key.key()
              + "\r\n\r\n{\"model\":\"demo\",\"messages\":[]}");
      return RawAnswer.read(client).status();
    }
  }

  private String metrics() {
    return Operator.of(gateway).ask("GET", "/metrics", "").body();
  }

  @Test
  void keyThatIsAddedLetsInAndOneThatIsRemovedDoesNot() throws IOException {
    String chat = "/v1/chat/completions";
    assertThat(status(chat, OWN)).isEqualTo(200);
    assertThat(status(chat, A)).isEqualTo(200);
    assertThat(status(chat, B)).isEqualTo(401);
    assertThat(status("/b" + chat, B)).isEqualTo(401);

    write(line("b", B));
    assertThat(gateway.nextNotice()).isEqualTo(folder.resolve("keys.yaml") + " is in force: 1 key");
    assertThat(status("/b" + chat, B)).isEqualTo(200);
    assertThat(status(chat, A)).isEqualTo(401);
    assertThat(status(chat, OWN)).isEqualTo(200);
    assertThat(metrics()).contains("headgate_keys_file_up 1.0\n");
  }

  @Test
  void unsoundFileTakesNoKeyAway() throws IOException {
    write("- { name: b, sha256");
    assertThat(gateway.nextNotice())
        .startsWith(folder.resolve("keys.yaml") + ":1:")
        .endsWith(" is invalid: 1 problem; the keys that it had before still hold");
    assertThat(status("/v1/chat/completions", A)).isEqualTo(200);
    assertThat(metrics()).contains("headgate_keys_file_up 0.0\n");
  }
}
