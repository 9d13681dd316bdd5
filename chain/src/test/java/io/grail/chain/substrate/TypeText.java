package io.grail.chain.substrate;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Field;
import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.Type;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as people write them, {@code Vec<(u16, u16)>}: equal spellings are one type, names may be defined later. */
final class TypeText {
    private static final Pattern WORD = Pattern.compile("\\s*(->|\"[^\"]*\"|\\w+|[^\\s\\w])");

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Optional<Type>> types = new ArrayList<>();

    /** Gives a name its shape. */
    void define(String name, Shape shape) {
        types.set(named(name), Optional.of(new Type(List.of("test", name), Map.of(), shape)));
    }

    /** The id of a name, defined or yet to be. */
    int named(String name) {
        return ids.computeIfAbsent(name, n -> {
            types.add(Optional.empty());
            return types.size() - 1;
        });
    }

    TypeRegistry registry() {
        return new TypeRegistry(types.stream().map(Optional::orElseThrow).toList());
    }

    Words words(String line) {
        return new Words(line);
    }

    /** A line, word by word. */
    final class Words {
        private final List<String> words = new ArrayList<>();
        private int next;

        private Words(String line) {
            Matcher matcher = WORD.matcher(line);
            while (matcher.lookingAt()) {
                words.add(matcher.group(1));
                matcher.region(matcher.end(), line.length());
            }
        }

        String word() {
            return words.get(next++);
        }

        int number() {
            return Integer.parseInt(word());
        }

        Bytes hex() {
            return Bytes.fromHex(word());
        }

        boolean accept(String word) {
            boolean is = next < words.size() && words.get(next).equals(word);
            next += is ? 1 : 0;
            return is;
        }

        void expect(String word) {
            if (!accept(word)) {
                throw new IllegalArgumentException("expected " + word + " at word " + next + " of " + words);
            }
        }

        List<String> quoted() {
            List<String> texts = new ArrayList<>();
            while (next < words.size() && words.get(next).startsWith("\"")) {
                String text = word();
                texts.add(text.substring(1, text.length() - 1));
            }
            return texts;
        }

        void end() {
            if (next < words.size()) {
                throw new IllegalArgumentException("words too many from " + next + " of " + words);
            }
        }

        /** {@code (u8, u16)}, {@code { a: u8 }}, or nothing. */
        List<Field> fields() {
            List<Field> fields = new ArrayList<>();
            boolean named = accept("{");
            if (!named && !accept("(")) {
                return fields;
            }
            String close = named ? "}" : ")";
            while (!accept(close)) {
                Optional<String> name = named ? Optional.of(word()) : Optional.empty();
                if (named) {
                    expect(":");
                }
                fields.add(new Field(name, type()));
                accept(",");
            }
            return fields;
        }

        /** A type; its id. */
        int type() {
            int from = next;
            Optional<Shape> shape = shape();
            String spelling = String.join("", words.subList(from, next));
            boolean isNew = !ids.containsKey(spelling);
            int id = named(spelling);
            if (isNew && shape.isPresent()) {
                List<String> path = spelling.startsWith("Option<") ? List.of("Option") : List.of();
                types.set(id, Optional.of(new Type(path, Map.of(), shape.get())));
            }
            return id;
        }

        private Optional<Shape> shape() {
            String word = word();
            return switch (word) {
                case "(" -> {
                    next--;
                    yield Optional.of(
                            new Shape.Tuple(fields().stream().map(Field::type).toList()));
                }
                case "[" -> {
                    int item = type();
                    expect(";");
                    int length = number();
                    expect("]");
                    yield Optional.of(new Shape.FixedArray(length, item));
                }
                case "Vec" -> Optional.of(new Shape.Sequence(parameters().getFirst()));
                case "Compact" -> Optional.of(new Shape.Compact(parameters().getFirst()));
                case "BitVec" -> {
                    List<Integer> parameters = parameters();
                    yield Optional.of(new Shape.Bits(parameters.get(0), parameters.get(1)));
                }
                case "Option" -> Optional.of(choice("None", 0, "Some", parameters()));
                case "Result" -> Optional.of(choice("Ok", 1, "Err", parameters()));
                default -> primitive(word);
            };
        }

        /** Two cases; the first has as many fields as {@code fields} says. */
        private static Shape choice(String first, int fields, String second, List<Integer> parameters) {
            List<Field> one = fields == 0 ? List.of() : List.of(new Field(Optional.empty(), parameters.getFirst()));
            List<Field> two = List.of(new Field(Optional.empty(), parameters.getLast()));
            return new Shape.Variants(List.of(new Case(first, 0, one, List.of()), new Case(second, 1, two, List.of())));
        }

        private List<Integer> parameters() {
            expect("<");
            List<Integer> parameters = new ArrayList<>();
            while (!accept(">")) {
                parameters.add(type());
                accept(",");
            }
            return parameters;
        }

        private static Optional<Shape> primitive(String word) {
            return Arrays.stream(Primitive.values())
                    .filter(primitive ->
                            primitive.name().toLowerCase(Locale.ROOT).equals(word))
                    .<Shape>map(Shape.Simple::new)
                    .findFirst();
        }
    }
}
