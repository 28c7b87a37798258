package dev.headgate.http2;

/** Hears of nothing. */
abstract class NoFrames implements FrameHandler {
  @Override
  public void head(int stream, HeaderList list, boolean end) {}

  @Override
  public void reset(int stream, int code) {}

  @Override
  public void setting(int id, long value) {}

  @Override
  public void settingsCame() {}

  @Override
  public void ping(long payload) {}

  @Override
  public void goAway(int lastStream, int code) {}

  @Override
  public void window(int stream, int bytes) {}
}
