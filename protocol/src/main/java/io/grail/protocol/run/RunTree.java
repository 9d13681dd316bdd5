package io.grail.protocol.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of run.toml, read off the records: {@code section.key} for every component of every section, in declared
 * order, so that a new component is a new key everywhere at once.
 */
final class RunTree {
    private static final List<RecordComponent> SECTIONS = List.of(RunConfig.class.getRecordComponents());
    private static final Map<String, Class<?>> TYPES = types();

    private RunTree() {}

    /** Every key with the type of its value: String, int, long, double or boolean. */
    static Map<String, Class<?>> keys() {
        return TYPES;
    }

    static List<String> sections() {
        return SECTIONS.stream().map(RecordComponent::getName).toList();
    }

    /** Every key with its value, in declared order. */
    static Map<String, Object> flatten(RunConfig config) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent section : SECTIONS) {
            Object record = valueOf(section, config);
            for (RecordComponent key : section.getType().getRecordComponents()) {
                values.put(section.getName() + "." + key.getName(), valueOf(key, record));
            }
        }
        return values;
    }

    /**
     * The inverse of {@link #flatten}.
     *
     * @throws InvalidRunException if a record refuses its values
     */
    static RunConfig build(Map<String, Object> values) {
        Object[] sections = SECTIONS.stream()
                .map(section -> construct(
                        section.getType(),
                        Arrays.stream(section.getType().getRecordComponents())
                                .map(key -> values.get(section.getName() + "." + key.getName()))
                                .toArray()))
                .toArray();
        return (RunConfig) construct(RunConfig.class, sections);
    }

    private static Object construct(Class<?> type, Object[] arguments) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(parameters).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidRunException invalid) {
                throw invalid;
            }
            throw new AssertionError("constructor of " + type.getSimpleName(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getSimpleName() + " is not a public record", e);
        }
    }

    private static Object valueOf(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.getName() + " has no public accessor", e);
        }
    }

    private static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (RecordComponent section : SECTIONS) {
            for (RecordComponent key : section.getType().getRecordComponents()) {
                types.put(section.getName() + "." + key.getName(), key.getType());
            }
        }
        return Collections.unmodifiableMap(types);
    }
}
