package io.keyholder.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.user.FindResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.ports.Storage;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.persistence.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SettingsTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(KeyholderAutoConfiguration.class));

    @TempDir
    private Path directory;

    @Test
    void anEmbeddedStoreKeepsItsUsersOverRestarts() {
        ApplicationContextRunner embedded = runner.withPropertyValues(
                "keyholder.embedded.directory=" + directory.resolve("users"), "keyholder.hashing.bcrypt-cost=4");
        embedded.run(context -> {
            try (Password password = Password.of("correct horse battery")) {
                context.getBean(Keyholder.class).users().create("ada", password).orThrow();
            }
        });
        embedded.run(
                context -> assertThat(context.getBean(Keyholder.class).users().find(Actor.host(), "ada"))
                        .isInstanceOf(FindResult.Found.class));
        assertThat(directory.resolve("users/sealing.key")).exists();
    }

    @Test
    void theStoreIsClosedWithTheApplication() {
        List<Keyholder> opened = new ArrayList<>();
        runner.withPropertyValues("keyholder.store=memory")
                .run(context -> opened.add(context.getBean(Keyholder.class)));
        assertThatThrownBy(() -> opened.get(0).users().find(Actor.host(), "ada"))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void optionsComeFromProperties() {
        runner.withPropertyValues(
                        "keyholder.store=memory",
                        "keyholder.host-name=practice.example.org",
                        "keyholder.login.password-login-life=12h",
                        "keyholder.login.ticket-life=2m",
                        "keyholder.login.recognition-life=30d",
                        "keyholder.hashing.parallel=3",
                        "keyholder.hashing.waiting=7",
                        "keyholder.hashing.longest-wait=4s",
                        "keyholder.hashing.bcrypt-cost=5")
                .run(context -> {
                    KeyholderOptions options = context.getBean(KeyholderOptions.class);
                    assertThat(options.hostName()).isEqualTo("practice.example.org");
                    LoginPolicy policy = options.loginPolicy();
                    assertThat(policy.passwordLoginLife()).isEqualTo(Duration.ofHours(12));
                    assertThat(policy.ticketLife()).isEqualTo(Duration.ofMinutes(2));
                    assertThat(policy.recognitionLife()).isEqualTo(Duration.ofDays(30));
                    assertThat(policy.hashing().parallel()).isEqualTo(3);
                    assertThat(policy.hashing().waiting()).isEqualTo(7);
                    assertThat(policy.hashing().longestWait()).isEqualTo(Duration.ofSeconds(4));
                    assertThat(context.getBean(CryptoOptions.class).bcryptCost())
                            .isEqualTo(5);
                });
    }

    @Test
    void beansOfTheHostTakeTheirPlaces() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        List<AuditEvent> events = new ArrayList<>();
        MapStorage storage = MapStorage.create();
        InvitationSender sender = message -> InvitationSender.NONE.send(message);
        runner.withBean(Clock.class, () -> clock)
                .withBean(AuditTrail.class, () -> events::add)
                .withBean(RoleCatalogue.class, () -> RoleCatalogue.EMPTY)
                .withBean(Storage.class, () -> storage)
                .withBean(InvitationSender.class, () -> sender)
                .withPropertyValues(
                        "keyholder.invitations.from=practice@example.org", "keyholder.hashing.bcrypt-cost=4")
                .run(context -> {
                    KeyholderOptions options = context.getBean(KeyholderOptions.class);
                    assertThat(options.clock()).isSameAs(clock);
                    assertThat(context.getBean(Storage.class)).isSameAs(storage);
                    assertThat(context.getBean(InvitationOptions.class).sender())
                            .isSameAs(sender);
                    try (Password password = Password.of("correct horse battery")) {
                        context.getBean(Keyholder.class)
                                .users()
                                .create("ada", password)
                                .orThrow();
                    }
                    assertThat(events).isNotEmpty();
                });
    }

    @Test
    void aPepperFileIsUsed() throws IOException {
        Path pepper = ownersOnly(directory.resolve("pepper.key"), "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n");
        runner.withPropertyValues("keyholder.store=memory", "keyholder.hashing.pepper-file=" + pepper)
                .run(context -> assertThat(context).hasNotFailed().hasBean("keyholderPepperKeys"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    keyholder.embedded.directory | |
                    keyholder.host-name | keyholder.store=memory keyholder.host-name=
                    keyholder.login.password-login-life | keyholder.store=memory keyholder.login.password-login-life=1s
                    keyholder.login.ticket-life | keyholder.store=memory keyholder.login.ticket-life=1s
                    keyholder.login.recognition-life | keyholder.store=memory keyholder.login.recognition-life=1s
                    keyholder.hashing.parallel | keyholder.store=memory keyholder.hashing.parallel=0
                    keyholder.hashing.waiting | keyholder.store=memory keyholder.hashing.waiting=-1
                    keyholder.hashing.longest-wait | keyholder.store=memory keyholder.hashing.longest-wait=0s
                    keyholder.hashing.bcrypt-cost | keyholder.store=memory keyholder.hashing.bcrypt-cost=3
                    keyholder.hashing.pepper-file | keyholder.store=memory keyholder.hashing.pepper-file=/nowhere/pepper
                    keyholder.embedded.directory | keyholder.embedded.directory=/proc/nowhere
                    keyholder.embedded.cache-mebibytes | keyholder.embedded.directory=/proc/x keyholder.embedded.cache-mebibytes=0
                    keyholder.couchdb.addresses | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key
                    keyholder.couchdb.database | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key keyholder.couchdb.addresses=http://localhost:1
                    keyholder.couchdb.database | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key keyholder.couchdb.addresses=http://localhost:1 keyholder.couchdb.database=UPPER
                    keyholder.couchdb.addresses | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key keyholder.couchdb.addresses=http://db.example.org keyholder.couchdb.database=x
                    keyholder.couchdb.addresses | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key keyholder.couchdb.addresses=http://localhost:1 keyholder.couchdb.database=x keyholder.couchdb.deadline=1s
                    keyholder.couchdb.deadline | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key keyholder.couchdb.addresses=http://localhost:1 keyholder.couchdb.database=x keyholder.couchdb.deadline=1h
                    keyholder.couchdb.connections | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key keyholder.couchdb.addresses=http://localhost:1 keyholder.couchdb.database=x keyholder.couchdb.connections=0
                    keyholder.couchdb.account | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key keyholder.couchdb.addresses=http://localhost:1 keyholder.couchdb.database=x keyholder.couchdb.account=a:b keyholder.couchdb.password=c
                    keyholder.couchdb.password | keyholder.store=couchdb keyholder.sealing-key-file=${dir}/s.key keyholder.couchdb.addresses=http://localhost:1 keyholder.couchdb.database=x keyholder.couchdb.account=a
                    keyholder.invitations.from | keyholder.store=memory spring.mail.host=localhost
                    keyholder.invitations.from | keyholder.store=memory spring.mail.host=localhost keyholder.invitations.from=nonsense
                    keyholder.invitations.sender-name | keyholder.store=memory spring.mail.host=localhost keyholder.invitations.from=a@example.org keyholder.invitations.sender-name=
                    spring.mail.port | keyholder.store=memory spring.mail.host=localhost keyholder.invitations.from=a@example.org spring.mail.port=0
                    spring.mail.password | keyholder.store=memory spring.mail.host=localhost keyholder.invitations.from=a@example.org spring.mail.username=ada
                    spring.mail.username | keyholder.store=memory spring.mail.host=localhost keyholder.invitations.from=a@example.org spring.mail.username= spring.mail.password=x
                    """)
    void aWrongSettingStopsTheStartAndNamesItself(String property, String settings) {
        String[] values = settings == null
                ? new String[0]
                : settings.replace("${dir}", directory.toString()).split(" ", -1);
        runner.withPropertyValues(values).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new InvalidSettingFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription()).startsWith("The property " + property + " ");
            assertThat(analysis.getAction()).startsWith("- ");
        });
    }

    @Test
    void anUnknownBundleOfCertificatesIsNamed() {
        runner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(
                        "keyholder.store=memory",
                        "keyholder.invitations.from=a@example.org",
                        "spring.mail.host=localhost",
                        "spring.mail.ssl.bundle=missing")
                .run(context -> assertThat(new InvalidSettingFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .isEqualTo("The property spring.mail.ssl.bundle names no bundle."));
    }

    @Test
    void aMissingAdapterIsNamed() {
        runner.withPropertyValues("keyholder.store=couchdb")
                .withClassLoader(new FilteredClassLoader("io.keyholder.adapters.couchdb"))
                .run(context -> assertThat(new InvalidSettingFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getAction())
                        .contains("keyholder-adapters-couchdb"));
    }

    @Test
    void aSharedDatabaseNeedsASealingKey() {
        runner.withBean(Storage.class, MapStorage::create)
                .withPropertyValues("keyholder.store=couchdb")
                .run(context -> assertThat(new InvalidSettingFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .isEqualTo("The property keyholder.sealing-key-file is not set."));
    }

    @Test
    void thePasswordOfTheAccountIsNeverShown() {
        runner.withPropertyValues(
                        "keyholder.store=memory",
                        "keyholder.couchdb.account=ada",
                        "keyholder.couchdb.password=very secret")
                .run(context -> assertThat(
                                context.getBean(KeyholderProperties.class).toString())
                        .doesNotContain("very secret"));
    }

    @Test
    void aStartThatFailsPrintsWhatHelps() {
        SpringApplicationBuilder host = new SpringApplicationBuilder(Practice.class)
                .properties("server.port=0", "spring.main.banner-mode=off", "keyholder.hashing.bcrypt-cost=4");
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(host::run).hasRootCauseInstanceOf(InvalidSettingException.class);
        } finally {
            System.setOut(before);
        }
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains(
                        "APPLICATION FAILED TO START",
                        "The property keyholder.embedded.directory is not set.",
                        "- Set keyholder.store=memory for a trial");
    }

    private static Path ownersOnly(Path file, String content) throws IOException {
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
