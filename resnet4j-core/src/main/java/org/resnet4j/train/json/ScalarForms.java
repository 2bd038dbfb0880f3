package org.resnet4j.train.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.DoubleDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.resnet4j.train.schedule.Length;

/** Lengths as text; numbers and texts that may be absent as themselves or null. */
final class ScalarForms {
  private ScalarForms() {}

  static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(Length.class, writer((length, json) -> json.writeString("" + length)))
        .addDeserializer(Length.class, new LengthReader())
        .addDeserializer(double.class, new FiniteReader())
        .addSerializer(OptionalInt.class, writer(ScalarForms::write))
        .addDeserializer(OptionalInt.class, new IntReader())
        .addSerializer(OptionalDouble.class, writer(ScalarForms::write))
        .addDeserializer(OptionalDouble.class, new DoubleReader())
        .addSerializer(Optional.class, writer(ScalarForms::write))
        .addDeserializer(Optional.class, new TextReader());
  }

  private static void write(OptionalInt value, JsonGenerator json) throws IOException {
    if (value.isPresent()) {
      json.writeNumber(value.getAsInt());
    } else {
      json.writeNull();
    }
  }

  private static void write(OptionalDouble value, JsonGenerator json) throws IOException {
    if (value.isPresent()) {
      json.writeNumber(value.getAsDouble());
    } else {
      json.writeNull();
    }
  }

  private static void write(Optional<?> value, JsonGenerator json) throws IOException {
    if (value.isPresent()) {
      json.writeString(value.get().toString());
    } else {
      json.writeNull();
    }
  }

  private interface Writing<T> {
    void write(T value, JsonGenerator json) throws IOException;
  }

  private static <T> JsonSerializer<T> writer(Writing<T> how) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider all)
          throws IOException {
        how.write(value, json);
      }
    };
  }

  private static final class LengthReader extends JsonDeserializer<Length> {
    @Override
    public Length deserialize(JsonParser json, DeserializationContext context) throws IOException {
      var text = context.readValue(json, String.class);
      try {
        return Length.parse(text);
      } catch (IllegalArgumentException e) {
        throw context.instantiationException(Length.class, e);
      }
    }
  }

  /** A number, if it is one: JSON has no NaN. */
  private static final class FiniteReader extends JsonDeserializer<Double> {
    private final JsonDeserializer<Double> usual = new DoubleDeserializer(double.class, 0d);

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && json.isNaN()) {
        throw context.weirdNumberException(json.getDoubleValue(), double.class, "not finite");
      }
      return usual.deserialize(json, context);
    }

    @Override
    public Double getNullValue(DeserializationContext context) throws JsonMappingException {
      return usual.getNullValue(context);
    }
  }

  private static final class IntReader extends JsonDeserializer<OptionalInt> {
    @Override
    public OptionalInt deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      int value = context.readValue(json, int.class);
      return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Override
    public OptionalInt getNullValue(DeserializationContext context) {
      return OptionalInt.empty();
    }
  }

  private static final class DoubleReader extends JsonDeserializer<OptionalDouble> {
    @Override
    public OptionalDouble deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      double value = context.readValue(json, double.class);
      return value == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public OptionalDouble getNullValue(DeserializationContext context) {
      return OptionalDouble.empty();
    }
  }

  private static final class TextReader extends JsonDeserializer<Optional<?>> {
    @Override
    public Optional<?> deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      var text = context.readValue(json, String.class);
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public Optional<?> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
