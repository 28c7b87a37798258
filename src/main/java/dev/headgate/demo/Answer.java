package dev.headgate.demo;

/** What the demo answers to one request. */
sealed interface Answer {
  /** A stream of events. */
  record Streamed(Script script) implements Answer {}

  /** One JSON document. */
  record Whole(int status, String json) implements Answer {}
}
