package dev.headgate.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as the configuration says it, from a second to an hour. */
final class TimeConverter implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,3})(s|m)");
  private static final Duration MAX = Duration.ofHours(1);

  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text);
    if (time.matches()) {
      long number = Long.parseLong(time.group(1));
      Duration read =
          time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
      if (read.compareTo(MAX) <= 0) {
        return read;
      }
    }
    throw new TypeConversionException("found \"" + text + "\", expected 1s to 60m");
  }
}
