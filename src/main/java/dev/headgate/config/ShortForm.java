package dev.headgate.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A block that may be written as the bare value of one of its keys. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface ShortForm {
  /** The key. */
  String value();
}
