package dev.headgate.http1;

/** What a response tells of its body besides the content. */
public interface ResponseBody {
  /** The trailer fields, once the body has ended; empty where there are none. */
  Fields trailers();

  /** How many bytes of content there will be: 0 if there is no body, -1 if it is not known. */
  long contentLength();
}
