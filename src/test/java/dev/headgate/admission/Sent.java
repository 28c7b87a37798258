package dev.headgate.admission;

import dev.headgate.http1.Fields;
import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RequestHead;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What requests bring to show who sends them. */
final class Sent {
  private Sent() {}

  /** By a request with those fields, from this machine. */
  static Credentials with(List<Fields.Field> fields) {
    return new Credentials(
        new RequestHead("POST", "/v1/chat?a=b", HttpVersion.HTTP_1_1, Fields.of(fields)),
        InetAddress.ofLiteral("127.0.0.1"),
        () -> null);
  }

  /** The same; names and values follow each other. */
  static Credentials with(String... namesAndValues) {
    List<Fields.Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Fields.Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return with(fields);
  }
}
