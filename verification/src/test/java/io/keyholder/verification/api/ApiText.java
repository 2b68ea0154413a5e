package io.keyholder.verification.api;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what a consumer of a module may name: each public type of each exported package, with its visible members. */
final class ApiText {
    private ApiText() {}

    static String of(ModuleReference module) {
        return exportedTypes(module).map(ApiText::of).collect(Collectors.joining("\n"));
    }

    static String of(Class<?> type) {
        List<String> members = Stream.of(fields(type), constructors(type), methods(type))
                .flatMap(lines -> lines.sorted())
                .map(line -> "    " + line + "\n")
                .toList();
        return heading(type) + "\n" + String.join("", members);
    }

    private static Stream<Class<?>> exportedTypes(ModuleReference module) {
        Set<String> exported = module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        try (var reader = module.open();
                var entries = reader.list()) {
            return entries
                    .filter(entry -> entry.endsWith(".class") && !entry.endsWith("-info.class"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.'))
                    .filter(name -> exported.contains(name.substring(0, Math.max(0, name.lastIndexOf('.')))))
                    .sorted()
                    .<Class<?>>map(ApiText::load)
                    .filter(ApiText::isVisible)
                    .toList()
                    .stream();
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiText.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return isVisible(type.getModifiers())
                && !type.isSynthetic()
                && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String heading(Class<?> type) {
        List<String> parts = new ArrayList<>();
        parts.add(type.toGenericString().replaceFirst("^public ", ""));
        if (type.isRecord()) {
            parts.add(Arrays.stream(type.getRecordComponents())
                    .map((RecordComponent part) -> part.getGenericType().getTypeName() + " " + part.getName())
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Type above = type.getGenericSuperclass();
        if (above != null && !Set.of(Object.class, Record.class).contains(above) && !type.isEnum()) {
            parts.add("extends " + above.getTypeName());
        }
        if (type.getGenericInterfaces().length > 0) {
            parts.add("implements " + names(type.getGenericInterfaces()));
        }
        if (type.isSealed()) {
            parts.add("permits " + names(type.getPermittedSubclasses()));
        }
        return String.join(" ", parts);
    }

    private static String names(Type... types) {
        return Arrays.stream(types).map(Type::getTypeName).sorted().collect(Collectors.joining(", "));
    }

    private static Stream<String> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                .map((Field field) -> without(type, field.toGenericString()));
    }

    private static Stream<String> constructors(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers()) && !constructor.isSynthetic())
                .map((Constructor<?> constructor) -> without(type, constructor.toGenericString()));
    }

    private static Stream<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !isWrittenByTheCompiler(type, method))
                .map((Method method) -> without(type, method.toGenericString()));
    }

    /** Bridges, and what every record or enum has. */
    private static boolean isWrittenByTheCompiler(Class<?> type, Executable method) {
        boolean isOfRecord = type.isRecord()
                && (Set.of("toString", "hashCode", "equals").contains(method.getName())
                        || Arrays.stream(type.getRecordComponents())
                                .anyMatch(part -> part.getAccessor().equals(method)));
        boolean isOfEnum = type.isEnum() && Set.of("values", "valueOf").contains(method.getName());
        return method.isSynthetic() || isOfRecord || isOfEnum;
    }

    private static String without(Type owner, String member) {
        return member.replace(owner.getTypeName() + ".", "").replace("synchronized ", "");
    }
}
