package dev.headgate.http1;

import java.nio.ByteBuffer;

/** A body of known length; of none at all, where no body can follow. */
final class FixedLengthBody implements BodyReader {
  private final long lengthBytes;
  private long missingBytes;
  private long surplusBytes;

  FixedLengthBody(long lengthBytes) {
    this.lengthBytes = lengthBytes;
    this.missingBytes = lengthBytes;
  }

  @Override
  public void read(ByteBuffer buffer) {
    int contentBytes = (int) Math.min(buffer.remaining(), missingBytes);
    surplusBytes += buffer.remaining() - contentBytes;
    missingBytes -= contentBytes;
    buffer.limit(buffer.position() + contentBytes);
  }

  @Override
  public boolean ended() {
    return missingBytes == 0;
  }

  @Override
  public void inputEnded() throws TruncatedMessageException {
    if (!ended()) {
      throw new TruncatedMessageException(
          "the upstream closed with " + missingBytes + " of " + lengthBytes + " bytes missing");
    }
  }

  @Override
  public int surplusBytes() {
    return Math.clamp(surplusBytes, 0, Integer.MAX_VALUE);
  }

  @Override
  public Fields trailers() {
    return Fields.EMPTY;
  }

  @Override
  public long contentLength() {
    return lengthBytes;
  }

  @Override
  public boolean closeDelimited() {
    return false;
  }
}
