package org.resnet4j.spark.rows;

import static org.apache.spark.sql.functions.col;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Text goes to the tasks as its bytes. Where Spark makes Java's strings of its own, every
 * executor's JVM first starts Scala's reflection, which took a sixth of an executor's first task.
 */
public final class TextAsBytes {
  private TextAsBytes() {}

  /**
   * The same rows, text as UTF-8.
   *
   * @param rows any
   * @return rows of as many columns, in this order, under other names
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    var names = IntStream.range(0, rows.columns().length).mapToObj(i -> "c" + i);
    var numbered = rows.toDF(names.toArray(String[]::new));
    return numbered.select(
        IntStream.range(0, rows.columns().length)
            .mapToObj(i -> sent(col("c" + i), rows.schema(), i))
            .toArray(Column[]::new));
  }

  private static Column sent(Column column, StructType schema, int index) {
    return isText(schema, index) ? column.cast(DataTypes.BinaryType) : column;
  }

  static boolean isText(StructType schema, int index) {
    return schema.fields()[index].dataType().equals(DataTypes.StringType);
  }

  static String text(Row row, int index) {
    return new String(row.<byte[]>getAs(index), StandardCharsets.UTF_8);
  }
}
