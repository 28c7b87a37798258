package dev.headgate.dialect;

/** What upstreams count, each in their own words. */
enum Count {
  INPUT,
  OUTPUT,
  CACHE_READ,
  CACHE_WRITE,
  REASONING
}
