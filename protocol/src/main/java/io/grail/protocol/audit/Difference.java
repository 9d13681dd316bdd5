package io.grail.protocol.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where two values of one type first differ: walks records by component, maps by key, lists by index.
 *
 * @param path the components, keys and indices on the way, joined by dots
 */
record Difference(String path, String found, String expected) {
    /** Empty if they are equal, bit for bit where they are numbers. */
    static Optional<Difference> between(String path, Object found, Object expected) {
        if (found.equals(expected)) {
            return Optional.empty();
        }
        if (found.getClass() == expected.getClass() && found instanceof Record) {
            return inRecord(path, found, expected);
        }
        if (found instanceof Map<?, ?> left && expected instanceof Map<?, ?> right) {
            return inMap(path, left, right);
        }
        if (found instanceof List<?> left && expected instanceof List<?> right && left.size() == right.size()) {
            return inList(path, left, right);
        }
        if (found instanceof Optional<?> left
                && expected instanceof Optional<?> right
                && left.isPresent()
                && right.isPresent()) {
            return between(path, left.get(), right.get());
        }
        return Optional.of(new Difference(path, found.toString(), expected.toString()));
    }

    private static Optional<Difference> inRecord(String path, Object found, Object expected) {
        for (RecordComponent component : found.getClass().getRecordComponents()) {
            Optional<Difference> difference =
                    between(join(path, component.getName()), valueOf(component, found), valueOf(component, expected));
            if (difference.isPresent()) {
                return difference;
            }
        }
        throw new IllegalStateException("records that differ in no component: " + found + ", " + expected);
    }

    private static Optional<Difference> inMap(String path, Map<?, ?> found, Map<?, ?> expected) {
        TreeSet<Object> keys = new TreeSet<>(found.keySet());
        keys.addAll(expected.keySet());
        for (Object key : keys) {
            Object left = found.containsKey(key) ? Objects.requireNonNull(found.get(key)) : "nothing";
            Object right = expected.containsKey(key) ? Objects.requireNonNull(expected.get(key)) : "nothing";
            Optional<Difference> difference = between(join(path, key.toString()), left, right);
            if (difference.isPresent()) {
                return difference;
            }
        }
        throw new IllegalStateException("maps that differ in no entry: " + found + ", " + expected);
    }

    private static Optional<Difference> inList(String path, List<?> found, List<?> expected) {
        for (int i = 0; i < found.size(); i++) {
            Optional<Difference> difference = between(join(path, Integer.toString(i)), found.get(i), expected.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        throw new IllegalStateException("lists that differ in no element: " + found + ", " + expected);
    }

    private static String join(String path, String next) {
        return path.isEmpty() ? next : path + "." + next;
    }

    private static Object valueOf(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException e) {
            throw new LinkageError(component + " cannot be read", e);
        } catch (InvocationTargetException e) {
            throw new LinkageError(component + " cannot be read", e.getCause());
        }
    }
}
