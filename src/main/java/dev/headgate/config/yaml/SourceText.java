package dev.headgate.config.yaml;

import dev.headgate.config.value.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a small UTF-8 file, or why it cannot be had. */
public sealed interface SourceText {
  /** The largest file that is read. */
  ByteSize FILE_MAX = ByteSize.ofKib(1024);

  /** The text, without a byte order mark. */
  record Read(String text) implements SourceText {}

  /**
   * No text.
   *
   * @param at where the bad byte is; {@link Location#WHOLE_FILE} if it is not about one
   * @param found what is there instead
   */
  record Unreadable(Location at, String found) implements SourceText {}

  /** Reads that file unless it has more bytes. */
  static SourceText read(Path file, ByteSize max) {
    if (!Files.exists(file)) {
      return unreadable("no such file");
    }
    // A device or a pipe could keep the reader waiting, or give bytes without end.
    if (!Files.isRegularFile(file)) {
      return unreadable(Files.isDirectory(file) ? "a directory" : "something that is not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(max.bytes()) + 1);
      return bytes.length > max.bytes() ? unreadable("more than " + max) : decode(bytes);
    } catch (AccessDeniedException _) {
      return unreadable("a file that this user may not read");
    } catch (IOException e) {
      return unreadable("a file that cannot be read: " + e.getMessage());
    }
  }

  private static SourceText decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      Location at = endOf(text);
      return isUtf16(bytes)
          ? new Unreadable(at, "UTF-16")
          : new Unreadable(
              at,
              "byte 0x%02X at offset %d, which is not UTF-8"
                  .formatted(bytes[in.position()], in.position()));
    }
    return new Read(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static boolean isUtf16(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << Byte.SIZE) | (bytes[1] & 0xFF);
    return first == 0xFEFF || first == 0xFFFE;
  }

  private static Location endOf(String text) {
    int[] characters = text.codePoints().toArray();
    Location end = Location.FIRST;
    for (int i = 0; i < characters.length; i++) {
      end = end.behind(characters[i], i + 1 < characters.length ? characters[i + 1] : 0);
    }
    return end;
  }

  private static Unreadable unreadable(String found) {
    return new Unreadable(Location.WHOLE_FILE, found);
  }
}
