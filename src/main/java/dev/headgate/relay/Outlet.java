package dev.headgate.relay;

import dev.headgate.client.ClientStream;
import dev.headgate.exchange.ExchangeFacts;
import dev.headgate.upstream.UpstreamCall;
import java.nio.ByteBuffer;

/**
 * Writes a response for its client, and reads no more of it than the client lets room for: a client
 * that reads slowly stops the reading from the upstream once {@code buffers.per_stream} is held, or
 * anything at all where the gateway's memory is short.
 */
final class Outlet {
  /** How much is read at once while the gateway holds as much as it may. */
  private static final int LITTLE_BYTES = 4 * 1024;

  private final ClientStream client;
  private final UpstreamCall call;
  private final Alarm alarm;
  private final ExchangeFacts facts;
  private final Gathering gathering;
  private final int heldBytesMax;
  private boolean clientBehind;
  private boolean full;

  Outlet(RelaySetting setting, UpstreamCall call, Gathering gathering) {
    this.client = setting.client();
    this.call = call;
    this.alarm = setting.alarm();
    this.facts = setting.facts();
    this.gathering = gathering;
    this.heldBytesMax = setting.route().heldBytesMax();
  }

  /** How many bytes may be read now. */
  int room() {
    int left = heldBytesMax - client.heldBytes();
    return client.isMemoryFull() ? Math.min(left, LITTLE_BYTES) : left;
  }

  /** Writes the head, if it was not written, and these bytes, if any. */
  void write(ByteBuffer bytes, long now) {
    boolean any = bytes.hasRemaining();
    client.write(bytes);
    noteClient();
    if (any && !clientBehind) {
      facts.clientTook(now);
    }
  }

  /** A piece of that length was read, and what is to be written of it was. */
  void tookPiece(int length) {
    if (!pauseIfFull()) {
      gathering.wrote(length);
    }
  }

  /** Stops the reading where the client leaves no room for more; returns whether. */
  boolean pauseIfFull() {
    full = room() <= 0 || (clientBehind && client.isMemoryFull());
    if (full) {
      gathering.stop();
      call.pause();
      alarm.paused(true);
    }
    return full;
  }

  /** The client took some of what it was behind with. */
  void clientTook() {
    clientBehind = client.isBehind();
    alarm.clientBehind(clientBehind);
    if (!clientBehind) {
      facts.clientTook(alarm.now());
    }
    if (full && !clientBehind) {
      full = false;
      alarm.paused(false);
      call.resume();
    }
  }

  /** The client left; nothing holds the reading up any more. */
  void clientGone() {
    clientBehind = false;
    if (full) {
      full = false;
      alarm.paused(false);
      call.resume();
    }
  }

  /** Writes the last bytes, and ends the response in order. */
  void end(ByteBuffer last) {
    gathering.stop();
    if (last.hasRemaining() && !clientBehind) {
      facts.clientTook(alarm.now());
    }
    client.end(last);
    noteClient();
  }

  /** Writes the last bytes, and ends the response so that nobody takes it for whole. */
  void endCut(ByteBuffer last) {
    gathering.stop();
    client.endCut(last);
    noteClient();
  }

  /** Whether the client has not taken all that was written. */
  boolean isBehind() {
    return clientBehind;
  }

  /** Reads nothing more. */
  void stop() {
    gathering.stop();
  }

  private void noteClient() {
    if (!clientBehind && client.isBehind()) {
      clientBehind = true;
      alarm.clientBehind(true);
    }
  }
}
