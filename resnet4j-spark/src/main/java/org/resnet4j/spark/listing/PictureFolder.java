package org.resnet4j.spark.listing;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.resnet4j.data.DataException;

/**
 * The pictures in a folder of any size, as a dataset of their paths. Executors list it: a task for
 * each folder in it, and one for the files beside them. Neither the driver nor a task holds the
 * list; the driver knows the first level of folders only.
 *
 * <p>A picture is known by the ending of its name, as in {@link
 * org.resnet4j.data.image.ImageFolder}; what begins with a dot is left out. A link of the local
 * file system that leads back to a folder above it is not followed.
 */
public final class PictureFolder {
  private PictureFolder() {}

  /**
   * The pictures in a folder.
   *
   * @param spark a session of its own driver
   * @param folder where Hadoop's file systems find it, the same for all executors
   * @param partitions how many the paths are spread over, by their hashes: a path is always in the
   *     same one, however often tasks are tried
   * @return one column, {@code path}
   * @throws DataException if there is no such folder
   */
  public static Dataset<Row> in(SparkSession spark, String folder, int partitions) {
    return listed(spark, folder).repartition(partitions, col("path"));
  }

  /**
   * The pictures in a folder, as they are found: a partition may have all of them.
   *
   * @param spark a session of its own driver
   * @param folder where Hadoop's file systems find it, the same for all executors
   * @return one column, {@code path}
   * @throws DataException if there is no such folder
   */
  public static Dataset<Row> listed(SparkSession spark, String folder) {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    var root = root(folder, hadoop);
    var starts = new ArrayList<String>();
    starts.add(root.toString());
    try (var entries = Entries.of(root, hadoop.value())) {
      entries.forEachRemaining(
          entry -> {
            if (entry.folder() && PictureWalk.isVisible(entry.name())) {
              starts.add(entry.path().toString());
            }
          });
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    int tasks = Math.min(starts.size(), 4 * context.defaultParallelism());
    var paths =
        context
            .parallelize(starts, tasks)
            .flatMap(new ListFolder(root.toString(), context.broadcast(hadoop)));
    return spark.createDataset(paths.rdd(), Encoders.STRING()).toDF("path");
  }

  private static Path root(String folder, SerializableConfiguration hadoop) {
    try {
      var path = new Path(folder);
      var system = path.getFileSystem(hadoop.value());
      var root = system.makeQualified(path);
      if (!system.exists(root) || !system.getFileStatus(root).isDirectory()) {
        throw new DataException("there is no folder %s".formatted(root));
      }
      return root;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static DataException unreadable(String folder, IOException e) {
    return new DataException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
  }

  private record ListFolder(String root, Broadcast<SerializableConfiguration> hadoop)
      implements FlatMapFunction<String, String> {
    @Override
    public Iterator<String> call(String folder) {
      var walk = new PictureWalk(new Path(folder), new Path(root), hadoop.value().value());
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> walk.close());
      return walk;
    }
  }
}
