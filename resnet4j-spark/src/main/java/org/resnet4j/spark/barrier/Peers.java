package org.resnet4j.spark.barrier;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.BarrierTaskContext;
import org.resnet4j.engine.collective.ReservedPort;

/**
 * Where the workers of a barrier stage are, and where they meet, as {@code torchrun} tells it.
 *
 * @param hosts of all, by rank
 * @param rank this one
 * @param port of process 0's store
 * @param attempt how often they were started again
 */
record Peers(List<String> hosts, int rank, int port, int attempt) {

  /**
   * Every task tells the others where it is; returns when all have.
   *
   * @param reserved the port of process 0's store, if this is process 0
   */
  static Peers meet(BarrierTaskContext context, Optional<ReservedPort> reserved) {
    int rank = context.partitionId();
    var host = hostOf(context.getTaskInfos()[rank].address());
    var told = context.allGather(host + " " + reserved.map(ReservedPort::number).orElse(0));
    var hosts = Arrays.stream(told).map(line -> line.split(" ")[0]).toList();
    int port = Integer.parseInt(told[0].split(" ")[1]);
    return new Peers(hosts, rank, port, context.stageAttemptNumber());
  }

  static String hostOf(String address) {
    return address.substring(0, address.lastIndexOf(':'));
  }

  Map<String, String> environment() {
    var here = hosts.get(rank);
    long before = hosts.subList(0, rank).stream().filter(here::equals).count();
    long all = hosts.stream().filter(here::equals).count();
    var variables = new TreeMap<String, String>();
    variables.put("RANK", Integer.toString(rank));
    variables.put("WORLD_SIZE", Integer.toString(hosts.size()));
    variables.put("LOCAL_RANK", Long.toString(before));
    variables.put("LOCAL_WORLD_SIZE", Long.toString(all));
    variables.put("MASTER_ADDR", hosts.getFirst());
    variables.put("MASTER_PORT", Integer.toString(port));
    variables.put("TORCHELASTIC_USE_AGENT_STORE", "False");
    variables.put("TORCHELASTIC_RESTART_COUNT", Integer.toString(attempt));
    return variables;
  }
}
