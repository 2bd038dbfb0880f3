package org.resnet4j.spark.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Seen;

/**
 * The columns that a classifier adds.
 *
 * @param top how many of the likeliest classes have a column of their own together; 0: none
 * @param probabilities whether every class's probability has
 * @param embedding whether the network's features have
 */
public record LabelColumns(int top, boolean probabilities, boolean embedding)
    implements Serializable {
  private static final StructType GUESS =
      new StructType(
          new StructField[] {
            DataTypes.createStructField("label", DataTypes.StringType, false),
            DataTypes.createStructField("probability", DataTypes.DoubleType, false)
          });

  /** {@return the columns, in order} */
  List<StructField> fields() {
    var fields = new ArrayList<StructField>();
    fields.add(DataTypes.createStructField("label", DataTypes.StringType, true));
    fields.add(DataTypes.createStructField("probability", DataTypes.DoubleType, true));
    if (top > 0) {
      fields.add(DataTypes.createStructField("top", DataTypes.createArrayType(GUESS, false), true));
    }
    if (probabilities) {
      var type = DataTypes.createArrayType(DataTypes.DoubleType, false);
      fields.add(DataTypes.createStructField("probabilities", type, true));
    }
    if (embedding) {
      var type = DataTypes.createArrayType(DataTypes.FloatType, false);
      fields.add(DataTypes.createStructField("embedding", type, true));
    }
    fields.add(DataTypes.createStructField("reason", DataTypes.StringType, true));
    return fields;
  }

  /**
   * The columns of the result.
   *
   * @param kept the columns of the input that stay
   * @return those, then the added ones
   * @throws IllegalArgumentException if one is there already
   */
  StructType after(List<StructField> kept) {
    var all = new ArrayList<>(kept);
    for (var field : fields()) {
      if (kept.stream().anyMatch(other -> other.name().equalsIgnoreCase(field.name()))) {
        throw new IllegalArgumentException(
            "the rows have a column '%s' already; rename it first: withColumnRenamed(\"%1$s\", …)"
                .formatted(field.name()));
      }
      all.add(field);
    }
    return DataTypes.createStructType(all);
  }

  /** What a picture shows, in these columns. */
  List<@Nullable Object> values(Seen seen, float[] features) {
    var values = new ArrayList<@Nullable Object>();
    values.add(seen.best().name());
    values.add(seen.best().probability());
    if (top > 0) {
      values.add(
          seen.top(top).stream()
              .map(guess -> RowFactory.create(guess.name(), guess.probability()))
              .toArray(Row[]::new));
    }
    if (probabilities) {
      values.add(seen.probabilities());
    }
    if (embedding) {
      values.add(features);
    }
    values.add(null);
    return values;
  }

  /** Why there is nothing to be seen, in these columns. */
  List<@Nullable Object> values(String reason) {
    var values = new ArrayList<@Nullable Object>();
    fields().forEach(field -> values.add(null));
    values.set(values.size() - 1, reason);
    return values;
  }
}
