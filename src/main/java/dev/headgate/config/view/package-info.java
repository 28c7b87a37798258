/**
 * The configuration seen from outside: its schema, what holds with all defaults, where each value
 * comes from, what two files differ in.
 */
@NullMarked
package dev.headgate.config.view;

import org.jspecify.annotations.NullMarked;
