package dev.headgate.upstream;

import java.nio.ByteBuffer;

/** Gets a response's body. */
public interface ContentSink {
  /** Where a body goes that nobody wants. */
  ContentSink NOWHERE =
      new ContentSink() {
        @Override
        public int room() {
          return 1;
        }

        @Override
        public void content(ByteBuffer bytes) {}

        @Override
        public void ended(ByteBuffer last) {}
      };

  /** How many bytes it can take now; at least one while the call is not paused. */
  int room();

  /**
   * All that came of the body with one read; perhaps nothing, where the head came alone. The bytes
   * are valid during the call only, and what surrounds them may be overwritten.
   */
  void content(ByteBuffer bytes);

  /** The response is whole, with these bytes at its end, if any. */
  void ended(ByteBuffer last);
}
