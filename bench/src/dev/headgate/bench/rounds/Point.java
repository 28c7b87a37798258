package dev.headgate.bench.rounds;

/**
 * A load.
 *
 * @param streams how many streams, or connections that ask
 * @param rate events per second of each
 */
record Point(String name, int streams, double rate) {
  static Point events(int streams, int rate) {
    return new Point(streams + " x " + rate + "/s", streams, rate);
  }

  static Point connections(int count) {
    return new Point(count + " connections", count, 0);
  }

  static Point idle(int streams) {
    return new Point(streams + " idle", streams, 0);
  }
}
