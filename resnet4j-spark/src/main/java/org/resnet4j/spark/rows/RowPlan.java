package org.resnet4j.spark.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row.
 *
 * @param input the rows before text became bytes
 * @param pictures the column that has the pictures
 * @param kept places of the columns that stay: all but the pictures' bytes
 * @param named place of the column that names a picture in an error, or -1
 * @param columns the columns that are added
 * @param schema of the result
 */
public record RowPlan(
    StructType input,
    PictureColumn pictures,
    int[] kept,
    int named,
    LabelColumns columns,
    StructType schema)
    implements Serializable {

  /**
   * The plan for rows.
   *
   * @param input their schema
   * @param wished the name of the column with the pictures
   * @param columns the columns to add
   * @return what becomes of each row
   * @throws IllegalArgumentException if there is no such column, or one to add is there already
   */
  public static RowPlan of(StructType input, Optional<String> wished, LabelColumns columns) {
    var pictures = PictureColumn.of(input, wished);
    var fields = new ArrayList<StructField>();
    var kept = new ArrayList<Integer>();
    for (int i = 0; i < input.fields().length; i++) {
      if (!pictures.bytes() || i != pictures.index()) {
        fields.add(input.fields()[i]);
        kept.add(i);
      }
    }
    int named =
        pictures.bytes()
            ? List.of(input.fieldNames()).indexOf(PictureColumn.PATH)
            : pictures.index();
    int[] places = kept.stream().mapToInt(Integer::intValue).toArray();
    return new RowPlan(input, pictures, places, named, columns, columns.after(fields));
  }

  /** A picture's name for an error. */
  String name(Row row) {
    return named < 0 || row.isNullAt(named) ? "the picture" : String.valueOf(value(row, named));
  }

  /** What a column has: of text, which came as bytes, the string. */
  @Nullable Object value(Row row, int index) {
    boolean text = TextAsBytes.isText(input, index) && !row.isNullAt(index);
    return text ? TextAsBytes.text(row, index) : row.get(index);
  }
}
