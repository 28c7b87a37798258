package dev.headgate.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Takes nothing, and lets its writer wait, until it is told to go on. */
public final class StallingSink extends OutputStream {
  private final CountDownLatch open = new CountDownLatch(1);
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

  /** Takes what comes, from now on. */
  public void goOn() {
    open.countDown();
  }

  /** What was taken so far. */
  public List<String> lines() {
    synchronized (taken) {
      return taken.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      open.await();
    } catch (InterruptedException _) {
      throw new InterruptedIOException();
    }
    synchronized (taken) {
      taken.write(bytes, offset, length);
    }
  }
}
