package io.keyholder.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The modules keep the rules, and every rule bites: a deliberately wrong class breaks each. */
class ArchitectureTest {
    private static final JavaClasses REAL = new ClassFileImporter()
            .importPackages(Layout.REAL.root())
            .that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.keyholder.verification..")));
    private static final JavaClasses WRONG = new ClassFileImporter().importPackages(Layout.WRONG.root());

    @ParameterizedTest
    @EnumSource
    void theModulesKeep(ArchitectureRules rule) {
        rule.in(Layout.REAL).check(REAL);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongClassBreaks(ArchitectureRules rule) {
        EvaluationResult result = rule.in(Layout.WRONG).evaluate(WRONG);
        assertThat(result.hasViolation()).as(rule.name()).isTrue();
        assertThat(result.getFailureReport().getDetails())
                .allSatisfy(detail -> assertThat(detail).contains(Layout.WRONG.root()));
        assertThat(String.join("\n", result.getFailureReport().getDetails())).contains(wrongClassOf(rule));
    }

    @Test
    void theCouchDbAdapterMayShowNothingOfEktorp() {
        EvaluationResult result = ArchitectureRules.PUBLIC_API_SHOWS_NO_THIRD_PARTY_TYPE
                .in(Layout.WRONG)
                .evaluate(WRONG);
        assertThat(String.join("\n", result.getFailureReport().getDetails())).contains("CouchDbThatShowsEktorp");
    }

    @Test
    void aDraftThatOthersMayUseIsNoExemption() {
        EvaluationResult result =
                ArchitectureRules.DOMAIN_IS_IMMUTABLE.in(Layout.WRONG).evaluate(WRONG);
        assertThat(String.join("\n", result.getFailureReport().getDetails())).contains("domain.Draft");
    }

    private static String wrongClassOf(ArchitectureRules rule) {
        return switch (rule) {
            case DOMAIN_KNOWS_JAVA_BASE_ONLY -> "DomainThatKnowsSql";
            case DOMAIN_IS_IMMUTABLE -> "DomainThatChanges";
            case PORTS_KNOW_THE_DOMAIN_ONLY -> "PortThatKnowsTheApplication";
            case APPLICATION_KNOWS_PORTS_AND_DOMAIN_ONLY -> "ApplicationThatKnowsAnAdapter";
            case DOCUMENTS_KNOW_THE_DOMAIN_AND_JACKSON_ONLY -> "DocumentsThatKnowPorts";
            case MEMORY_ADAPTER_KNOWS_NO_OTHER_ADAPTER_AND_NO_APPLICATION -> "MemoryThatKnowsCrypto";
            case COUCHDB_ADAPTER_KNOWS_NO_OTHER_ADAPTER_AND_NO_APPLICATION -> "CouchDbThatKnowsMemory";
            case EKTORP_STAYS_WITHIN_THE_COUCHDB_ADAPTER -> "MemoryThatKnowsEktorp";
            case CRYPTO_ADAPTER_KNOWS_NO_OTHER_ADAPTER_AND_NO_APPLICATION -> "CryptoThatKnowsTheApplication";
            case QR_ADAPTER_KNOWS_THE_DOMAIN_AND_ZXING_ONLY -> "QrThatKnowsTheApplication";
            case PHONE_ADAPTER_KNOWS_THE_DOMAIN_AND_LIBPHONENUMBER_ONLY -> "PhoneThatKnowsTheApplication";
            case MAIL_ADAPTER_KNOWS_NO_OTHER_ADAPTER_AND_NO_APPLICATION -> "MailThatKnowsCrypto";
            case TESTKIT_KNOWS_NO_ADAPTER -> "TestkitThatKnowsAnAdapter";
            case PUBLIC_API_SHOWS_NO_THIRD_PARTY_TYPE -> "PortThatShowsJackson";
            case PUBLIC_API_SHOWS_NO_INTERNAL_TYPE -> "ApplicationThatShowsItsInside";
            case PACKAGES_ARE_FREE_OF_CYCLES -> "RoomThatKnowsAnother";
            case NO_PACKAGE_ESCAPES_THE_NULL_CHECK -> "DomainThatChanges";
            case TESTKIT_SHOWS_NO_THIRD_PARTY_TYPE_BUT_TEST_ENGINES -> "TestkitThatShowsAssertj";
            case NOBODY_READS_THE_SYSTEM_CLOCK -> "ApplicationThatReadsTheClock";
            case NOBODY_USES_WEAK_RANDOMNESS -> "ApplicationThatGuesses";
            case NOBODY_NAMES_A_CLASS_IN_DATA -> "DocumentsThatLoadClasses";
            case THE_CORE_NEITHER_PRINTS_NOR_LOGS -> "ApplicationThatPrints";
        };
    }
}
