package io.keyholder.testserver.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what a consumer of a module may name: each public type of each exported package, with its visible members and
 * what may be null. Stateless.
 */
public final class ApiText {
    private static final String NULLABLE = "@Nullable ";

    private ApiText() {}

    /** The API of what a module exports. */
    public static String of(ModuleReference module) {
        Set<String> exported = module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        try (var reader = module.open();
                var entries = reader.list()) {
            return of(entries.filter(entry -> exported.contains(packageOf(entry))));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The API of a directory of classes that is no module: of all its packages. */
    public static String of(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return of(files.map(file -> classes.relativize(file).toString().replace(File.separatorChar, '/')));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String of(Stream<String> entries) {
        return entries.filter(entry -> entry.endsWith(".class") && !entry.endsWith("-info.class"))
                .map(entry ->
                        entry.substring(0, entry.length() - ".class".length()).replace('/', '.'))
                .sorted()
                .<Class<?>>map(ApiText::load)
                .filter(ApiText::isVisible)
                .map(ApiText::of)
                .collect(Collectors.joining("\n"));
    }

    private static String packageOf(String entry) {
        return entry.substring(0, Math.max(0, entry.lastIndexOf('/'))).replace('/', '.');
    }

    /** The API of one type. */
    public static String of(Class<?> type) {
        List<String> members = Stream.of(fields(type), constructors(type), methods(type))
                .flatMap(lines -> lines.sorted())
                .map(line -> "    " + line + "\n")
                .toList();
        return heading(type) + "\n" + String.join("", members);
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
                    .map((RecordComponent part) -> shown(part.getAnnotatedType()) + " " + part.getName())
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
                .map((Field field) -> without(
                        type, shown(field.toGenericString(), field.getGenericType(), field.getAnnotatedType())));
    }

    private static Stream<String> constructors(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers()) && !constructor.isSynthetic())
                .map((Constructor<?> constructor) ->
                        without(type, withNullableParameters(constructor, constructor.toGenericString())));
    }

    private static Stream<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !isWrittenByTheCompiler(type, method))
                .map((Method method) -> without(
                        type,
                        withNullableParameters(
                                method,
                                shown(
                                        method.toGenericString(),
                                        method.getGenericReturnType(),
                                        method.getAnnotatedReturnType()))));
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

    /** The member with its own type as it is annotated. */
    private static String shown(String member, Type plain, AnnotatedType annotated) {
        return member.replaceFirst(
                Pattern.quote(plain.getTypeName() + " "), Matcher.quoteReplacement(shown(annotated) + " "));
    }

    private static String withNullableParameters(Executable member, String text) {
        String parameters = Arrays.stream(member.getAnnotatedParameterTypes())
                .map(ApiText::shown)
                .collect(Collectors.joining(","));
        String declared = member.isVarArgs() ? parameters.replaceFirst("\\[]$", "...") : parameters;
        return parameters.contains(NULLABLE)
                ? text.replaceFirst("\\(.*\\)", Matcher.quoteReplacement("(" + declared + ")"))
                : text;
    }

    /** The type with {@code @Nullable} at each place that has it, whatever the annotation's package. */
    private static String shown(AnnotatedType type) {
        String nullable = Arrays.stream(type.getAnnotations())
                        .anyMatch(each -> each.annotationType().getSimpleName().equals("Nullable"))
                ? NULLABLE
                : "";
        if (type instanceof AnnotatedArrayType array) {
            return shown(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "" : " " + nullable) + "[]";
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            String arguments = Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
                    .map(ApiText::shown)
                    .collect(Collectors.joining(", "));
            String whole = type.getType().getTypeName();
            return nullable
                    + (arguments.contains(NULLABLE) ? whole.replaceFirst("<.*", "") + "<" + arguments + ">" : whole);
        }
        return nullable + type.getType().getTypeName();
    }
}
