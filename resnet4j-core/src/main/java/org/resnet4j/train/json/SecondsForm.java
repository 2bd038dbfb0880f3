package org.resnet4j.train.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A time that may be absent, as seconds or null. */
final class SecondsForm {
  private SecondsForm() {}

  static final class Writer extends JsonSerializer<Optional<Duration>> {
    @Override
    public void serialize(Optional<Duration> time, JsonGenerator json, SerializerProvider all)
        throws IOException {
      if (time.isPresent()) {
        json.writeNumber(time.get().toNanos() / 1e9);
      } else {
        json.writeNull();
      }
    }
  }

  private static final double LONGEST = 1e9;

  static final class Reader extends JsonDeserializer<Optional<Duration>> {
    @Override
    public Optional<Duration> deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      double seconds = context.readValue(json, double.class);
      if (!(seconds >= 0 && seconds <= LONGEST)) {
        throw context.instantiationException(
            Duration.class,
            new IllegalArgumentException(
                "a time limit must be from 0 to 1e9 seconds, got " + seconds));
      }
      return seconds == 0
          ? Optional.empty()
          : Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    @Override
    public Optional<Duration> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
