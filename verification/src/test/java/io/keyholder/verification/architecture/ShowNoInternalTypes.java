package io.keyholder.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No public or protected signature names a type of an internal package, so a host never meets what only wires. */
final class ShowNoInternalTypes extends ArchCondition<JavaClass> {
    ShowNoInternalTypes() {
        super("show no internal type");
    }

    @Override
    public void check(JavaClass shown, ConditionEvents events) {
        Set<JavaClass> met = Stream.of(
                        shown.getCodeUnits().stream()
                                .filter(ShowNoInternalTypes::isVisible)
                                .flatMap(unit -> unit.getAllInvolvedRawTypes().stream()),
                        shown.getFields().stream()
                                .filter(ShowNoInternalTypes::isVisible)
                                .flatMap(field -> field.getAllInvolvedRawTypes().stream()),
                        shown.getSuperclass().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()),
                        shown.getInterfaces().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                .flatMap(types -> types)
                .map(JavaClass::getBaseComponentType)
                .filter(type -> type.getPackageName().startsWith("io.keyholder."))
                .filter(type -> (type.getPackageName() + ".").contains(".internal."))
                .collect(Collectors.toSet());
        met.forEach(
                type -> events.add(SimpleConditionEvent.violated(shown, shown.getName() + " shows " + type.getName())));
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
