package dev.headgate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.headgate.config.ConfigFile;
import dev.headgate.config.block.ListenLimitsConfig;
import dev.headgate.config.block.TlsConfig;
import dev.headgate.testing.TlsFiles;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** What clients are shown, and from when on. */
class ClientTlsTest {
  @TempDir Path folder;

  private TlsConfig config(TlsFiles files) {
    files.write("gateway.yaml", files.yaml(1));
    return ConfigFile.read(folder.resolve("gateway.yaml"), _ -> null)
            instanceof ConfigFile.Valid valid
        ? Objects.requireNonNull(valid.config().listen().tls())
        : fail("a sound file");
  }

  @Test
  void handshakeTakesWhatThereIsWhenItBegins() throws Exception {
    TlsFiles files = TlsFiles.in(folder);
    TlsConfig before = config(files);
    TlsConfig after =
        new TlsConfig(
            before.more().getFirst().certificate(),
            before.more().getFirst().key(),
            List.of(),
            null);
    DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, 17 * 1024);
    XnioWorker worker =
        Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
    try (ClientTls tls = new ClientTls(before, buffers);
        Listener server =
            Listener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls,
                ListenLimitsConfig.BUILT_IN,
                List::of,
                _ -> {},
                worker,
                buffers)) {
      int port = server.address().getPort();
      assertThat(shown(files, port)).hasToString("CN=gateway");

      tls.replace(after);

      assertThat(shown(files, port)).hasToString("CN=other");
    } finally {
      worker.shutdownNow();
    }
  }

  private static Principal shown(TlsFiles files, int port) throws IOException {
    try (SSLSocket client = files.shake(port, new SSLParameters(), "localhost")) {
      return client.getSession().getPeerPrincipal();
    }
  }
}
