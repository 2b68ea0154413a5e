package io.keyholder.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A package has few types. Each package with more is one violation. */
final class ShareTheirPackageWithFew extends ArchCondition<JavaClass> {
    private final int most;
    private Map<String, Long> types = Map.of();

    ShareTheirPackageWithFew(int most) {
        super("be in packages of at most " + most + " types");
        this.most = most;
    }

    @Override
    public void init(Collection<JavaClass> all) {
        types = all.stream()
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        // A package is judged as a whole, when all its types are counted.
    }

    @Override
    public void finish(ConditionEvents events) {
        types.forEach((name, count) -> events.add(
                new SimpleConditionEvent(name, count <= most, "package " + name + " has " + count + " types")));
    }
}
