package org.resnet4j.serve.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.resnet4j.classify.ClassifierMeters;
import org.resnet4j.serve.setting.ModelOpening;

/**
 * The models that are served, and the thread that keeps them as their files are. A changed file is
 * loaded once it has stayed the same for a round; then it takes the old one's place, which ends
 * when its last request does. One that cannot be loaded changes nothing but what is said of it.
 */
public final class ModelRepository implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.resnet4j.serve");
  private static final long ROUND_MILLIS = 1000;

  /** What is known of a source. */
  private static final class Entry {
    Optional<ServedModel> model = Optional.empty();
    Fingerprint loaded = new Fingerprint("");
    Fingerprint last = new Fingerprint("");
    String reason = "";
  }

  private final Supplier<List<ModelSource>> sources;
  private final ModelOpening opening;
  private final Function<String, ClassifierMeters> meters;
  private final int room;
  private final Map<ModelSource, Entry> entries = new LinkedHashMap<>();
  private final Set<String> unloaded = new HashSet<>();
  private volatile Map<ModelSource, ModelState> states = Map.of();
  private volatile Map<ModelSource, ServedModel> served = Map.of();
  private volatile Set<String> known = Set.of();
  private volatile List<String> names = List.of();
  private volatile boolean closed;
  private final Thread keeper = new Thread(this::keep, "resnet4j-models");

  /**
   * A repository whose models are loaded when {@link #start} returns.
   *
   * @param meters by a model's name, who is told its counts
   * @param room of each model, see {@link ServedModel}
   */
  public ModelRepository(
      Supplier<List<ModelSource>> sources,
      ModelOpening opening,
      Function<String, ClassifierMeters> meters,
      int room) {
    this.sources = sources;
    this.opening = opening;
    this.meters = meters;
    this.room = room;
    keeper.setDaemon(true);
  }

  /** Loads what is there, and looks for changes from now on. */
  public void start() {
    refresh(true);
    keeper.start();
  }

  /** What is said of every version of every model, in the order of the sources. */
  public List<ModelState> states() {
    return List.copyOf(states.values());
  }

  /** The versions of a model that are ready, the lowest first. */
  public List<String> versions(String name) {
    return served.keySet().stream()
        .filter(source -> source.name().equals(name))
        .map(ModelSource::version)
        .sorted()
        .map(String::valueOf)
        .toList();
  }

  /** The names of the models that are ready, each once. */
  public List<String> names() {
    return names;
  }

  /** Whether there is a model of the name, ready or not. */
  public boolean knows(String name) {
    return known.contains(name);
  }

  /** All that are ready; not borrowed: for what is said of them only. */
  public List<ServedModel> ready() {
    return List.copyOf(served.values());
  }

  /**
   * Borrows a model; {@link ServedModel#giveBack} ends it.
   *
   * @param version empty: the highest that is ready
   */
  public Optional<ServedModel> borrow(String name, Optional<String> version) {
    while (true) {
      var found = find(name, version);
      var lent = found.flatMap(ServedModel::borrow);
      if (lent.isPresent() || found.isEmpty()) {
        return lent;
      } // else it was replaced just now: look again
    }
  }

  /** Each request looks once: without a stream. */
  private Optional<ServedModel> find(String name, Optional<String> version) {
    int highest = Integer.MIN_VALUE;
    Optional<ServedModel> found = Optional.empty();
    for (var entry : served.entrySet()) {
      var source = entry.getKey();
      if (source.name().equals(name)
          && source.version() >= highest
          && (version.isEmpty() || version.get().equals(entry.getValue().version()))) {
        highest = source.version();
        found = Optional.of(entry.getValue());
      }
    }
    return found;
  }

  /**
   * Loads a model again, or what was unloaded.
   *
   * @return why it could not be loaded; empty: it is ready
   */
  public synchronized Optional<String> load(String name) {
    unloaded.remove(name);
    look();
    entries.forEach(
        (source, entry) -> {
          if (source.name().equals(name)) {
            entry.loaded = new Fingerprint("");
          }
        });
    refresh(true);
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .map(entry -> entry.getValue().reason)
        .filter(reason -> !reason.isEmpty())
        .findFirst();
  }

  /** Serves a model no longer, until it is loaded. */
  public synchronized void unload(String name) {
    unloaded.add(name);
    refresh(false);
  }

  private void keep() {
    while (!closed) {
      try {
        Thread.sleep(ROUND_MILLIS);
        refresh(false);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "the models could not be looked at", e);
      }
    }
  }

  /** Makes what is served as the files are; at once, or only what has come to rest. */
  private synchronized void refresh(boolean atOnce) {
    if (closed) {
      return;
    }
    look();
    publish();
    for (var at : new HashMap<>(entries).entrySet()) {
      var entry = at.getValue();
      if (unloaded.contains(at.getKey().name())) {
        replace(entry, Optional.empty());
        entry.loaded = new Fingerprint("");
        entry.reason = "it was unloaded";
        continue;
      }
      var now = Fingerprint.ofModel(at.getKey().weights());
      boolean rests = atOnce || now.equals(entry.last);
      entry.last = now;
      if (rests && !now.nothing() && !now.equals(entry.loaded)) {
        load(at.getKey(), entry, now);
      }
    }
    publish();
  }

  /** Takes up new sources and drops those that are gone. */
  private void look() {
    var there = sources.get();
    there.forEach(source -> entries.computeIfAbsent(source, s -> new Entry()));
    var gone = new ArrayList<>(entries.keySet());
    gone.removeAll(there);
    gone.forEach(source -> replace(entries.remove(source), Optional.empty()));
  }

  private void load(ModelSource source, Entry entry, Fingerprint now) {
    entry.loaded = now;
    try {
      var statistics = new ModelStatistics(meters.apply(source.name()));
      var classifier = opening.open(source.weights(), statistics);
      entry.reason = "";
      replace(entry, Optional.of(new ServedModel(source, classifier, statistics, room)));
    } catch (RuntimeException | OutOfMemoryError e) {
      entry.reason = String.valueOf(e.getMessage());
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}, version {1}, cannot be loaded: {2}",
          source.name(),
          source.version(),
          entry.reason);
    }
  }

  private void replace(Entry entry, Optional<ServedModel> model) {
    var old = entry.model;
    entry.model = model;
    publish();
    old.ifPresent(ServedModel::retire);
  }

  private void publish() {
    var ready = new LinkedHashMap<ModelSource, ServedModel>();
    var said = new LinkedHashMap<ModelSource, ModelState>();
    entries.forEach(
        (source, entry) -> {
          entry.model.ifPresent(model -> ready.put(source, model));
          boolean tried = entry.model.isPresent() || !entry.reason.isEmpty();
          var state = entry.model.isPresent() ? "READY" : tried ? "UNAVAILABLE" : "LOADING";
          var version = Integer.toString(source.version());
          said.put(source, new ModelState(source.name(), version, state, entry.reason));
        });
    // a model that is served is known
    known = said.keySet().stream().map(ModelSource::name).collect(Collectors.toUnmodifiableSet());
    states = Collections.unmodifiableMap(said);
    served = Collections.unmodifiableMap(ready);
    names = ready.keySet().stream().map(ModelSource::name).distinct().toList();
  }

  /** Serves nothing any more; each model ends with its last request. */
  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    synchronized (this) {
      entries.values().forEach(entry -> replace(entry, Optional.empty()));
    }
  }
}
