/** The command line: parses arguments, runs one command, answers with an exit code. */
@NullMarked
package dev.headgate.cli;

import org.jspecify.annotations.NullMarked;
