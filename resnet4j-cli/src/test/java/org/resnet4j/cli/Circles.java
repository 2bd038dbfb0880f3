package org.resnet4j.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The circles of a graph: its strongly connected components of two nodes or more (Tarjan 1972). */
final class Circles {
  private final Map<String, Set<String>> graph;
  private final Map<String, Integer> order = new HashMap<>();
  private final Map<String, Integer> low = new HashMap<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final Set<String> onPath = new HashSet<>();
  private final List<List<String>> circles = new ArrayList<>();

  private Circles(Map<String, Set<String>> graph) {
    this.graph = graph;
  }

  /** Every circle, each as its sorted nodes; no node is in two. */
  static List<List<String>> of(Map<String, Set<String>> graph) {
    var search = new Circles(graph);
    graph.keySet().stream().filter(node -> !search.order.containsKey(node)).forEach(search::visit);
    return search.circles;
  }

  private void visit(String node) {
    order.put(node, order.size());
    low.put(node, order.get(node));
    path.push(node);
    onPath.add(node);
    for (var next : graph.get(node)) {
      if (!order.containsKey(next)) {
        visit(next);
        low.merge(node, low.get(next), Math::min);
      } else if (onPath.contains(next)) {
        low.merge(node, order.get(next), Math::min);
      }
    }
    if (low.get(node).equals(order.get(node))) {
      close(node);
    }
  }

  private void close(String root) {
    var circle = new ArrayList<String>();
    do {
      onPath.remove(path.peek());
      circle.add(path.pop());
    } while (!circle.getLast().equals(root));
    if (circle.size() > 1) {
      circles.add(circle.stream().sorted().toList());
    }
  }
}
