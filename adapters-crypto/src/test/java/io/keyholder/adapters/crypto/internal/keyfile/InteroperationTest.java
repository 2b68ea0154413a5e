package io.keyholder.adapters.crypto.internal.keyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.ForeignProgram;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That keys and sealed data pass between us, openssl and the WebCrypto of Node. */
class InteroperationTest {
    private static final Password PASSPHRASE = Password.of("lamp ferry walnut");
    private static final SealingContext CONTEXT = new SealingContext("rapport médical 17");
    private static final byte[] CONTENT = "blood pressure 120/80".getBytes(StandardCharsets.US_ASCII);

    private final BouncyCastleCrypto crypto =
            BouncyCastleCrypto.create(CryptoOptions.defaults().withPbkdf2Iterations(1_000));

    @TempDir
    private Path directory;

    @Test
    void opensslOpensTheKeyFile() throws IOException {
        try (EncryptionKeyPair pair = TestKeyPairs.mary()) {
            Path file = Files.write(
                    directory.resolve("key.pem"),
                    crypto.privateKeyFiles().toEncryptedPem(pair.privateKey(), PASSPHRASE));
            byte[] spki = ForeignProgram.run(
                    PASSPHRASE.utf8(),
                    "openssl",
                    "pkey",
                    "-in",
                    file.toString(),
                    "-passin",
                    "stdin",
                    "-pubout",
                    "-outform",
                    "DER");
            assertThat(spki).isEqualTo(pair.publicKey().spki());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v2prf hmacWithSHA256 -iter 2000", "-v2prf hmacWithSHA512", "-scrypt", "-v2 aes-128-cbc"})
    void readsTheKeyFileOfOpenssl(String options) throws IOException {
        try (EncryptionKeyPair pair = TestKeyPairs.mary()) {
            Path file =
                    Files.write(directory.resolve("key.der"), pair.privateKey().pkcs8());
            String command = "openssl pkcs8 -topk8 -inform DER -in " + file + " -passout stdin " + options;
            byte[] pem = ForeignProgram.run(PASSPHRASE.utf8(), command.split(" "));
            assertThat(read(pem)).isEqualTo(pair.privateKey());
            assertThat(crypto.privateKeyFiles().read(pem, Password.of("wrong")))
                    .isInstanceOf(PrivateKeyReading.WrongPassphrase.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void webCryptoOpensIcuresForm(KeyPadding padding) {
        try (EncryptionKeyPair pair = TestKeyPairs.mary(padding);
                ContentKey key = ContentKey.of(crypto.secretGenerator().nextBytes(32))) {
            Map<String, Object> answer = webCrypto(
                    "openIcure",
                    pair,
                    Map.of(
                            "wrapped", hex(crypto.contentKeyWrapper().wrap(key, pair.publicKey())),
                            "sealed", hex(crypto.contentCipher().sealUnauthenticated(CONTENT, key))));
            assertThat(answer).containsEntry("content", hex(CONTENT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensIcuresFormOfWebCrypto(KeyPadding padding) {
        try (EncryptionKeyPair pair = TestKeyPairs.mary(padding)) {
            Map<String, Object> answer = webCrypto("sealIcure", pair, Map.of("content", hex(CONTENT)));
            try (ContentKey key = crypto.contentKeyWrapper().unwrap(bytes(answer, "wrapped"), pair)) {
                assertThat(crypto.contentCipher().openUnauthenticated(bytes(answer, "sealed"), key))
                        .isEqualTo(CONTENT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void webCryptoOpensTheSealedForm(KeyPadding padding) {
        byte[] content = new byte[150_000];
        content[149_999] = 1;
        try (EncryptionKeyPair pair = TestKeyPairs.mary(padding)) {
            byte[] sealed = crypto.dataSealer().seal(content, List.of(pair.publicKey()), CONTEXT);
            Map<String, Object> answer =
                    webCrypto("openSealed", pair, Map.of("sealed", hex(sealed), "context", CONTEXT.value()));
            assertThat(answer).containsEntry("content", hex(content));
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensslOpensWrappedKeysAndWrapsThem(KeyPadding padding) throws IOException {
        try (EncryptionKeyPair pair = TestKeyPairs.mary(padding);
                ContentKey key = ContentKey.of(crypto.secretGenerator().nextBytes(32))) {
            byte[] opened = pkeyutl(
                    pair,
                    "-decrypt",
                    crypto.contentKeyWrapper().wrap(key, pair.publicKey()),
                    digest(padding),
                    digest(padding));
            assertThat(opened).isEqualTo(key.bytes());
            byte[] wrapped = pkeyutl(pair, "-encrypt", key.bytes(), digest(padding), digest(padding));
            assertThat(crypto.contentKeyWrapper().unwrap(wrapped, pair)).isEqualTo(key);
        }
    }

    /** The two names of one padding that providers understand differently, a label, and what came before OAEP. */
    @ParameterizedTest
    @EnumSource
    void unwrapsNoKeyUnderAnotherPadding(KeyPadding padding) throws IOException {
        try (EncryptionKeyPair pair = TestKeyPairs.mary(padding);
                ContentKey key = ContentKey.of(crypto.secretGenerator().nextBytes(32))) {
            String own = digest(padding);
            String other = "sha1".equals(own) ? "sha256" : "sha1";
            List<byte[]> foreign = List.of(
                    pkeyutl(pair, "-encrypt", key.bytes(), other, other),
                    pkeyutl(pair, "-encrypt", key.bytes(), own, other),
                    pkeyutl(pair, "-encrypt", key.bytes(), own, own, "-pkeyopt", "rsa_oaep_label:6b6579"),
                    pkeyutl(pair, "-encrypt", key.bytes()));
            for (byte[] wrapped : foreign) {
                assertThatThrownBy(() -> crypto.contentKeyWrapper().unwrap(wrapped, pair))
                        .isInstanceOf(UnopenableDataException.class)
                        .hasNoCause();
            }
        }
    }

    @Test
    void readsEveryFormOfAKeyThatWebCryptoMade() {
        try (EncryptionKeyPair any = TestKeyPairs.mary()) {
            Map<String, Object> answer = webCrypto("makeKey", any, Map.of());
            byte[] pkcs8Hex = hex(bytes(answer, "pkcs8")).getBytes(StandardCharsets.US_ASCII);
            for (byte[] file : List.of(pkcs8Hex, bytes(answer, "stored"))) {
                EncryptionPrivateKey key = read(file);
                EncryptionPublicKey registered =
                        EncryptionPublicKey.ofSpki(bytes(answer, "spki"), KeyPadding.OAEP_SHA256);
                assertThat(crypto.privateKeyFiles().publicKeyOf(key, KeyPadding.OAEP_SHA256))
                        .isEqualTo(registered);
            }
        }
    }

    private static String digest(KeyPadding padding) {
        return padding == KeyPadding.OAEP_SHA1 ? "sha1" : "sha256";
    }

    /** OAEP with these digests; without any, the padding of PKCS #1 version 1.5. */
    private byte[] pkeyutl(EncryptionKeyPair pair, String action, byte[] input, String... options) throws IOException {
        Path file = Files.write(directory.resolve("pair.der"), pair.privateKey().pkcs8());
        List<String> command =
                new ArrayList<>(List.of("openssl", "pkeyutl", action, "-keyform", "DER", "-inkey", file.toString()));
        if (options.length > 0) {
            command.addAll(List.of("-pkeyopt", "rsa_padding_mode:oaep"));
            command.addAll(List.of("-pkeyopt", "rsa_oaep_md:" + options[0]));
            command.addAll(List.of("-pkeyopt", "rsa_mgf1_md:" + options[1]));
            command.addAll(Arrays.asList(options).subList(2, options.length));
        }
        return ForeignProgram.run(input, command.toArray(String[]::new));
    }

    private EncryptionPrivateKey read(byte[] file) {
        PrivateKeyReading reading = crypto.privateKeyFiles().read(file, PASSPHRASE);
        assertThat(reading).isInstanceOf(PrivateKeyReading.Read.class);
        return ((PrivateKeyReading.Read) reading).key();
    }

    /** The key goes as a JWK, so that every request shows that WebCrypto imports it. */
    private Map<String, Object> webCrypto(String action, EncryptionKeyPair pair, Map<String, String> members) {
        KeyPadding padding = pair.publicKey().padding();
        StringBuilder request = new StringBuilder("{\"do\":\"" + action + "\",\"hash\":\""
                + (padding == KeyPadding.OAEP_SHA1 ? "SHA-1" : "SHA-256") + "\",\"jwk\":");
        request.append(new String(
                crypto.privateKeyFiles().toUnprotectedJwk(pair.privateKey(), padding), StandardCharsets.US_ASCII));
        members.forEach((name, value) ->
                request.append(",\"").append(name).append("\":\"").append(value).append('"'));
        byte[] answer =
                ForeignProgram.run(request.append('}').toString().getBytes(StandardCharsets.UTF_8), "node", script());
        return JsonText.object(new String(answer, StandardCharsets.US_ASCII));
    }

    private static String script() {
        try {
            return Path.of(Objects.requireNonNull(InteroperationTest.class.getResource("webcrypto.mjs"))
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] bytes(Map<String, Object> answer, String name) {
        return HexFormat.of().parseHex((String) Objects.requireNonNull(answer.get(name)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
