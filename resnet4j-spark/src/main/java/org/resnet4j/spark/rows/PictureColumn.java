package org.resnet4j.spark.rows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The column that has the pictures: their bytes, or the paths of their files.
 *
 * @param name the column's
 * @param index its place in a row
 * @param bytes whether it has bytes
 */
public record PictureColumn(String name, int index, boolean bytes) implements Serializable {
  private static final String CONTENT = "content";
  static final String PATH = "path";

  /**
   * The column of these rows: the one that is wished, or {@code content}, as Spark's source {@code
   * binaryFile} has it, or the only one with bytes, or {@code path}, or the only one with text.
   *
   * @param schema of the rows
   * @param wished its name
   * @return the column
   * @throws IllegalArgumentException if there is none such, or it is of another type
   */
  public static PictureColumn of(StructType schema, Optional<String> wished) {
    if (wished.isPresent()) {
      return of(schema, wished.get());
    }
    var binary = names(schema, true);
    var text = names(schema, false);
    var name =
        binary.contains(CONTENT)
            ? CONTENT
            : binary.size() == 1
                ? binary.getFirst()
                : binary.isEmpty() && text.contains(PATH)
                    ? PATH
                    : binary.isEmpty() && text.size() == 1 ? text.getFirst() : "";
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "which column has the pictures? Name one of bytes or of paths; there are %s"
              .formatted(List.of(schema.fieldNames())));
    }
    return of(schema, name);
  }

  private static PictureColumn of(StructType schema, String name) {
    int index = List.of(schema.fieldNames()).indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no column '%s' for the pictures; there are %s"
              .formatted(name, List.of(schema.fieldNames())));
    }
    var type = schema.fields()[index].dataType();
    if (!type.equals(DataTypes.BinaryType) && !type.equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "the pictures' column '%s' must have bytes or paths, it has %s"
              .formatted(name, type.simpleString()));
    }
    return new PictureColumn(name, index, type.equals(DataTypes.BinaryType));
  }

  private static List<String> names(StructType schema, boolean bytes) {
    var type = bytes ? DataTypes.BinaryType : DataTypes.StringType;
    return Arrays.stream(schema.fields())
        .filter(field -> field.dataType().equals(type))
        .map(StructField::name)
        .toList();
  }
}
