package dev.headgate.relay;

import dev.headgate.client.ClientStream;
import dev.headgate.dialect.Failure;
import dev.headgate.dialect.StreamReader;
import dev.headgate.exchange.StreamSummary;
import dev.headgate.http1.ResponseHead;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The head of a stream whose upstream's own is late: status 200, and heartbeats, so that nothing on
 * the way takes the silence for death. What the upstream answers must be a stream then; anything
 * else can only be told within this one.
 */
public final class EarlyHead implements Response, Alarm.ResponseListener {
  private final RelaySetting setting;
  private final StreamReader reader;
  private final byte[] heartbeat;
  private boolean clientGone;

  private EarlyHead(RelaySetting setting, StreamReader reader, byte[] heartbeat) {
    this.setting = setting;
    this.reader = reader;
    this.heartbeat = heartbeat;
  }

  /** Sends the head and a heartbeat; null: nothing, for this client would not survive either. */
  public static @Nullable EarlyHead begin(RelaySetting setting) {
    StreamReader reader = setting.reader(ResponseFields.EVENT_STREAM);
    if (reader == null || setting.exchange().getRequestMethod().equals(Methods.HEAD)) {
      return null;
    }
    byte[] heartbeat = reader.dialect().heartbeat(setting.route().heartbeat().style());
    if (heartbeat == null) {
      return null;
    }
    EarlyHead begun = new EarlyHead(setting, reader, heartbeat);
    setting.facts().earlyHeadSent();
    setting.alarm().responseBegan(begun);
    setting.alarm().heartbeats(setting.route().heartbeat().every());
    ResponseFields.writeEarly(setting);
    setting.client().begin();
    begun.beat();
    return begun;
  }

  /** Whether that response can follow the head that the client has. */
  public boolean fits(ResponseHead head) {
    return ResponseFields.isReadable(setting.exchange(), head)
        && ResponseFields.isStream(ResponseFields.mediaType(head));
  }

  @Override
  public void beat() {
    ClientStream client = setting.client();
    if (clientGone || client.isBehind()) {
      return;
    }
    setting.facts().heartbeatSent();
    long now = setting.alarm().now();
    setting.alarm().wrote(now);
    client.write(ByteBuffer.wrap(heartbeat));
    if (client.isBehind()) {
      setting.alarm().clientBehind(true);
    } else {
      setting.facts().clientTook(now);
    }
  }

  @Override
  public void clientTook() {
    setting.alarm().clientBehind(setting.client().isBehind());
  }

  @Override
  public void clientGone() {
    clientGone = true;
  }

  @Override
  public boolean hasEnded() {
    return false;
  }

  @Override
  public boolean finishIfEnded() {
    return false;
  }

  @Override
  public boolean hasFailed() {
    return false;
  }

  @Override
  public String error() {
    return "";
  }

  @Override
  public @Nullable StreamSummary summary() {
    return null;
  }

  @Override
  public boolean tell(Failure failure) {
    byte[] event = reader.dialect().errorEvent(failure, reader.reading());
    if (event == null) {
      return false;
    }
    if (reader.dialect().cutsBehindErrorEvent()) {
      setting.client().endCut(ByteBuffer.wrap(event));
    } else {
      setting.client().end(ByteBuffer.wrap(event));
    }
    return true;
  }

  @Override
  public void stop() {}
}
