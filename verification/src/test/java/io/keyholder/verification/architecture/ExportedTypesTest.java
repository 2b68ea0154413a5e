package io.keyholder.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.verification.wrong.domain.exported.LeadsFromNowhere;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each exported type is one that a reader meets: it begins something, by its name in the list below, or it is met on
 * the way from such a type, as a parameter, a result, an alternative, a super-type or a nested type. A type that only
 * the wiring between modules needs is on no such way. Exceptions are met when they are thrown.
 */
class ExportedTypesTest {
    private static final Map<String, List<String>> BEGINNINGS = Map.of(
            "hosts",
                    List.of(
                            "embedded.EmbeddedKeyholder",
                            "application.key.PropertySealing",
                            "application.recovery.KeyShares",
                            "application.recovery.KeyTransfer",
                            "application.recovery.RecoveryKits",
                            "adapters.crypto.BouncyCastleCrypto",
                            "adapters.crypto.file.OwnerOnlyFile",
                            "adapters.crypto.password.CommonPasswords",
                            "adapters.crypto.SealedPrivateKeyStore",
                            "adapters.mail.SmtpInvitationSender",
                            "adapters.memory.H2Storage",
                            "adapters.memory.InMemoryAuditTrail",
                            "adapters.memory.MapStorage",
                            "adapters.memory.Slf4jAuditTrail",
                            "adapters.couchdb.CouchDbStorage",
                            "adapters.phone.RegionalPhones",
                            "adapters.qr.QrCode",
                            "domain.credential.CopiedText",
                            "domain.permission.PermissionEvaluation",
                            "domain.permission.CriterionAttributes",
                            "documents.PersonDocuments",
                            "documents.PropertyContents",
                            "documents.UserDocumentStream",
                            "documents.UserDocuments"),
            "authors of policies",
                    List.of(
                            "domain.access.AdministratorRank",
                            "domain.access.TargetAttributes",
                            "domain.access.UserAdmission",
                            "domain.access.UserChange"),
            "authors of stores",
                    List.of(
                            "documents.InvitationDocuments",
                            "documents.LoginStateDocuments",
                            "documents.SharedDocuments"));

    private static final Set<Class<?>> EXPORTED = exported();

    @Test
    void eachExportedTypeLeadsFromABeginning() {
        assertThat(unmet(EXPORTED)).isEmpty();
    }

    @Test
    void aTypeThatLeadsFromNowhereIsFound() {
        assertThat(unmet(Set.of(LeadsFromNowhere.class))).containsExactly(LeadsFromNowhere.class.getName());
    }

    @Test
    void eachBeginningIsExportedAndNeedsToBeNamed() {
        assertThat(EXPORTED).containsAll(beginnings().toList());
        assertThat(beginnings().filter(ExportedTypesTest::isMetOtherwise)).isEmpty();
    }

    private static boolean isMetOtherwise(Class<?> beginning) {
        return ShownTypes.from(beginnings().filter(other -> other != beginning)).contains(beginning);
    }

    private static Set<String> unmet(Set<Class<?>> types) {
        Set<Class<?>> met = ShownTypes.from(beginnings());
        return types.stream()
                .filter(type -> !met.contains(type) && !Throwable.class.isAssignableFrom(type))
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> beginnings() {
        return BEGINNINGS.values().stream().flatMap(List::stream).map(name -> named("io.keyholder." + name));
    }

    private static Set<Class<?>> exported() {
        return ModuleGraphTest.published()
                .filter(module -> !Set.of("io.keyholder.testkit", "io.keyholder.commandline")
                        .contains(module.descriptor().name()))
                .flatMap(ExportedTypesTest::exported)
                .collect(Collectors.toSet());
    }

    private static Stream<Class<?>> exported(ModuleReference module) {
        Set<String> packages = module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        try (var reader = module.open();
                Stream<String> entries = reader.list()) {
            return entries
                    .filter(entry -> entry.endsWith(".class") && !entry.contains("$") && !entry.contains("-info"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.'))
                    .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
                    .<Class<?>>map(ExportedTypesTest::named)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, ExportedTypesTest.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError("no type " + name + " of " + Arrays.toString(name.split("\\.", -1)), missing);
        }
    }
}
