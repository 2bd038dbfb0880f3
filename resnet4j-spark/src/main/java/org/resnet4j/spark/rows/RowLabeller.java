package org.resnet4j.spark.rows;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Classifier;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.ImageDecoder;
import org.resnet4j.data.image.ImageDecoders;

/** Makes of a row with a picture one with its labels, or with the reason why there are none. */
final class RowLabeller {
  private static final float[] NO_FEATURES = {};

  /** Pictures for which several threads have no memory are tried again one by one. */
  private static final Object ALONE = new Object();

  private final RowPlan plan;
  private final Classifier classifier;
  private final Configuration hadoop;
  private final ImageDecoder decoder = ImageDecoders.best();

  RowLabeller(RowPlan plan, Classifier classifier, Configuration hadoop) {
    this.plan = plan;
    this.classifier = classifier;
    this.hadoop = hadoop;
  }

  Row label(Row row) {
    var values = new ArrayList<@Nullable Object>();
    for (int index : plan.kept()) {
      values.add(plan.value(row, index));
    }
    values.addAll(seen(row));
    return RowFactory.create(values.toArray());
  }

  private List<@Nullable Object> seen(Row row) {
    try {
      return shown(row);
    } catch (DataException e) {
      return plan.columns().values(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return alone(row);
    }
  }

  private List<@Nullable Object> alone(Row row) {
    synchronized (ALONE) {
      try {
        return shown(row);
      } catch (DataException e) {
        return plan.columns().values(String.valueOf(e.getMessage()));
      } catch (OutOfMemoryError e) {
        return plan.columns()
            .values(
                "%s takes more memory than an executor has, %d MiB"
                    .formatted(plan.name(row), Runtime.getRuntime().maxMemory() >> 20));
      }
    }
  }

  private List<@Nullable Object> shown(Row row) {
    var picture = picture(row);
    var features = plan.columns().embedding() ? classifier.embed(picture) : NO_FEATURES;
    return plan.columns().values(classifier.classify(picture), features);
  }

  private Image picture(Row row) {
    var column = plan.pictures();
    if (row.isNullAt(column.index())) {
      throw new DataException(
          "there is no picture: the column '%s' is null".formatted(column.name()));
    }
    var name = plan.name(row);
    byte[] bytes =
        column.bytes()
            ? row.<byte[]>getAs(column.index())
            : PictureBytes.read(TextAsBytes.text(row, column.index()), hadoop);
    return decoded(name, bytes);
  }

  /** Whatever damage a file has, it costs one row. */
  private Image decoded(String name, byte[] bytes) {
    try {
      return decoder.decode(name, bytes);
    } catch (DataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DataException("%s cannot be decoded: %s".formatted(name, e), e);
    }
  }
}
