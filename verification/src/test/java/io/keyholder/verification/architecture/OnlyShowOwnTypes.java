package io.keyholder.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every type a caller meets in a public signature, generic arguments included, is ours or the platform's. */
final class OnlyShowOwnTypes extends ArchCondition<JavaClass> {
    private final Layout layout;
    private final List<String> allowedPackages;

    OnlyShowOwnTypes(Layout layout, String... allowedPackages) {
        super("show own types only");
        this.layout = layout;
        this.allowedPackages = Arrays.asList(allowedPackages);
    }

    @Override
    public void check(JavaClass shown, ConditionEvents events) {
        Set<JavaClass> met = Stream.of(
                        shown.getMethods().stream().filter(this::isVisible).flatMap(this::typesOf),
                        shown.getConstructors().stream().filter(this::isVisible).flatMap(this::typesOf),
                        shown.getFields().stream().filter(this::isVisible).flatMap(this::typesOf),
                        shown.getSuperclass().stream().flatMap(this::rawTypes),
                        shown.getInterfaces().stream().flatMap(this::rawTypes))
                .flatMap(types -> types)
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !isOwn(type))
                .collect(Collectors.toSet());
        met.forEach(
                type -> events.add(SimpleConditionEvent.violated(shown, shown.getName() + " shows " + type.getName())));
    }

    private Stream<JavaClass> typesOf(JavaCodeUnit unit) {
        return Stream.concat(
                unit.getAllInvolvedRawTypes().stream(),
                unit.getExceptionTypes().stream().flatMap(this::rawTypes));
    }

    private Stream<JavaClass> typesOf(JavaField field) {
        return field.getAllInvolvedRawTypes().stream();
    }

    private Stream<JavaClass> rawTypes(JavaType type) {
        return type.getAllInvolvedRawTypes().stream();
    }

    private boolean isVisible(com.tngtech.archunit.core.domain.JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private boolean isOwn(JavaClass type) {
        String name = type.getPackageName();
        return type.isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("javax.sql")
                || name.equals("javax.net.ssl")
                || name.startsWith(layout.root() + ".")
                || allowedPackages.stream().anyMatch(name::startsWith);
    }
}
