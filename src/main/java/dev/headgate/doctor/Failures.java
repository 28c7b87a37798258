package dev.headgate.doctor;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.internal.http2.StreamResetException;

/** What an exception of the client says about those between. */
final class Failures {
  private Failures() {}

  /** Whether no connection stood. */
  static boolean isUnreachable(IOException failure) {
    return failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof SSLException
        || (failure instanceof SocketTimeoutException
            && String.valueOf(failure.getMessage()).contains("connect"));
  }

  static boolean isReset(IOException failure) {
    return failure instanceof StreamResetException
        || (failure instanceof SocketException
            && String.valueOf(failure.getMessage()).contains("reset"));
  }

  static String sentence(IOException failure) {
    if (failure instanceof UnknownHostException) {
      return "no such host: " + failure.getMessage();
    }
    if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
      return "doctor gave up";
    }
    return failure.getMessage() == null || failure instanceof EOFException
        ? ""
        : failure.getMessage();
  }
}
