package io.keyholder.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** The rules of the hexagon. Each name is a sentence about the library. */
enum ArchitectureRules {
    DOMAIN_KNOWS_JAVA_BASE_ONLY {
        @Override
        ArchRule in(Layout layout) {
            return classes()
                    .that()
                    .resideInAPackage(layout.module("domain"))
                    .should()
                    .onlyDependOnClassesThat(layout.moduleAndJavaBase("domain"));
        }
    },
    DOMAIN_IS_IMMUTABLE {
        @Override
        ArchRule in(Layout layout) {
            return fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(layout.module("domain"))
                    .and()
                    .areDeclaredInClassesThat(areNoPrivateDrafts())
                    .and()
                    .doNotHaveName("wiped")
                    .should()
                    .beFinal();
        }
    },
    PORTS_KNOW_THE_DOMAIN_ONLY {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(layout, "ports", Set.of("ports", "domain"), JSPECIFY);
        }
    },
    APPLICATION_KNOWS_PORTS_AND_DOMAIN_ONLY {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(
                    layout, "application", Set.of("application", "ports", "domain"), JSPECIFY, "javax.crypto..");
        }
    },
    DOCUMENTS_KNOW_THE_DOMAIN_AND_JACKSON_ONLY {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(layout, "documents", Set.of("documents", "domain"), JSPECIFY, "com.fasterxml.jackson..");
        }
    },
    MEMORY_ADAPTER_KNOWS_NO_OTHER_ADAPTER_AND_NO_APPLICATION {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(
                    layout,
                    "adapters.memory",
                    Set.of("adapters.memory", "ports", "domain", "documents"),
                    JSPECIFY,
                    "javax.sql..",
                    "org.h2..",
                    "org.slf4j..");
        }
    },
    COUCHDB_ADAPTER_KNOWS_NO_OTHER_ADAPTER_AND_NO_APPLICATION {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(
                    layout,
                    "adapters.couchdb",
                    Set.of("adapters.couchdb", "ports", "domain", "documents"),
                    JSPECIFY,
                    "com.fasterxml.jackson.core..",
                    "com.fasterxml.jackson.databind..",
                    "javax.net.ssl..",
                    "org.apache.http..",
                    "org.ektorp..",
                    "org.slf4j..");
        }
    },
    EKTORP_STAYS_WITHIN_THE_COUCHDB_ADAPTER {
        @Override
        ArchRule in(Layout layout) {
            return noClasses()
                    .that()
                    .resideInAPackage(layout.root() + "..")
                    .and()
                    .resideOutsideOfPackages(layout.module("adapters.couchdb"), layout.module("testserver"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.ektorp..", "org.apache.http..", "com.fasterxml.jackson.databind..");
        }
    },
    CRYPTO_ADAPTER_KNOWS_NO_OTHER_ADAPTER_AND_NO_APPLICATION {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(
                    layout,
                    "adapters.crypto",
                    Set.of("adapters.crypto", "ports", "domain"),
                    JSPECIFY,
                    "javax.crypto..",
                    "com.fasterxml.jackson.core..",
                    "org.apache.commons.codec..",
                    "org.bouncycastle..");
        }
    },
    QR_ADAPTER_KNOWS_THE_DOMAIN_AND_ZXING_ONLY {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(layout, "adapters.qr", Set.of("adapters.qr", "domain"), JSPECIFY, "com.google.zxing..");
        }
    },
    PHONE_ADAPTER_KNOWS_THE_DOMAIN_AND_LIBPHONENUMBER_ONLY {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(
                    layout,
                    "adapters.phone",
                    Set.of("adapters.phone", "domain"),
                    JSPECIFY,
                    "com.google.i18n.phonenumbers..");
        }
    },
    MAIL_ADAPTER_KNOWS_NO_OTHER_ADAPTER_AND_NO_APPLICATION {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(
                    layout,
                    "adapters.mail",
                    Set.of("adapters.mail", "ports", "domain"),
                    JSPECIFY,
                    "javax.net..",
                    "com.ibm.icu..",
                    "jakarta.mail..",
                    "org.eclipse.angus.mail..");
        }
    },
    TESTKIT_KNOWS_NO_ADAPTER {
        @Override
        ArchRule in(Layout layout) {
            return onlyKnows(
                    layout,
                    "testkit",
                    Set.of("testkit", "application", "ports", "domain"),
                    JSPECIFY,
                    "net.jqwik..",
                    "org.apiguardian..",
                    "org.assertj..",
                    "org.junit..",
                    "org.opentest4j..",
                    "javax.crypto..");
        }
    },
    PUBLIC_API_SHOWS_NO_THIRD_PARTY_TYPE {
        @Override
        ArchRule in(Layout layout) {
            return classes()
                    .that()
                    .arePublic()
                    .and()
                    .resideInAnyPackage(layout.modules("domain", "ports", "application", "documents", "adapters"))
                    .and()
                    .resideOutsideOfPackage("..internal..")
                    .should(new OnlyShowOwnTypes(layout));
        }
    },
    PUBLIC_API_SHOWS_NO_INTERNAL_TYPE {
        @Override
        ArchRule in(Layout layout) {
            return classes()
                    .that()
                    .arePublic()
                    .and()
                    .resideInAPackage(layout.root() + "..")
                    .and()
                    .resideOutsideOfPackage("..internal..")
                    .should(new ShowNoInternalTypes());
        }
    },
    PACKAGES_ARE_FREE_OF_CYCLES {
        @Override
        ArchRule in(Layout layout) {
            return SlicesRuleDefinition.slices()
                    .matching(layout.root() + ".(**)")
                    .should()
                    .beFreeOfCycles();
        }
    },
    NO_PACKAGE_ESCAPES_THE_NULL_CHECK {
        @Override
        ArchRule in(Layout layout) {
            return classes().that().resideInAPackage(layout.root() + "..").should(liveInANullMarkedPackage());
        }
    },
    TESTKIT_SHOWS_NO_THIRD_PARTY_TYPE_BUT_TEST_ENGINES {
        @Override
        ArchRule in(Layout layout) {
            return classes()
                    .that()
                    .arePublic()
                    .and()
                    .resideInAPackage(layout.module("testkit"))
                    .should(new OnlyShowOwnTypes(layout, "net.jqwik.api", "org.junit.jupiter.api"));
        }
    },
    NOBODY_READS_THE_SYSTEM_CLOCK {
        @Override
        ArchRule in(Layout layout) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(layout.modules("domain", "ports", "documents", "adapters", "testkit"))
                    .or()
                    .resideInAPackage(layout.module("application"))
                    .and()
                    .doNotHaveSimpleName("Keyholder")
                    .should()
                    .accessTargetWhere(isOneOf(
                            Set.of("now", "systemUTC", "systemDefaultZone", "currentTimeMillis"),
                            Clock.class,
                            Instant.class,
                            System.class));
        }
    },
    NOBODY_USES_WEAK_RANDOMNESS {
        @Override
        ArchRule in(Layout layout) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(layout.modules("domain", "ports", "application", "documents", "adapters"))
                    .should()
                    .accessTargetWhere(isOneOf(Set.of("random", "randomUUID"), Math.class, UUID.class))
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom");
        }
    },
    NOBODY_NAMES_A_CLASS_IN_DATA {
        @Override
        ArchRule in(Layout layout) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(layout.modules("domain", "ports", "application", "documents", "adapters"))
                    .should()
                    .accessTargetWhere(named("forName")
                            .or(named("loadClass"))
                            .or(named("activateDefaultTyping"))
                            .or(deserialization()))
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo");
        }
    },
    THE_CORE_NEITHER_PRINTS_NOR_LOGS {
        @Override
        ArchRule in(Layout layout) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(layout.modules("domain", "ports", "application", "documents"))
                    .should()
                    .accessTargetWhere(named("out").or(named("err")).or(named("printStackTrace")))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.slf4j..", "java.util.logging..");
        }
    };

    private static final String JSPECIFY = "org.jspecify.annotations";

    /** The rule, held against the modules of this layout. */
    abstract ArchRule in(Layout layout);

    private static ArchRule onlyKnows(Layout layout, String module, Set<String> modules, String... packages) {
        return classes()
                .that()
                .resideInAPackage(layout.module(module))
                .should()
                .onlyDependOnClassesThat(layout.modulesAndPackages(modules, packages));
    }

    /** The platform's own reading of objects; a method of another type that has the same name is none. */
    private static DescribedPredicate<JavaAccess<?>> deserialization() {
        return DescribedPredicate.describe(
                "ObjectInputStream.readObject",
                access -> access.getTarget().getName().equals("readObject")
                        && access.getTarget().getOwner().isAssignableTo(java.io.ObjectInputStream.class));
    }

    /** The compiler checks for null only what a {@code package-info.java} marks. */
    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return ArchCondition.from(DescribedPredicate.describe(
                "live in a package marked as free of null",
                type -> type.getPackage().isAnnotatedWith(JSPECIFY + ".NullMarked")));
    }

    /** All classes but private ones that gather the parts of an immutable value, or go through a text. */
    private static DescribedPredicate<JavaClass> areNoPrivateDrafts() {
        return DescribedPredicate.describe(
                "are no private drafts",
                type -> !(Set.of("Draft", "Punycode").contains(type.getSimpleName())
                        && type.getModifiers().contains(JavaModifier.PRIVATE)));
    }

    private static DescribedPredicate<JavaAccess<?>> isOneOf(Set<String> members, Class<?>... owners) {
        Set<String> ownerNames =
                java.util.Arrays.stream(owners).map(Class::getName).collect(java.util.stream.Collectors.toSet());
        return DescribedPredicate.describe("one of " + members + " of " + ownerNames, access -> {
            AccessTarget target = access.getTarget();
            return members.contains(target.getName())
                    && ownerNames.contains(target.getOwner().getName())
                    && !hasAClockArgument(target);
        });
    }

    private static boolean hasAClockArgument(AccessTarget target) {
        return target instanceof AccessTarget.MethodCallTarget call
                && call.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(Clock.class));
    }

    private static DescribedPredicate<JavaAccess<?>> named(String member) {
        return DescribedPredicate.describe(
                member, access -> access.getTarget().getName().equals(member));
    }
}
