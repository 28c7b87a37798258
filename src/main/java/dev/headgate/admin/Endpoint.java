package dev.headgate.admin;

/** One thing that can be asked of the admin listener: a method on a path. */
public interface Endpoint {
  /** What a path may end with that has a part of the request's choosing. */
  String VARIABLE = "{id}";

  /** The method; whoever answers GET answers HEAD, too. */
  default String method() {
    return "GET";
  }

  /** The path, which may end with {@value #VARIABLE}. */
  String path();

  /** Whether anybody may ask it, whatever the token: it tells nothing, and changes nothing. */
  default boolean isOpen() {
    return false;
  }

  /** Whether it takes so little that it is answered on an I/O thread, which streams share. */
  default boolean isQuick() {
    return false;
  }

  /** Answers a request. */
  Answer handle(AdminRequest request) throws Exception;
}
