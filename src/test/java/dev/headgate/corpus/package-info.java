/** Raw requests and responses, each with the rule and what becomes of it, and what runs them. */
@NullMarked
package dev.headgate.corpus;

import org.jspecify.annotations.NullMarked;
