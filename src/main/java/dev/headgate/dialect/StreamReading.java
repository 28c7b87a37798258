package dev.headgate.dialect;

import dev.headgate.exchange.Usage;
import dev.headgate.exchange.Usage.Source;
import dev.headgate.sse.Event;

/** What was read of one stream so far: by its dialect, event by event. */
public final class StreamReading {
  /** The longest name of a model, finish reason or error that is kept, in characters. */
  static final int TEXT_CHARS_MAX = 200;

  private static final ThreadLocal<Members> MEMBERS = ThreadLocal.withInitial(Members::new);
  private static final long UNKNOWN = -1;
  private static final int BYTES_PER_TOKEN = 4;

  /** How far the stream is from its end. */
  public enum End {
    /** More must come. */
    OPEN,
    /** Nothing more need come, but something may. */
    MAY_END,
    /** The dialect's terminator came. */
    ENDED
  }

  private long input = UNKNOWN;
  private long output = UNKNOWN;
  private long cacheRead = UNKNOWN;
  private long cacheWrite = UNKNOWN;
  private long reasoningTokens = UNKNOWN;
  private boolean content;
  private boolean reasoning;
  private boolean usageEvent;
  private boolean usageWhole;
  private long textBytes;
  private String model = "";
  private String finishReason = "";
  private String error = "";
  private boolean failed;
  private boolean sawId;
  private String rpcId = "";
  private long sequence = UNKNOWN;
  private End end = End.OPEN;

  /** Another event comes. */
  void begin() {
    content = false;
    reasoning = false;
    usageEvent = false;
  }

  /** The one walker of a thread, used again for each event. */
  Members members() {
    return MEMBERS.get();
  }

  /** The same, over the data of an event. */
  Members members(Event event) {
    Members members = members();
    members.begin(event);
    return members;
  }

  /** So many bytes of the answer, or of what leads to it. */
  void text(int bytes, boolean isReasoning) {
    if (isReasoning) {
      reasoning(bytes);
    } else {
      content(bytes);
    }
  }

  /** So many bytes of what the reader is meant to see. */
  void content(int bytes) {
    content = true;
    textBytes += bytes;
  }

  /** So many bytes of what a model thinks. */
  void reasoning(int bytes) {
    reasoning = true;
    textBytes += bytes;
  }

  /** A figure that the upstream told; the last one holds, and -1 is none. */
  void count(Count what, long tokens) {
    if (tokens < 0) {
      return;
    }
    switch (what) {
      case INPUT -> input = tokens;
      case OUTPUT -> output = tokens;
      case CACHE_READ -> cacheRead = tokens;
      case CACHE_WRITE -> cacheWrite = tokens;
      case REASONING -> reasoningTokens = tokens;
    }
  }

  /** The figures are the last ones. */
  void usageWhole() {
    usageWhole = true;
  }

  /** The event holds usage, and nothing that a reader sees. */
  void usageEvent() {
    usageEvent = true;
  }

  void model(Members member) {
    if (model.isEmpty() && member.textLength() > 0) {
      model = member.text(TEXT_CHARS_MAX);
    }
  }

  void finishReason(Members member) {
    if (member.textLength() > 0) {
      finishReason = member.text(TEXT_CHARS_MAX);
    }
  }

  /** The upstream says that it failed. */
  void failed() {
    failed = true;
  }

  void error(Members member) {
    failed = true;
    if (error.isEmpty()) {
      error = member.text(TEXT_CHARS_MAX);
    }
  }

  /** The ID of the JSON-RPC request that is being answered, as it stood in the request. */
  void rpcId(String id) {
    rpcId = id;
  }

  /** What a member says of a failure that was told already. */
  void errorText(Members member) {
    if (failed) {
      error(member);
    }
  }

  void sequence(long number) {
    sequence = Math.max(sequence, number);
  }

  void sawId() {
    sawId = true;
  }

  void end(End now) {
    end = now;
  }

  /** Whether the last event held what the reader is meant to see, or what a model thinks. */
  public boolean isContent() {
    return content || reasoning;
  }

  /** Whether the last event held what a model thinks, and nothing else of its answer. */
  public boolean isReasoning() {
    return reasoning && !content;
  }

  /** Whether the last event was there for its usage only. */
  public boolean isUsageEvent() {
    return usageEvent;
  }

  /** The model's name; empty where it was not told. */
  public String model() {
    return model;
  }

  /** Why the model stopped, in its own word; empty where it was not told. */
  public String finishReason() {
    return finishReason;
  }

  /** Whether the upstream said within the stream that it failed. */
  public boolean hasFailed() {
    return failed;
  }

  /** What it said, if it said more. */
  public String error() {
    return error;
  }

  /** How far the stream is from its end. */
  public End end() {
    return end;
  }

  /** Whether an event had an ID, with which a client would ask again. */
  boolean hasIds() {
    return sawId;
  }

  /** The ID of the JSON-RPC request; empty where there is none. */
  String rpcId() {
    return rpcId;
  }

  /** The number that the next event would have. */
  long nextSequence() {
    return sequence + 1;
  }

  /** A figure as it was told; 0 where it was not. */
  long told(Count what) {
    long tokens =
        switch (what) {
          case INPUT -> input;
          case OUTPUT -> output;
          case CACHE_READ -> cacheRead;
          case CACHE_WRITE -> cacheWrite;
          case REASONING -> reasoningTokens;
        };
    return Math.max(0, tokens);
  }

  /** How many tokens of the answer were told or can be guessed from its length. */
  public long outputSoFar() {
    return Math.max(output, textBytes / BYTES_PER_TOKEN);
  }

  /**
   * The usage, from what the upstream told.
   *
   * @param requestBytes of the request's body, from which the input is estimated
   */
  Usage usage(long inputTokens, long outputTokens, long requestBytes) {
    long seen = (textBytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    boolean toldInput = input != UNKNOWN;
    boolean toldAny = toldInput || output != UNKNOWN;
    Source source =
        usageWhole && toldAny ? Source.EXACT : toldAny ? Source.PARTIAL : Source.ESTIMATED;
    return new Usage(
        source,
        toldInput ? inputTokens : requestBytes / BYTES_PER_TOKEN,
        source == Source.EXACT ? outputTokens : Math.max(outputTokens, seen),
        told(Count.CACHE_READ),
        told(Count.REASONING));
  }
}
