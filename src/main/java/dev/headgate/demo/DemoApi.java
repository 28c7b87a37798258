package dev.headgate.demo;

/**
 * One provider's API, as the demo plays it. A further provider is one more class, listed in {@link
 * DemoHandler}.
 */
interface DemoApi {
  /** Its path, as people are told it. */
  String path();

  /** Whether it answers requests for that path, whatever prefix the path has. */
  default boolean answers(String requestPath) {
    return requestPath.endsWith(path());
  }

  Answer answer(DemoRequest request);
}
