package io.keyholder.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.testkit.internal.TestUsers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The report of a property that failed shows the values that it failed for. */
class FailedSampleTest {
    @Test
    void showsAWholeUserWithItsSecrets() {
        assertThat(reportOf(OfAUser.class))
                .contains("User {", "u-shown", "a-login", "an-encoded-hash", "JBSWY3DPEHPK3PXP", "an-old-token")
                .contains("x-site", "[\"a member\"]")
                .doesNotContain("mobilePhone");
    }

    @Test
    void showsPasswordsAndEventsAndEscapesWhatCannotBeSeen() {
        assertThat(reportOf(OfOthers.class))
                .contains("Password \"secret\\u0000word\"")
                .contains("LoginRefused {", "UNKNOWN_USER", "half\\ud800", "two\\u000alines", "\ud83d\udd11");
    }

    private static String reportOf(Class<?> failing) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(failing))
                .filters(EngineFilter.includeEngines("jqwik"))
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.database", "")
                .configurationParameter(LauncherConstants.OUTPUT_DIR_PROPERTY_NAME, "target/contract-runs")
                .build();
        List<String> entries = new CopyOnWriteArrayList<>();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config).execute(request, new TestExecutionListener() {
            @Override
            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                entries.addAll(entry.getKeyValuePairs().values());
            }
        });
        assertThat(entries).isNotEmpty();
        return String.join("\n", entries);
    }

    /** Run by this test alone. */
    static class OfAUser {
        @Property
        boolean fails(@ForAll("user") User user) {
            return user.isDeleted();
        }

        @Provide
        Arbitrary<User> user() {
            return Arbitraries.just(TestUsers.user("u-shown", LoginIdentifiers.login("a-login"))
                    .withCredentials(new Credentials(
                            Optional.empty(),
                            Optional.of(PasswordHash.of("an-encoded-hash")),
                            new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXP"))))
                    .withTokens(new Tokens(Map.of(), Map.of("old", ApplicationToken.of("an-old-token"))))
                    .withUnknownMembers(PreservedJson.of(Map.of("x-site", "[\"a member\"]"), Set.of())));
        }
    }

    /** Run by this test alone. */
    static class OfOthers {
        @Property
        boolean fails(@ForAll("password") Password password, @ForAll("event") AuditEvent event) {
            return password.isEmpty() && event.actor().isPresent();
        }

        @Provide
        Arbitrary<Password> password() {
            return Arbitraries.just(Password.of("secret\u0000word"));
        }

        @Provide
        Arbitrary<AuditEvent> event() {
            return Arbitraries.just(new AuditEvent.LoginRefused(
                    TestUsers.NOW,
                    Optional.empty(),
                    RefusalReason.UNKNOWN_USER,
                    Optional.of("two\nlines, half\ud800 \ud83d\udd11")));
        }
    }
}
