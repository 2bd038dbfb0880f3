package org.resnet4j.cli.lab;

import java.util.function.Consumer;
import org.resnet4j.cli.watch.Watched;
import org.resnet4j.lab.Laboratory.Event;

/** What a page is told of the parts of an experiment. */
final class PartNotes {
  private PartNotes() {}

  static Consumer<Event> on(Watched watched) {
    return event -> {
      if (event instanceof Event.Began began) {
        watched.note("[%d/%d] %s".formatted(began.index(), began.of(), began.part().id()));
      }
    };
  }
}
