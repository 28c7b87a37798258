package dev.headgate.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request asks of the demo. Its JSON is searched, not parsed: the first match wins, wherever
 * it is nested, which is enough for a demo and harms nobody.
 */
record DemoRequest(String path, String query, String body) {
  // A plain name only, so that it can be echoed as it is.
  private static final Pattern MODEL =
      Pattern.compile("\"model\"\\s*:\\s*\"([^\"\\\\\\p{Cntrl}]{1,200})\"");
  private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true\\b");
  private static final Pattern INCLUDE_USAGE = Pattern.compile("\"include_usage\"\\s*:\\s*true\\b");

  /** The model that the body names, or else that one. */
  String modelOr(String otherwise) {
    Matcher model = MODEL.matcher(body);
    return model.find() ? model.group(1) : otherwise;
  }

  boolean asksForStream() {
    return STREAM.matcher(body).find();
  }

  boolean asksForUsage() {
    return INCLUDE_USAGE.matcher(body).find();
  }
}
