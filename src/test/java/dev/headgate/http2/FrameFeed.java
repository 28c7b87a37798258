package dev.headgate.http2;

import dev.headgate.http1.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads frames and notes, stream by stream, what they say; it writes around content as far as it
 * may, as a client's framing does.
 */
final class FrameFeed implements FrameHandler {
  private static final int ROOM_BEFORE = 10;
  private static final int ROOM_BEHIND = 7;

  private final Map<Integer, StringBuilder> notes = new TreeMap<>();
  private final Map<Integer, ResponseReader> responses = new TreeMap<>();
  private final FrameReader reader = new FrameReader();
  private final Set<Integer> malformed = new HashSet<>();
  private int flowBytes;

  /** What streams say when the bytes come in pieces of that many. */
  static String notes(byte[] bytes, int pieceBytes) {
    FrameFeed feed = new FrameFeed();
    String end = "";
    try {
      for (int at = 0; at < bytes.length; at += pieceBytes) {
        feed.read(bytes, at, Math.min(pieceBytes, bytes.length - at));
      }
    } catch (ConnectionErrorException e) {
      end = e.code() + " " + e.getMessage();
    }
    return feed.notes + " " + feed.flowBytes + " " + end;
  }

  private void read(byte[] bytes, int from, int count) throws ConnectionErrorException {
    ByteBuffer buffer = ByteBuffer.allocate(ROOM_BEFORE + count + ROOM_BEHIND);
    buffer.position(ROOM_BEFORE).put(bytes, from, count).flip().position(ROOM_BEFORE);
    reader.read(buffer, this);
  }

  private void note(int stream, String text) {
    if (!malformed.contains(stream)) {
      notes.computeIfAbsent(stream, _ -> new StringBuilder()).append(text);
    }
  }

  /** How much of it came before that was noticed depends on how it was split. */
  private void malformed(int stream) {
    malformed.add(stream);
    notes.put(stream, new StringBuilder("malformed"));
  }

  private ResponseReader response(int stream) {
    return responses.computeIfAbsent(stream, _ -> new ResponseReader(false));
  }

  @Override
  public void data(int stream, ByteBuffer content, int flow, boolean end) {
    int from = content.position();
    int to = content.limit();
    String text = StandardCharsets.ISO_8859_1.decode(content.duplicate()).toString();
    flowBytes += flow;
    content.limit(content.capacity());
    for (int i = 1; i <= ROOM_BEFORE; i++) {
      content.put(from - i, (byte) '!');
    }
    for (int i = 0; i < ROOM_BEHIND; i++) {
      content.put(to + i, (byte) '!');
    }
    try {
      response(stream).content(text.length());
      note(stream, text);
      if (end) {
        response(stream).end();
        note(stream, "|end");
      }
    } catch (MalformedMessageException _) {
      malformed(stream);
    }
  }

  @Override
  public void head(int stream, HeaderList list, boolean end) {
    try {
      note(stream, "|" + list.lines() + response(stream).head(list, end) + end + "|");
    } catch (MalformedMessageException _) {
      malformed(stream);
    }
  }

  @Override
  public void reset(int stream, int code) {
    note(stream, "|reset " + ErrorCode.word(code));
  }

  @Override
  public void setting(int id, long value) {
    note(0, "|" + id + "=" + value);
  }

  @Override
  public void settingsCame() {
    note(0, "|settings");
  }

  @Override
  public void ping(long payload) {
    note(0, "|ping " + payload);
  }

  @Override
  public void goAway(int lastStream, int code) {
    note(0, "|goaway " + lastStream + " " + ErrorCode.word(code));
  }

  @Override
  public void window(int stream, int bytes) {
    note(stream, "|window " + bytes);
  }
}
