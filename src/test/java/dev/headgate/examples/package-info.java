/** What stands in the folder {@code examples}, run or checked as it is. */
@NullMarked
package dev.headgate.examples;

import org.jspecify.annotations.NullMarked;
