package org.resnet4j.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One reading of a file's arrays as a network: those under a prefix, by one spelling of the keys.
 *
 * @param prefix {@code state_dict.module.}; empty where there is none
 * @param arrays under the network's spelling
 * @param unexpected keys under the prefix that the network lacks
 * @param score how many of the network's arrays it has in the right shape
 */
record Candidate(String prefix, Map<String, NdArray> arrays, List<String> unexpected, int score) {
  private static final int MOST_PREFIXES = 16;
  private static final int MOST_PARTS = 16;
  private static final String OPTIMIZER = "optimizer.";

  /** The path to the network: the prefix without its dot. */
  String key() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  /** Whether it has nothing below a path of the network. */
  boolean lacks(String path) {
    return arrays.keySet().stream().noneMatch(key -> key.startsWith(path + "."));
  }

  /**
   * Every reading, in the order of the file.
   *
   * @param named prefixes that are to be tried even if nothing under them is the network's
   */
  static List<Candidate> of(Weights foreign, Target target, Set<String> named) {
    var found = new ArrayList<Candidate>();
    for (var spelling : Spellings.ALL) {
      var counts = prefixes(foreign.keys(), target, spelling);
      named.forEach(prefix -> counts.putIfAbsent(prefix, 0));
      counts.putIfAbsent("", 0);
      var networks =
          counts.keySet().stream().filter(p -> 2 * counts.get(p) >= target.trained()).toList();
      counts.keySet().stream()
          .sorted(Comparator.comparing(counts::get).reversed())
          .limit(MOST_PREFIXES)
          .forEach(prefix -> found.add(read(foreign, target, prefix, spelling, networks)));
    }
    var order = List.copyOf(foreign.keys());
    found.sort(Comparator.comparing(each -> first(order, each.prefix)));
    return found;
  }

  private static int first(List<String> keys, String prefix) {
    int at = 0;
    while (at < keys.size() && !keys.get(at).startsWith(prefix)) {
      at++;
    }
    return at;
  }

  /** What may stand before the network's keys, and before how many weights it stands. */
  private static Map<String, Integer> prefixes(
      Set<String> keys, Target target, UnaryOperator<String> spelling) {
    var counts = new LinkedHashMap<String, Integer>();
    for (String key : keys) {
      int end = key.startsWith(OPTIMIZER) ? -1 : key.length();
      for (int at = lastParts(key); at <= end; at = afterDot(key, at)) {
        if (target.trains(spelling.apply(key.substring(at)))) {
          counts.merge(key.substring(0, at), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /** Where the last parts of a key begin, of which no network's keys have more. */
  private static int lastParts(String key) {
    int at = key.length();
    for (int part = 0; part < MOST_PARTS && at >= 0; part++) {
      at = key.lastIndexOf('.', at - 1);
    }
    return at + 1;
  }

  private static int afterDot(String key, int from) {
    int dot = key.indexOf('.', from);
    return dot < 0 ? key.length() + 1 : dot + 1;
  }

  /** What belongs to other networks of the file, or to the optimiser, is not this one's. */
  private static Candidate read(
      Weights foreign,
      Target target,
      String prefix,
      UnaryOperator<String> spelling,
      List<String> networks) {
    var others =
        networks.stream()
            .filter(p -> p.length() > prefix.length())
            .filter(p -> p.startsWith(prefix));
    var elsewhere = new ArrayList<>(others.toList());
    elsewhere.add(OPTIMIZER);
    var renamed = new LinkedHashMap<String, NdArray>();
    var twice = new ArrayList<String>();
    for (var entry : foreign.arrays().entrySet()) {
      String key = entry.getKey();
      if (!key.startsWith(prefix)) {
        continue;
      }
      String own = spelling.apply(key.substring(prefix.length()));
      boolean another = !target.has(own) && elsewhere.stream().anyMatch(key::startsWith);
      if (!another && renamed.putIfAbsent(own, entry.getValue()) != null) {
        twice.add(key);
      }
    }
    target.renameClassifiers(renamed);
    var unexpected = new ArrayList<>(renamed.keySet());
    unexpected.removeIf(target::has);
    unexpected.addAll(twice);
    return new Candidate(prefix, renamed, unexpected, target.score(renamed));
  }

  /** The best candidates: those that have most of the network, in their order. */
  static List<Candidate> best(List<Candidate> candidates) {
    int most = candidates.stream().mapToInt(Candidate::score).max().orElse(0);
    var best = new ArrayList<Candidate>();
    for (var candidate : candidates) {
      boolean known = best.stream().anyMatch(one -> one.prefix().equals(candidate.prefix()));
      if (candidate.score() == most && !known) {
        best.add(candidate);
      }
    }
    return best;
  }
}
