package dev.headgate.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address to listen on, as the configuration says it. */
final class AddressConverter implements ITypeConverter<InetSocketAddress> {
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s/]+):([0-9]{1,5})");
  private static final int PORT_MAX = 65_535;

  @Override
  public InetSocketAddress convert(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (address.matches() && Integer.parseInt(address.group(2)) <= PORT_MAX) {
      InetSocketAddress found =
          new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2)));
      if (!found.isUnresolved()) {
        return found;
      }
    }
    throw new TypeConversionException(
        "found \"" + text + "\", expected an address and a port, such as 0.0.0.0:8000");
  }
}
