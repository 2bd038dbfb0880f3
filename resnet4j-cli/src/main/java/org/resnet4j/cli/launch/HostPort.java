package org.resnet4j.cli.launch;

/** Where machines meet: {@code host:port}. */
record HostPort(String host, int port) {
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port > 0 && port < 65_536) {
        return new HostPort(text.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "'%s' is no place to meet; it is HOST:PORT of the first machine".formatted(text));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
