package taskscope.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// JSON as plain values: `Map`, `List`, `String`, `Long`, `Double`, `Boolean` and null. For what is rare or odd;
/// the usual lines never come here.
final class JsonTree {

    /// The deepest nesting that the format allows.
    static final int DEEPEST = 64;

    /// The longest 64-bit number has a sign and 19 digits.
    private static final int LONGEST_NUMBER = 20;

    /// Longer lines never get here, so Jackson's own limits only have to be out of the way.
    private static final int LONGEST_TEXT = LineBlocks.LONGEST_LINE;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_TEXT)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .build())
            .build();

    private JsonTree() {}

    /// Bytes that are not UTF-8 become U+FFFD: a name in another encoding is no reason to lose the event.
    static @Nullable Object parse(byte[] bytes, int start, int end) throws BadLine {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            Object tree = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new BadLine(Loss.Kind.NOT_JSON, "more follows after the end of the JSON value");
            }
            return tree;
        } catch (StreamConstraintsException tooDeep) {
            throw new BadLine(Loss.Kind.TOO_DEEP, "nested deeper than " + DEEPEST + " levels");
        } catch (JacksonException broken) {
            int column = broken.getLocation() == null ? 0 : broken.getLocation().getColumnNr();
            throw new BadLine(Loss.Kind.NOT_JSON, "not JSON from column " + Math.max(1, column));
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws BadLine {
        return switch (token) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new BadLine(Loss.Kind.NOT_JSON, "not JSON");
        };
    }

    private static Map<String, @Nullable Object> map(JsonParser parser) throws BadLine {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            map.put(name, value(parser, parser.nextToken()));
        }
        return map;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws BadLine {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }

    private static Long whole(JsonParser parser) throws BadLine {
        if (parser.getStringLength() > LONGEST_NUMBER || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new BadLine(Loss.Kind.NUMBER_OUT_OF_RANGE, "a number does not fit into 64 bits");
        }
        return parser.getLongValue();
    }
}
