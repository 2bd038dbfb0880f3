package org.resnet4j.spark.rows;

import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.resnet4j.spark.network.ExecutorNetworks;
import org.resnet4j.spark.network.SharedNetwork;

/** Labels the pictures of a partition, in the order of its rows. */
public final class LabelRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;

  private final SharedNetwork network;
  private final RowPlan plan;
  private final Broadcast<SerializableConfiguration> hadoop;

  /**
   * What the tasks do.
   *
   * @param network labels
   * @param plan what becomes of a row
   * @param hadoop how files are read
   */
  public LabelRows(
      SharedNetwork network, RowPlan plan, Broadcast<SerializableConfiguration> hadoop) {
    this.network = network;
    this.plan = plan;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    var task = TaskContext.get();
    var lease = ExecutorNetworks.lease(network);
    var labeller = new RowLabeller(plan, lease.classifier(), hadoop.value().value());
    var labelled = new RowsAhead(rows, labeller::label, network.ahead(task.cpus()));
    task.addTaskCompletionListener(
        (TaskCompletionListener)
            context -> {
              labelled.close();
              lease.close();
            });
    return labelled;
  }
}
