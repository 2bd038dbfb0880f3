package org.resnet4j.serve.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Objects, lists and texts of a JSON that is read token by token. */
final class Tokens {
  private Tokens() {}

  /** What is done with a field's value, on whose first token the parser stands. */
  interface Field {
    void read(String name, JsonParser parser) throws IOException;
  }

  /** What is done with an element. */
  interface Element {
    void read(JsonParser parser) throws IOException;
  }

  static void fields(JsonParser parser, @Nullable JsonToken first, Field field) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      throw Refusal.wrong("a JSON object is wanted at " + place(parser));
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      field.read(name, parser);
    }
  }

  static void elements(JsonParser parser, String what, Element element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.wrong("'%s' is a list; see %s".formatted(what, place(parser)));
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read(parser);
    }
  }

  static String text(JsonParser parser, String what) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw Refusal.wrong("%s is a text; see %s".formatted(what, place(parser)));
    }
    return parser.getText();
  }

  /** The JSON's fault without the parser's own long words. */
  static Refusal wrong(IOException e) {
    var where =
        e instanceof JsonProcessingException at && at.getLocation() != null
            ? " at line %d, column %d"
                .formatted(at.getLocation().getLineNr(), at.getLocation().getColumnNr())
            : "";
    return Refusal.wrong("the body is not the JSON of an inference request: wrong" + where);
  }

  static String place(JsonParser parser) {
    var at = parser.currentTokenLocation();
    return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }
}
