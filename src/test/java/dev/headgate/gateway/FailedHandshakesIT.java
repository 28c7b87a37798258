package dev.headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.testing.GatewayFixture;
import dev.headgate.testing.HandUpstream;
import dev.headgate.testing.RawConnection;
import dev.headgate.testing.RawHello;
import dev.headgate.testing.TlsFiles;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator is told why a client cannot connect. */
@Timeout(30)
class FailedHandshakesIT {
  private static final int HANDSHAKE = 22;
  private static final byte ALERT = 21;
  private static final byte FATAL = 2;
  private static final byte UNKNOWN_CA = 48;

  @TempDir static Path folder;

  private final TlsFiles files = TlsFiles.in(folder);
  private final HandUpstream upstream = HandUpstream.start();
  private final GatewayFixture gateway = files.before(upstream.port());
  private final Told told = new Told();

  /** What was logged. */
  private static final class Told extends Handler {
    private static final Logger LOG = Logger.getLogger("dev.headgate.handshakes");

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void publish(LogRecord record) {
      lines.add(new SimpleFormatter().formatMessage(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    String next() throws InterruptedException {
      return assertThat(lines.poll(GatewayFixture.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isNotNull()
          .actual();
    }
  }

  @BeforeEach
  void listen() {
    Told.LOG.addHandler(told);
  }

  @AfterEach
  void stop() {
    Told.LOG.removeHandler(told);
    gateway.close();
    upstream.close();
  }

  @Test
  void reasonIsTold() throws Exception {
    RawHello.offer(gateway.port(), RawHello.TLS_1_1, List.of(0xc02b), "localhost");
    assertThat(told.next()).startsWith("the TLS handshake of /127.0.0.1:").contains("TLSv1.1");

    RawHello.offer(gateway.port(), RawHello.TLS_1_2, List.of(0x0005), "localhost");
    assertThat(told.next()).contains("no cipher suites in common");

    assertThatThrownBy(() -> files.connectOffering(gateway.port(), "h3"));
    assertThat(told.next()).contains("No matching application layer protocol values");

    SSLSocketFactory strangers = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket client = (SSLSocket) strangers.createSocket("localhost", gateway.port())) {
      assertThatThrownBy(client::startHandshake).isInstanceOf(SSLException.class);
      assertThat(told.next()).contains("certificate_unknown");
    }

    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("GET / HTTP/1.1\r\n\r\n").readAll();
      assertThat(told.next()).contains("plaintext");
    }
  }

  /** As OpenSSL does with TLS 1.3, so curl, Python and nginx too. */
  @Test
  void alertThatIsNotEncryptedIsTold() throws Exception {
    SSLEngine client = SSLContext.getDefault().createSSLEngine("localhost", gateway.port());
    client.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    client.wrap(ByteBuffer.allocate(0), hello);
    try (RawConnection raw = RawConnection.to(gateway.port())) {
      raw.send(Arrays.copyOf(hello.array(), hello.position()));
      assertThat(raw.read()).isEqualTo(HANDSHAKE);

      raw.send(new byte[] {ALERT, 3, 3, 0, 2, FATAL, UNKNOWN_CA});

      assertThat(told.next()).contains("unknown_ca");
    }
  }

  @Test
  void clientsThatLeaveOrAreServedAreNot() throws Exception {
    RawConnection.to(gateway.port()).close();
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send("\u0016\u0003\u0001\u0001\u0000");
    }
    files.shake(gateway.port(), new SSLParameters(), "localhost").close();
    assertThatThrownBy(() -> files.connectOffering(gateway.port(), "h3"));

    assertThat(told.next()).contains("No matching application layer protocol values");
    assertThat(told.lines).isEmpty();
  }
}
