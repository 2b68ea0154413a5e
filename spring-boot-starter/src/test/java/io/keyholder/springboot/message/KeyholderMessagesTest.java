package io.keyholder.springboot.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserLimits;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.text.LocalizableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticMessageSource;

class KeyholderMessagesTest {
    private static final List<String> LANGUAGES = List.of("", "_fr", "_nl", "_de");
    private static final Pattern PLACE = Pattern.compile("\\{([0-9]+)");
    private static final Pattern QUOTED_KEY =
            Pattern.compile("\"((?:login|password|refusal|limit|decision|key|page)\\.[A-Za-z_.]+)\"");

    /** Every sentence that the library can show to a person. */
    static Stream<LocalizableText> texts() {
        Permission permission = Permission.granting(PermissionType.ADMIN);
        PermissionItem admin = permission.grants().iterator().next();
        return Stream.of(
                        Arrays.stream(RefusalReason.values()).map(RefusalReason::text),
                        Arrays.stream(Refusal.Reason.values()).map(Refusal.Reason::text),
                        Arrays.stream(UserLimits.Limited.values())
                                .map(limited -> new UserLimits.Excess(limited, 7, 5).text()),
                        Stream.<PasswordFlaw>of(
                                        new PasswordFlaw.TooShort(12),
                                        new PasswordFlaw.TooLong(64),
                                        new PasswordFlaw.Common(),
                                        new PasswordFlaw.ContainsIdentifier())
                                .map(PasswordFlaw::text),
                        Stream.<Decision>of(
                                        new Decision.Granted(PermissionType.ADMIN, admin, permission),
                                        new Decision.Granted(PermissionType.HCP, admin, permission),
                                        new Decision.Revoked(PermissionType.HCP, admin, permission),
                                        new Decision.NotGranted(PermissionType.HCP),
                                        new Decision.OutOfScope(PermissionType.HCP))
                                .map(Decision::text),
                        Stream.of(LocalizableText.of("key.warning", PrivateKeyHandover.WARNING)))
                .flatMap(texts -> texts);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isThereInEveryLanguage(LocalizableText text) {
        for (String language : LANGUAGES) {
            assertThat(bundle(language).getProperty(text.key())).as(language).isNotBlank();
        }
        assertThat(List.of("en", "fr", "nl", "de").stream()
                        .map(language -> KeyholderMessages.ours().text(text, Locale.forLanguageTag(language)))
                        .distinct())
                .hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isInEnglishWhatTheLibraryHas(LocalizableText text) {
        String english = KeyholderMessages.ours().text(text, Locale.ENGLISH);
        if (text.key().startsWith("decision.")) {
            assertThat(english).startsWith("You may ");
        } else {
            assertThat(english).isEqualTo(text.english());
        }
    }

    @Test
    void everySubtypeOfAFlawIsKnownHere() {
        assertThat(PasswordFlaw.class.getPermittedSubclasses()).hasSize(4);
        assertThat(Decision.class.getPermittedSubclasses()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_fr", "_nl", "_de"})
    void languagesHaveTheSameKeysAndPlaces(String language) {
        Properties english = bundle("");
        Properties other = bundle(language);
        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(other.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_fr", "_nl", "_de"})
    void apostrophesAreShownAndPlacesFilled(String language) {
        Properties bundle = bundle(language);
        for (String key : bundle.stringPropertyNames()) {
            String pattern = bundle.getProperty(key);
            assertThat(pattern.replace("''", "")).as(key).doesNotContain("'");
            String shown = new MessageFormat(pattern, Locale.ENGLISH).format(new Object[] {3L, 4L});
            assertThat(shown).as(key).doesNotContain("{").doesNotContain("''");
            assertThat(shown.chars().filter(sign -> sign == '\'').count())
                    .as(key)
                    .isEqualTo((pattern.length() - pattern.replace("''", "").length()) / 2);
        }
    }

    @Test
    void everyKeyThatTheCodeNamesIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String source : sources()) {
            named.addAll(QUOTED_KEY
                    .matcher(source)
                    .results()
                    .map(found -> found.group(1))
                    .toList());
        }
        named.removeIf(key -> key.endsWith("."));
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(bundle("").stringPropertyNames()).containsAll(named);
    }

    @Test
    void minutesAreCounted() {
        KeyholderMessages ours = KeyholderMessages.ours();
        assertThat(ours.text(new LocalizableText("login.retryIn", Map.of("minutes", 1L), ""), Locale.FRENCH))
                .isEqualTo("Vous pourrez réessayer dans une minute.");
        assertThat(ours.text(new LocalizableText("login.retryIn", Map.of("minutes", 5L), ""), Locale.GERMAN))
                .isEqualTo("Sie können es in 5 Minuten noch einmal versuchen.");
    }

    @Test
    void anUnknownLanguageIsEnglish() {
        assertThat(KeyholderMessages.ours().text(RefusalReason.DISABLED.text(), Locale.JAPANESE))
                .isEqualTo("This user is disabled.");
    }

    @Test
    void theHostsOwnWordsComeFirst() {
        StaticMessageSource host = new StaticMessageSource();
        host.addMessage("keyholder.login.DISABLED", Locale.ENGLISH, "Call the front desk.");
        KeyholderMessages messages = KeyholderMessages.preferring(host);
        assertThat(messages.text(RefusalReason.DISABLED.text(), Locale.ENGLISH)).isEqualTo("Call the front desk.");
        assertThat(messages.text(RefusalReason.EXPIRED.text(), Locale.ENGLISH))
                .isEqualTo("The time of this user has ended.");
    }

    private static Set<String> places(String pattern) {
        return PLACE.matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/keyholder/springboot"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(KeyholderMessagesTest::content)
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Properties bundle(String language) {
        Properties properties = new Properties();
        try (InputStream stream = KeyholderMessages.class.getResourceAsStream("keyholder" + language + ".properties")) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
