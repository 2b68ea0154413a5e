package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateCommandTest {
    private static final String PASSWORD = "correct horse battery\n";

    @TempDir
    private Path directory;

    private Host host;
    private Path key;

    @BeforeEach
    void makeHost() {
        host = new Host(directory);
        key = directory.resolve("key.pem");
    }

    @Test
    void createsAUserThatLogsIn() {
        Host.Run created = create(PASSWORD, "--login", "ada", "--email", "ada@example.org", "--name", "Ada");

        assertThat(created.exitCode()).isZero();
        assertThat(created.err()).isEmpty();
        assertThat(created.out()).singleElement().asString().matches("created [0-9a-f-]{36}");
        String id = created.out().get(0).substring("created ".length());
        assertThat(host.runWithInput(PASSWORD, "log-in", "--login", "ADA@example.org")
                        .out())
                .containsExactly("accepted " + id);
    }

    @Test
    void createsAUserKnownByPhoneOnly() {
        assertThat(create(PASSWORD, "--phone", "+32 470 00 00 01").exitCode()).isZero();
        assertThat(host.runWithInput(PASSWORD, "log-in", "--login", "+32470000001")
                        .exitCode())
                .isZero();
    }

    @Test
    void createsAUserWithoutPassword() {
        create("", "--login", "spirometer", "--no-password");

        assertThat(onlyUser().credentials().passwordHash()).isEmpty();
    }

    @Test
    void savesThePrivateKeyUnderThePassphrase() throws IOException, GeneralSecurityException {
        Host.Run run =
                create(PASSWORD + "open sesame\n", "--login", "ada", "--patient", "p-1", "--key", key.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).singleElement().asString().contains(key.toString());
        assertThat(publicHalfOf(decrypt(Files.readString(key), "open sesame"))).isEqualTo(registeredKey("p-1"));
    }

    @Test
    void letsOnlyTheOwnerReadThePrivateKey() throws IOException {
        create(PASSWORD + "open sesame\n", "--login", "ada", "--hcp", "h-1", "--key", key.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void neverOverwritesAKeyFile() throws IOException {
        Files.writeString(key, "precious");

        Host.Run run = create(PASSWORD + "open sesame\n", "--login", "ada", "--device", "d-1", "--key", key.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("there is already a file");
        assertThat(key).hasContent("precious");
        assertThat(host.run("list").out()).isEmpty();
    }

    @Test
    void leavesNoKeyFileBehindWhenTheUserIsRefused() {
        create(PASSWORD, "--login", "ada");

        Host.Run run =
                create(PASSWORD + "open sesame\n", "--login", "ADA", "--patient", "p-1", "--key", key.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).containsExactly("keyholder: not created: another user is known as 'ada'");
        assertThat(key).doesNotExist();
    }

    @Test
    void takesAUserBackWhoseKeyCannotBeSaved() {
        Host.Run run = new Host(directory, Host.UNABLE_TO_EXPORT)
                .runWithInput(
                        PASSWORD + "open sesame\n",
                        "create",
                        "--login",
                        "ada",
                        "--patient",
                        "p-1",
                        "--key",
                        key.toString());

        assertThat(run)
                .isEqualTo(new Host.Run(ExitCode.REFUSED, List.of(), List.of("keyholder: the provider is gone")));
        assertThat(key).doesNotExist();
        assertThat(host.run("list").out()).isEmpty();
    }

    @Test
    void refusesAnEmptyPassphrase() {
        Host.Run run = create(PASSWORD, "--login", "ada", "--patient", "p-1", "--key", key.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("passphrase");
        assertThat(key).doesNotExist();
        assertThat(host.run("list").out()).isEmpty();
    }

    @Test
    void refusesAWeakPassword() {
        Host.Run run = create("zqxv7\n", "--login", "ada");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err())
                .containsExactly("keyholder: not created: the password is not accepted: Use at least 15 characters.");
    }

    @Test
    void asksWhereThePrivateKeyGoes() {
        Host.Run run = create(PASSWORD, "--login", "ada", "--patient", "p-1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).singleElement().asString().contains("--key FILE or --no-key");
        assertThat(host.data()).doesNotExist();
    }

    @Test
    void makesNoKeyForWhomHasOne() {
        create(PASSWORD, "--login", "ada", "--patient", "p-1", "--no-key");

        assertThat(onlyUser().dataOwner().patient()).contains(new DataOwnerId("p-1"));
        assertThat(registeredKeys("p-1")).isEmpty();
    }

    @Test
    void refusesAKeyFileForNobodysKey() {
        assertThat(create(PASSWORD, "--login", "ada", "--key", key.toString()).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void refusesAUserThatCouldNotLogIn() {
        Host.Run run = create(PASSWORD, "--name", "Ada");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).containsExactly("keyholder: user has neither login, email nor mobile phone");
        assertThat(host.data()).doesNotExist();
    }

    private Host.Run create(String input, String... options) {
        return host.runWithInput(input, "create", options);
    }

    private User onlyUser() {
        try (Keyholder keyholder = host.open()) {
            assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isOne();
            List<User> users = new java.util.ArrayList<>();
            keyholder.users().forEach(Actor.host(), users::add);
            return users.get(0);
        }
    }

    private List<RegisteredKey> registeredKeys(String owner) {
        try (Keyholder keyholder = host.open()) {
            return keyholder.keys().publicKeysOf(new DataOwnerId(owner));
        }
    }

    private byte[] registeredKey(String owner) {
        return registeredKeys(owner).get(0).publicKey().spki();
    }

    /** Reads the file with the platform's own provider, which shares nothing with the one that wrote it. */
    private static RSAPrivateCrtKey decrypt(String pem, String passphrase)
            throws IOException, GeneralSecurityException {
        String base64 = pem.lines().filter(line -> !line.startsWith("-----")).collect(Collectors.joining());
        EncryptedPrivateKeyInfo encrypted =
                new EncryptedPrivateKeyInfo(Base64.getDecoder().decode(base64));
        String algorithm = encrypted.getAlgParameters().toString();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase.toCharArray())),
                encrypted.getAlgParameters());
        PKCS8EncodedKeySpec spec = encrypted.getKeySpec(cipher);
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
    }

    private static byte[] publicHalfOf(RSAPrivateCrtKey key) throws GeneralSecurityException {
        RSAPublicKeySpec spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        return KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
    }
}
