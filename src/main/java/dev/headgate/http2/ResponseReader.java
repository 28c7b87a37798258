package dev.headgate.http2;

import dev.headgate.http1.Fields;
import dev.headgate.http1.Framing;
import dev.headgate.http1.MalformedMessageException;
import dev.headgate.http1.ResponseBody;
import dev.headgate.http1.ResponseHead;
import dev.headgate.http1.ResponseHeadReader;
import dev.headgate.http1.TrailerReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees that what comes on one stream is one response: interim ones, a head, content of the
 * announced length, perhaps trailers (RFC 9113 §8.1). Not to be used after it threw.
 */
public final class ResponseReader implements ResponseBody {
  private static final long UNKNOWN = -1;

  private final boolean requestWasHead;
  private int interimResponses;
  private boolean hasHead;
  private boolean bodiless;
  private boolean ended;
  private long announcedBytes = UNKNOWN;
  private long contentBytes;
  private Fields trailers = Fields.EMPTY;

  /** The response to a request, whose method may have been HEAD. */
  public ResponseReader(boolean requestWasHead) {
    this.requestWasHead = requestWasHead;
  }

  /**
   * Takes a head or a trailer section.
   *
   * @param end whether the stream ends with it
   * @return the head of the final response; null if it was another
   * @throws MalformedMessageException on what RFC 9113 §8 does not allow, and past a bound
   */
  public @Nullable ResponseHead head(HeaderList list, boolean end)
      throws MalformedMessageException {
    if (list.tooLarge()) {
      throw new MalformedMessageException(
          "the response head exceeds " + HeadBlock.BYTES_MAX + " bytes");
    }
    if (hasHead) {
      takeTrailers(list.lines(), end);
      return null;
    }
    int status = ResponseLines.status(list.lines());
    List<Fields.Field> lines = ResponseLines.fields(list.lines());
    if (status < 200) {
      takeInterim(end);
      return null;
    }
    return finalHead(status, Fields.of(lines), end);
  }

  private ResponseHead finalHead(int status, Fields fields, boolean end)
      throws MalformedMessageException {
    ResponseHeadReader.checkRepetition(fields);
    hasHead = true;
    bodiless = requestWasHead || status == 204 || status == 304;
    announcedBytes = Framing.contentLength(fields);
    if (end) {
      end();
    }
    return new ResponseHead(1, status, "", fields);
  }

  private void takeInterim(boolean end) throws MalformedMessageException {
    if (end) {
      throw new MalformedMessageException("the stream ends with an interim response");
    }
    if (++interimResponses > ResponseHeadReader.INTERIM_RESPONSES_MAX) {
      throw new MalformedMessageException(
          "there are more than " + ResponseHeadReader.INTERIM_RESPONSES_MAX + " interim responses");
    }
  }

  private void takeTrailers(List<Fields.Field> lines, boolean end)
      throws MalformedMessageException {
    if (!end) {
      throw new MalformedMessageException("a second head, or trailers that do not end the stream");
    }
    if (lines.size() > TrailerReader.FIELDS_MAX) {
      throw new MalformedMessageException(
          "there are more than " + TrailerReader.FIELDS_MAX + " trailer fields");
    }
    trailers = TrailerReader.usable(ResponseLines.trailers(lines));
    end();
  }

  /** So many bytes of content came. */
  public void content(int bytes) throws MalformedMessageException {
    if (!hasHead) {
      throw new MalformedMessageException("content comes before the response's head");
    }
    contentBytes += bytes;
    if (contentBytes > expectedBytes()) {
      throw new MalformedMessageException(
          "more content than the " + expectedBytes() + " bytes that there can be");
    }
  }

  /** The stream ended. */
  public void end() throws MalformedMessageException {
    if (!hasHead) {
      throw new MalformedMessageException("the stream ends without a response's head");
    }
    if (!bodiless && announcedBytes != UNKNOWN && contentBytes != announcedBytes) {
      throw new MalformedMessageException(
          "the stream ends after "
              + contentBytes
              + " bytes of content, but Content-Length says "
              + announcedBytes);
    }
    ended = true;
  }

  private long expectedBytes() {
    if (bodiless) {
      return 0;
    }
    return announcedBytes == UNKNOWN ? Long.MAX_VALUE : announcedBytes;
  }

  /** Whether a final head came. */
  public boolean hasHead() {
    return hasHead;
  }

  /** Whether anything came, an interim response for one. */
  public boolean sawAny() {
    return hasHead || interimResponses > 0;
  }

  @Override
  public Fields trailers() {
    return trailers;
  }

  @Override
  public long contentLength() {
    return bodiless || (ended && contentBytes == 0) ? 0 : announcedBytes;
  }
}
