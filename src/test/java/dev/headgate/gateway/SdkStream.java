package dev.headgate.gateway;

import java.util.Iterator;
import java.util.stream.Stream;

/** A stream as a provider's own client hands it out: the text of each event, which may be none. */
public final class SdkStream implements AutoCloseable {
  private final Iterator<String> texts;
  private final Runnable leave;
  private final Runnable closeClient;

  SdkStream(Iterator<String> texts, Runnable leave, Runnable closeClient) {
    this.texts = texts;
    this.leave = leave;
    this.closeClient = closeClient;
  }

  SdkStream(Stream<String> texts, Runnable leave, Runnable closeClient) {
    this(texts.iterator(), leave, closeClient);
  }

  /** The text of the next event. */
  String next() {
    return texts.next();
  }

  /** Reads up to the first event with text, and returns that. */
  String nextToken() {
    String text = texts.next();
    while (text.isEmpty()) {
      text = texts.next();
    }
    return text;
  }

  /** The text of all events up to the end. */
  public String rest() {
    StringBuilder rest = new StringBuilder();
    texts.forEachRemaining(rest::append);
    return rest.toString();
  }

  /** Closes the stream, as an app does that wants no more of it; the client lives on. */
  void leave() {
    leave.run();
  }

  /** Closes the client too. */
  @Override
  public void close() {
    leave.run();
    closeClient.run();
  }
}
