package dev.headgate.http1;

import java.nio.ByteBuffer;

/** A body that only the upstream's close ends (RFC 9112 §6.3, rule 8). */
final class CloseDelimitedBody implements BodyReader {
  private boolean ended;

  @Override
  public void read(ByteBuffer buffer) {
    // All of it is content.
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void inputEnded() {
    ended = true;
  }

  @Override
  public int surplusBytes() {
    return 0;
  }

  @Override
  public Fields trailers() {
    return Fields.EMPTY;
  }

  @Override
  public long contentLength() {
    return -1;
  }

  @Override
  public boolean closeDelimited() {
    return true;
  }
}
