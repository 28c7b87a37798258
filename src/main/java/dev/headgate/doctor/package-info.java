/**
 * Sends streams through whatever stands between and finds out what becomes of them. What is found
 * follows from {@link dev.headgate.doctor.Recording}s alone; only {@link dev.headgate.doctor.Probe}
 * and {@link dev.headgate.doctor.Doctor} touch the network. The far end plays what {@link
 * dev.headgate.doctor.Ask} asks for, and is not known here.
 */
@NullMarked
package dev.headgate.doctor;

import org.jspecify.annotations.NullMarked;
