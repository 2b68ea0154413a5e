package io.keyholder.verification.promise;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is reachable from an object: all text and all bytes. Follows every field of our own types, and of the
 * platform's collections, maps, arrays, optionals and references what they hold.
 */
final class HeapWalk {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final Set<String> found = new HashSet<>();

    private HeapWalk() {}

    /** Text as it is, bytes as ISO-8859-1. */
    static List<String> from(Object root) {
        HeapWalk walk = new HeapWalk();
        walk.add(root);
        while (!walk.waiting.isEmpty()) {
            walk.visit(walk.waiting.pop());
        }
        return List.copyOf(walk.found);
    }

    private void add(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            waiting.push(object);
        }
    }

    private void visit(Object object) {
        if (object instanceof CharSequence text) {
            found.add(text.toString());
        } else if (object instanceof byte[] bytes) {
            found.add(new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (object instanceof char[] characters) {
            found.add(new String(characters));
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(key);
                add(value);
            });
        } else if (object instanceof Collection<?> many) {
            many.forEach(this::add);
        } else if (object instanceof Optional<?> perhaps) {
            add(perhaps.orElse(null));
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get());
        } else if (object.getClass().isArray()) {
            visitElements(object);
        } else if (object.getClass().getName().startsWith("io.keyholder.")) {
            visitFields(object);
        }
    }

    private void visitElements(Object array) {
        if (!array.getClass().getComponentType().isPrimitive()) {
            for (int index = 0; index < Array.getLength(array); index++) {
                add(Array.get(array, index));
            }
        }
    }

    private void visitFields(Object object) {
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && type.getName().startsWith("io.keyholder.")) {
                    add(valueOf(field, Modifier.isStatic(field.getModifiers()) ? null : object));
                }
            }
        }
    }

    private static @Nullable Object valueOf(Field field, @Nullable Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException closed) {
            throw new AssertionError(closed);
        }
    }
}
