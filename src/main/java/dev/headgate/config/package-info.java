/**
 * The YAML file, turned into valid immutable records or a list of located problems. Knows nothing
 * of sockets, routes in service or the process.
 */
@NullMarked
package dev.headgate.config;

import org.jspecify.annotations.NullMarked;
