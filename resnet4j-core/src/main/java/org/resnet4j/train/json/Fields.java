package org.resnet4j.train.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, each to be taken once, by its name and as what it is to be. What is
 * missing, of another kind or left over is an {@link IllegalArgumentException}, which tells nobody
 * why.
 */
final class Fields {
  private final Map<String, @Nullable Object> left;

  private Fields(Map<String, @Nullable Object> fields) {
    left = new HashMap<>(fields);
  }

  /** What a reader makes of an object's fields, all of which it must take. */
  static <T> T all(@Nullable Object object, Function<Fields, T> reader) {
    var fields = new Fields(map(object));
    var made = reader.apply(fields);
    require(fields.left.isEmpty());
    return made;
  }

  <T> T object(String name, Function<Fields, T> reader) {
    return all(take(name), reader);
  }

  boolean has(String name) {
    return left.containsKey(name);
  }

  String text(String name) {
    return text(take(name));
  }

  /** Empty for null, and for no letters. */
  Optional<String> textIfAny(String name) {
    var value = take(name);
    return value == null ? Optional.empty() : Optional.of(text(value)).filter(t -> !t.isEmpty());
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    if (take(name) instanceof List<?> list) {
      list.forEach(one -> texts.add(text(one)));
      return texts;
    }
    throw new IllegalArgumentException();
  }

  Map<String, String> textsByName(String name) {
    var texts = new LinkedHashMap<String, String>();
    map(take(name)).forEach((key, value) -> texts.put(key, text(value)));
    return texts;
  }

  double number(String name) {
    return number(take(name));
  }

  /** Empty for null, and for 0. */
  OptionalDouble numberIfAny(String name) {
    var value = take(name);
    double number = value == null ? 0 : number(value);
    return number == 0 ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  int whole(String name) {
    return toInt(take(name));
  }

  /** Empty for null, and for 0. */
  OptionalInt wholeIfAny(String name) {
    var value = take(name);
    int number = value == null ? 0 : toInt(value);
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  long longWhole(String name) {
    return whole(take(name));
  }

  boolean truth(String name) {
    if (take(name) instanceof Boolean truth) {
      return truth;
    }
    throw new IllegalArgumentException();
  }

  private @Nullable Object take(String name) {
    require(left.containsKey(name));
    return left.remove(name);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException();
  }

  private static double number(@Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException();
  }

  private static int toInt(@Nullable Object value) {
    long number = whole(value);
    require(number == (int) number);
    return (int) number;
  }

  private static long whole(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException();
  }

  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      var fields = new LinkedHashMap<String, @Nullable Object>();
      map.forEach((name, one) -> fields.put(text(name), one));
      return fields;
    }
    throw new IllegalArgumentException();
  }

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalArgumentException();
    }
  }
}
