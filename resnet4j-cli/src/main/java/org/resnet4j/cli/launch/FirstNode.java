package org.resnet4j.cli.launch;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.engine.collective.ReservedPort;

/**
 * The launcher of machine 0, which the others come to: it says when an attempt starts and what all
 * came to. A machine that is lost may come back for the next attempt, or that one does without it.
 */
final class FirstNode implements Meeting {
  /** Schedulers may start the launchers minutes apart; one that failed comes back sooner. */
  private static final long FIRST_MILLIS = 600_000;

  private static final long AGAIN_MILLIS = 60_000;
  private static final long ENDING_MILLIS = 60_000;

  /** A launcher that has come: its machine's processes, and the connection to it. */
  private record Guest(int processes, Wire wire) {}

  private final int processes;
  private final NodeRange nodes;
  private final HostPort place;
  private final ServerSocket door;
  private final ReservedPort store = ReservedPort.take();
  private final Map<Integer, Guest> guests = new ConcurrentSkipListMap<>();
  private boolean again;

  private FirstNode(int processes, NodeRange nodes, HostPort place, ServerSocket door) {
    this.processes = processes;
    this.nodes = nodes;
    this.place = place;
    this.door = door;
    Thread.ofPlatform().daemon().name("resnet4j-door").start(this::welcome);
  }

  /** Listens at the place's port; 0: at any. */
  static FirstNode at(int processes, NodeRange nodes, HostPort place) {
    try {
      var door = new ServerSocket(place.port());
      var here = new HostPort(place.host(), door.getLocalPort());
      return new FirstNode(processes, nodes, here, door);
    } catch (IOException e) {
      throw new CollectiveException(
          "node 0 cannot listen at port %d: %s; choose another --rendezvous"
              .formatted(place.port(), e.getMessage()),
          e);
    }
  }

  /** Where the others come to. */
  HostPort place() {
    return place;
  }

  private void welcome() {
    try {
      while (true) {
        var wire = new Wire(door.accept());
        var hello = wire.next(5_000).filter(words -> words.length == 3 && words[0].equals("hello"));
        if (hello.isPresent()) {
          int rank = Integer.parseInt(hello.get()[1]);
          guests.put(rank, new Guest(Integer.parseInt(hello.get()[2]), wire));
        } else {
          wire.close();
        }
      }
    } catch (IOException | InterruptedException | NumberFormatException e) {
      return; // closed
    }
  }

  @Override
  public Start start() throws InterruptedException {
    long end = System.nanoTime() + 1_000_000 * (again ? AGAIN_MILLIS : FIRST_MILLIS);
    guests.values().removeIf(guest -> guest.wire().broken());
    while (guests.size() + 1 < nodes.most() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    if (guests.size() + 1 < nodes.least()) {
      throw new CollectiveException(
          "only %d of %d machines came to %s".formatted(guests.size() + 1, nodes.least(), place));
    }
    again = true;
    var present = new TreeMap<>(guests);
    int all = processes + present.values().stream().mapToInt(Guest::processes).sum();
    int port = store.number();
    int first = processes;
    for (var guest : present.values()) {
      guest.wire().say("start %d %d %d".formatted(all, first, port));
      first += guest.processes();
    }
    return new Start(all, 0, place.host(), port);
  }

  @Override
  public boolean failedElsewhere() {
    return guests.values().stream()
        .anyMatch(
            guest ->
                guest.wire().broken()
                    || guest.wire().hears("ended") && !guest.wire().hears("ended 0 "));
  }

  @Override
  public Attempt.Outcome settled(Attempt.Outcome own, boolean attemptsLeft)
      throws InterruptedException {
    boolean failed = own.code() != 0 || failedElsewhere();
    if (failed) {
      guests.values().forEach(guest -> guest.wire().say("stop"));
    }
    var worst = own;
    for (var guest : guests.entrySet()) {
      var theirs = ended(guest.getKey(), guest.getValue(), failed);
      boolean worse = worst.code() == 0 || worst.mayTryAgain() && !theirs.mayTryAgain();
      worst = theirs.code() != 0 && worse ? theirs : worst;
    }
    boolean more = worst.code() != 0 && worst.mayTryAgain() && attemptsLeft;
    var words = more ? "again" : "finish " + worst.code();
    guests.values().forEach(guest -> guest.wire().say(words));
    return worst;
  }

  private static Attempt.Outcome ended(int node, Guest guest, boolean failed)
      throws InterruptedException {
    Optional<String[]> words =
        guest.wire().next(failed ? ENDING_MILLIS : Long.MAX_VALUE / 2_000_000);
    return words
        .filter(said -> said[0].equals("ended"))
        .map(
            said ->
                new Attempt.Outcome(
                    Integer.parseInt(said[1]),
                    Boolean.parseBoolean(said[2]),
                    "a process of node %d ended with exit code %s".formatted(node, said[1])))
        .orElseGet(() -> new Attempt.Outcome(1, true, "node %d has gone".formatted(node)));
  }

  @Override
  public void close() {
    guests.values().forEach(guest -> guest.wire().close());
    store.close();
    try {
      door.close();
    } catch (IOException e) {
      return; // the process ends
    }
  }
}
