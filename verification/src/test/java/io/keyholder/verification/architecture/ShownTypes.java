package io.keyholder.verification.architecture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The types of this project that a reader of some types meets in what they show, and in what those show in turn. */
final class ShownTypes {
    private ShownTypes() {}

    static Set<Class<?>> from(Stream<Class<?>> beginnings) {
        Set<Class<?>> met = new HashSet<>();
        Deque<Class<?>> next = new ArrayDeque<>(beginnings.toList());
        while (!next.isEmpty()) {
            Class<?> type = next.pop();
            if (type.getName().startsWith("io.keyholder.") && met.add(type)) {
                shownBy(type).forEach(next::push);
            }
        }
        return met;
    }

    private static Stream<Class<?>> shownBy(Class<?> type) {
        Class<?>[] alternatives = type.isSealed() ? type.getPermittedSubclasses() : new Class<?>[0];
        Stream<Class<?>> related = Stream.<Stream<? extends Class<?>>>of(
                        Stream.ofNullable(type.getDeclaringClass()),
                        Arrays.stream(type.getDeclaredClasses()),
                        Arrays.stream(alternatives))
                .<Class<?>>flatMap(types -> types)
                .filter(other -> isVisible(other.getModifiers()));
        Stream<Type> named = Stream.of(
                        Stream.ofNullable(type.getGenericSuperclass()),
                        Arrays.stream(type.getGenericInterfaces()),
                        visible(type.getDeclaredMethods()).flatMap(ShownTypes::ofMethod),
                        visible(type.getDeclaredConstructors())
                                .flatMap(made -> Arrays.stream(((Constructor<?>) made).getGenericParameterTypes())),
                        visible(type.getDeclaredFields()).map(field -> ((Field) field).getGenericType()))
                .flatMap(types -> types);
        return Stream.concat(related, named.flatMap(ShownTypes::raw));
    }

    private static Stream<Type> ofMethod(Member member) {
        Method method = (Method) member;
        return Stream.concat(
                Stream.of(method.getGenericReturnType()), Arrays.stream(method.getGenericParameterTypes()));
    }

    private static <M extends Member> Stream<Member> visible(M[] members) {
        return Arrays.stream(members).map(Member.class::cast).filter(member -> isVisible(member.getModifiers()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static Stream<Class<?>> raw(Type type) {
        if (type instanceof Class<?> named) {
            return Stream.of(named.isArray() ? named.getComponentType() : named);
        }
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()))
                    .filter(Objects::nonNull)
                    .flatMap(ShownTypes::raw);
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.concat(Arrays.stream(wildcard.getUpperBounds()), Arrays.stream(wildcard.getLowerBounds()))
                    .flatMap(ShownTypes::raw);
        }
        return type instanceof GenericArrayType array ? raw(array.getGenericComponentType()) : Stream.empty();
    }
}
