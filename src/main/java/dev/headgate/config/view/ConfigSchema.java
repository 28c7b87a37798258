package dev.headgate.config.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Key;
import dev.headgate.config.binding.Records;
import dev.headgate.config.binding.References;
import dev.headgate.config.binding.ScalarReader;
import dev.headgate.config.binding.ScalarType;
import dev.headgate.config.binding.Shape;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.block.BuiltIn;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.config.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of the file, draft 2020-12, made of the same records that bind it. */
public final class ConfigSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ConfigSchema() {}

  /** The schema, ready to be written to {@code conf/gateway.schema.json}. */
  public static String json() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Headgate configuration");
    schema.setAll(block(Shape.of(GatewayConfig.class), BuiltIn.INSTANCE));
    ObjectNode reference = schema.putObject("$defs").putObject("reference");
    reference.put("description", "A value from the environment or from a file.");
    reference.put("type", "string").put("pattern", References.PATTERN);
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be printed", e);
    }
  }

  private static ObjectNode of(Shape shape, @Nullable Record base) {
    return switch (shape) {
      case Shape.One(ScalarReader<?> reader) -> one(reader);
      case Shape.Block block -> blockOrBare(block, base);
      case Shape.Items list -> listOrBare(list, base);
      case Shape.Named(TextRule names, Shape value, boolean atLeastOne) -> {
        ObjectNode map = JSON.objectNode().put("type", "object");
        map.putObject("propertyNames").put("pattern", names.pattern());
        map.set("additionalProperties", of(value, null));
        if (atLeastOne) {
          map.put("minProperties", 1);
        }
        yield map;
      }
    };
  }

  private static ObjectNode listOrBare(Shape.Items list, @Nullable Record base) {
    ObjectNode schema = JSON.objectNode().put("type", "array");
    schema.set("items", of(list.item(), base));
    if (list.atLeastOne()) {
      schema.put("minItems", 1);
    }
    if (!list.orOne()) {
      return schema;
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(of(list.item(), base)).add(schema);
    return either;
  }

  private static ObjectNode blockOrBare(Shape.Block block, @Nullable Record base) {
    Key bare = block.shortForm();
    if (bare == null) {
      return block(block, base);
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(of(bare.shape(), null)).add(block(block, base));
    return either;
  }

  private static ObjectNode block(Shape.Block block, @Nullable Record base) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ArrayNode required = JSON.arrayNode();
    ObjectNode properties = schema.putObject("properties");
    for (Key key : block.keys()) {
      Object inherited = key.inherited(base);
      properties.set(key.name(), property(key, inherited, base));
      boolean optional = inherited != null || key.isNullable() || key.valueIfAbsent() != null;
      if (!optional && !key.isInherited(base)) {
        required.add(key.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
    if (!block.exactlyOne().isEmpty()) {
      ArrayNode oneOf = schema.putArray("oneOf");
      block.exactlyOne().forEach(name -> oneOf.addObject().putArray("required").add(name));
    }
    return schema;
  }

  private static ObjectNode property(Key key, @Nullable Object inherited, @Nullable Record base) {
    ObjectNode property = JSON.objectNode().put("description", description(key));
    String sibling = key.basedOn();
    Object below = sibling == null || base == null ? inherited : Records.read(base, sibling);
    property.setAll(of(key.shape(), below instanceof Record inner ? inner : null));
    Object ifAbsent = inherited == null ? key.valueIfAbsent() : inherited;
    if (key.shape() instanceof Shape.One && ifAbsent != null) {
      property.set("default", written(ifAbsent));
    } else if (inherited instanceof List<?> list && list.isEmpty()) {
      property.putArray("default");
    }
    return property;
  }

  private static JsonNode written(Object value) {
    if (value instanceof Boolean literal) {
      return JSON.booleanNode(literal);
    }
    return JSON.textNode(value instanceof Enum<?> ? ScalarType.word(value) : value.toString());
  }

  private static String description(Key key) {
    Bounds bounds = key.component().getAnnotation(Bounds.class);
    return bounds == null || bounds.min().equals(bounds.max())
        ? key.doc()
        : key.doc() + " From " + bounds.min() + " to " + bounds.max() + ".";
  }

  private static ObjectNode one(ScalarReader<?> reader) {
    ScalarType<?> type = reader.type();
    ArrayNode ways = JSON.arrayNode();
    String pattern = reader.rule() == null ? type.pattern() : reader.rule().pattern();
    if (!type.kinds().contains(YamlNode.Kind.TEXT)) {
      Bounds bounds = Objects.requireNonNull(reader.bounds());
      ways.addObject()
          .put("type", "integer")
          .put("minimum", Integer.parseInt(bounds.min()))
          .put("maximum", Integer.parseInt(bounds.max()));
    } else if (pattern != null) {
      ways.addObject().put("type", "string").put("pattern", pattern);
    } else if (type.words().isEmpty()) {
      return JSON.objectNode().put("type", "string");
    }
    words(type.words(), ways);
    ways.addObject().put("$ref", "#/$defs/reference");
    ObjectNode schema = JSON.objectNode();
    schema.set("anyOf", ways);
    return schema;
  }

  private static void words(Map<String, ?> words, ArrayNode ways) {
    if (!words.isEmpty()) {
      ArrayNode names = ways.addObject().putArray("enum");
      words.forEach((word, value) -> {
        if (value instanceof Boolean literal) {
          names.add(literal);
        } else {
          names.add(word);
        }
      });
      if (words.containsKey(ScalarType.OFF)) {
        names.add(false);
      }
    }
  }
}
