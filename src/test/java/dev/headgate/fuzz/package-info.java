/** Runs the fuzz targets: the classes named {@code …Fuzz}, which stand beside what they try. */
@NullMarked
package dev.headgate.fuzz;

import org.jspecify.annotations.NullMarked;
