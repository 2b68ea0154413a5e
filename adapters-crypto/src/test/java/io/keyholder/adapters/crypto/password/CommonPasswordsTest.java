package io.keyholder.adapters.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.file.HostFileException;
import io.keyholder.domain.credential.Password;
import io.keyholder.ports.hashing.PasswordBlocklist;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {
    private static final PasswordBlocklist STANDARD = CommonPasswords.standard();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"123456", "password", "PASSWORD", "PaSsWoRd", "qwerty123456789", "q1w2e3r4t5y6u7i8", "Iloveyou"})
    void theStandardListKnowsWhatEverybodyTries(String password) {
        assertThat(contains(STANDARD, password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " password", "password ", "password\r", "password\n", "Correct-Horse-3", "pässword"})
    void theStandardListKnowsNothingElse(String password) {
        assertThat(contains(STANDARD, password)).isFalse();
    }

    @Test
    void everyLineOfTheStandardListIsFound() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                CommonPasswords.class.getResourceAsStream("common-passwords.txt"), StandardCharsets.UTF_8))) {
            List<String> passwords =
                    lines.lines().filter(line -> !line.isEmpty()).toList();
            assertThat(passwords).hasSizeGreaterThan(99_000);
            assertThat(passwords).allMatch(password -> contains(STANDARD, password));
            assertThat(passwords).allMatch(password -> contains(STANDARD, password.toUpperCase(Locale.ROOT)));
        }
    }

    @Test
    void findsAPasswordInEveryFormOfUnicode() {
        PasswordBlocklist list = CommonPasswords.from(List.of("contrase\u00f1a", "pa\u0308sse"));
        for (String password : List.of("contrasen\u0303a", "CONTRASEN\u0303A", "contrase\u00f1a", "p\u00e4sse")) {
            assertThat(contains(list, password)).as(password).isTrue();
        }
        assertThat(contains(STANDARD, "ｐａｓｓｗｏｒｄ")).isTrue();
    }

    @Test
    void ignoresLetterCaseInEveryScript() {
        PasswordBlocklist list = CommonPasswords.from(List.of("Пароль", "ΚΩΔΙΚΟΣ", "izmir", "𐐀𐐁"));
        for (String password : List.of("ПАРОЛЬ", "κωδικος", "κωδικοσ", "IZMIR", "𐐨𐐩")) {
            assertThat(contains(list, password)).as(password).isTrue();
        }
        assertThat(contains(list, "𐐨")).isFalse();
    }

    @Test
    void aListMayBeReplaced() {
        PasswordBlocklist list = CommonPasswords.from(List.of("Praxis-2026", "Praxis-2026", ""));
        assertThat(contains(list, "praxis-2026")).isTrue();
        assertThat(contains(list, "password")).isFalse();
        assertThat(contains(list, "")).isFalse();
        assertThat(contains(CommonPasswords.from(List.of()), "password")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo 2\nthrée", "one\r\ntwo 2\r\nthrée\r\n", "\ufeffone\n\ntwo 2\nthrée\n"})
    void readsOnePasswordALine(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), content);
        PasswordBlocklist list = CommonPasswords.from(file);
        for (String password : List.of("ONE", "two 2", "THRÉE")) {
            assertThat(contains(list, password)).as(password).isTrue();
        }
        for (String password : List.of("", "two", "one\n")) {
            assertThat(contains(list, password)).as(password).isFalse();
        }
    }

    @Test
    void saysAtOnceThatAFileCannotBeRead() throws IOException {
        Path latin1 = Files.write(folder.resolve("latin1.txt"), new byte[] {'a', (byte) 0xe9, '\n'});
        for (Path file : List.of(folder.resolve("missing.txt"), folder, latin1)) {
            assertThatThrownBy(() -> CommonPasswords.from(file))
                    .isInstanceOf(HostFileException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private static boolean contains(PasswordBlocklist list, String password) {
        return list.contains(Password.of(password));
    }
}
