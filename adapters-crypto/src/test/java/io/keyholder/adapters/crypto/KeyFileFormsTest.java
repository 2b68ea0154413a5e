package io.keyholder.adapters.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Private keys as people have them: every form that programs write is read, and every refusal names what the file is.
 */
class KeyFileFormsTest {
    private static final String PASSPHRASE = "lamp ferry walnut";
    private static final EncryptionKeyPair PAIR = TestKeyPairs.mary();

    private final BouncyCastleCrypto crypto =
            BouncyCastleCrypto.create(CryptoOptions.defaults().withPbkdf2Iterations(1_000));

    @Test
    void readsAKeyInClearHoweverItIsWrapped() throws Exception {
        byte[] pkcs8 = PAIR.privateKey().pkcs8();
        byte[] pkcs1 = pkcs1();
        String hex = HexFormat.of().formatHex(pkcs8);
        List<byte[]> files = List.of(
                pkcs8,
                pkcs1,
                text("-----BEGIN RSA PRIVATE KEY-----", pkcs1, "-----END RSA PRIVATE KEY-----"),
                text("-----BEGIN PRIVATE KEY-----", pkcs1, "-----END PRIVATE KEY-----"),
                text("-----BEGIN ENCRYPTED PRIVATE KEY-----", pkcs8, "-----END ENCRYPTED PRIVATE KEY-----"),
                text("\uFEFF-----BEGIN PRIVATE KEY-----", pkcs8, "-----END PRIVATE KEY-----"),
                text(
                        "Grüße,\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                                + "-----BEGIN PRIVATE KEY-----",
                        pkcs8,
                        "-----END PRIVATE KEY-----"),
                hex.replaceAll("(.{60})", "$1\n").getBytes(US_ASCII),
                hex.replaceAll("(..)", "$1:").replaceAll("(.{45})", "$1\n    ").getBytes(US_ASCII),
                xxd(pkcs8).getBytes(US_ASCII),
                HexFormat.of().formatHex(pkcs1).getBytes(US_ASCII),
                Base64.getEncoder().encode(pkcs8),
                Base64.getMimeEncoder().encode(pkcs1));
        for (int index = 0; index < files.size(); index++) {
            assertThat(read(files.get(index)))
                    .as("form %d", index)
                    .isEqualTo(new PrivateKeyReading.Read(PAIR.privateKey()));
        }
    }

    @Test
    void readsJsonAsOthersWriteIt() {
        String pair = new String(
                crypto.privateKeyFiles().toUnprotectedJwk(PAIR.privateKey(), KeyPadding.OAEP_SHA256), US_ASCII);
        String jwk = pair.substring(pair.indexOf("\"privateKey\":") + 13, pair.length() - 1);
        String withoutPrimes = jwk.replaceAll(",\"(p|q|dp|dq|qi)\":\"[^\"]*\"", "");
        String publicOnly = withoutPrimes.replaceAll(",\"d\":\"[^\"]*\"", "");
        for (String json : List.of(
                jwk,
                withoutPrimes,
                "\uFEFF" + jwk,
                "{\"keys\":[" + publicOnly + "," + jwk + "]}",
                "[" + jwk + "]",
                jwk.replace("\"kty\"", "\"\\u006bty\"").replace("RSA\"", "\\u0052SA\""),
                jwk.replace("{", "{\"x5c\":[\"a\"],\"iat\":1.5e3,\"nested\":{\"a\":[null,true]},"),
                jwk.replace(",", " ,\r\n\t"))) {
            assertThat(read(json.getBytes(UTF_8)))
                    .isInstanceOfSatisfying(
                            PrivateKeyReading.Read.class,
                            read -> assertThat(crypto.privateKeyFiles().publicKeyOf(read.key(), KeyPadding.OAEP_SHA256))
                                    .isEqualTo(PAIR.publicKey()));
        }
        assertRefused(publicOnly, "public key");
        assertRefused("{\"keys\":[" + publicOnly + "]}", "0 private RSA keys");
        assertRefused("[" + jwk + "," + jwk + "]", "2 private RSA keys");
        assertRefused("{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"AA\"}", "JWK of type EC");
        assertRefused("{\"kty\":\"OKP\",\"crv\":\"X25519\",\"d\":\"AA\"}", "JWK of type OKP");
        assertRefused("{\"protected\":\"e30\",\"ciphertext\":\"AA\"}", "encrypted JWK");
        assertRefused(withoutPrimes.replaceAll("\"d\":\"[^\"]*\"", "\"d\":\"AQAB\""), "contradict");
        assertRefused(jwk.replaceAll(",\"q\":\"[^\"]*\"", ""), "lacks the number q");
        assertRefused(jwk + "x", "not the JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkcs8 -topk8 -v2 aes256",
                "pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA1",
                "pkcs8 -topk8 -v2 aes192 -v2prf hmacWithSHA224",
                "pkcs8 -topk8 -v2 aes256 -v2prf hmacWithSHA384",
                "pkcs8 -topk8 -v2 aes256 -v2prf hmacWithSHA512",
                "pkcs8 -topk8 -v2 aes256 -iter 100000",
                "pkcs8 -topk8 -v2 des3",
                "pkcs8 -topk8 -scrypt",
                "pkcs8 -topk8 -v1 PBE-SHA1-3DES",
                "pkcs8 -topk8 -v2 aes256 -outform DER",
                "rsa -traditional -aes256",
                "rsa -traditional -aes128",
                "rsa -traditional -des3"
            })
    void readsWhatOpensslEncrypts(String command) {
        byte[] file = openssl(clear(), command + " -passout pass:" + PASSPHRASE.replace(" ", "_"));
        Password right = Password.of(PASSPHRASE.replace(" ", "_"));
        assertThat(crypto.privateKeyFiles().read(file, right)).isEqualTo(new PrivateKeyReading.Read(PAIR.privateKey()));
        assertThat(crypto.privateKeyFiles().read(file, Password.of("wrong")))
                .isEqualTo(new PrivateKeyReading.WrongPassphrase());
        if (!command.contains("DER")) {
            byte[] plainLabel = new String(file, US_ASCII)
                    .replace("ENCRYPTED PRIVATE", "PRIVATE")
                    .getBytes(US_ASCII);
            assertThat(crypto.privateKeyFiles().read(plainLabel, right))
                    .isEqualTo(new PrivateKeyReading.Read(PAIR.privateKey()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa -traditional -aes256", "pkcs8 -topk8 -v2 aes256"})
    void readsAPassphraseBeyondAscii(String command) {
        byte[] file = openssl(clear(), command + " -passout pass:grüße");
        assertThat(crypto.privateKeyFiles().read(file, Password.of("grüße")))
                .isInstanceOf(PrivateKeyReading.Read.class);
    }

    /** The right passphrase of a key that is none of ours is no wrong passphrase. */
    @Test
    void namesAKeyOfAnotherAlgorithm() {
        Map<String, String> keys = Map.of(
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "an EC key",
                "genpkey -algorithm ED25519", "an Ed25519 key",
                "genpkey -algorithm X25519", "an X25519 key",
                "genpkey -algorithm RSA-PSS", "PSS signatures");
        keys.forEach((generate, name) -> {
            byte[] key = openssl(new byte[0], generate);
            assertRefused(new String(key, US_ASCII), name);
            byte[] encrypted = openssl(key, "pkcs8 -topk8 -v2 aes256 -passout pass:" + PASSPHRASE.replace(" ", "_"));
            assertThat(crypto.privateKeyFiles().read(encrypted, Password.of(PASSPHRASE.replace(" ", "_"))))
                    .isInstanceOfSatisfying(
                            PrivateKeyReading.Damaged.class,
                            refused -> assertThat(refused.problem()).contains(name));
            assertThat(crypto.privateKeyFiles().read(encrypted, Password.of("wrong")))
                    .isInstanceOf(PrivateKeyReading.WrongPassphrase.class);
        });
        byte[] traditional =
                openssl(openssl(new byte[0], "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"), "ec");
        assertRefused(new String(traditional, US_ASCII), "an EC key");
    }

    @Test
    void namesWhatIsNoPrivateKey() {
        byte[] spki = PAIR.publicKey().spki();
        assertRefused(
                new String(text("-----BEGIN PUBLIC KEY-----", spki, "-----END PUBLIC KEY-----"), US_ASCII),
                "PUBLIC KEY");
        assertRefused(HexFormat.of().formatHex(spki), "a public key");
        assertRefused("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", "ssh-keygen");
        assertRefused("PuTTY-User-Key-File-3: ssh-rsa", "puttygen");
        assertRefused("ssh-rsa AAAAB3NzaC1yc2E=", "openssl");
        byte[] pkcs12 = HexFormat.of().parseHex("3082000702010330020500");
        pkcs12[3] = (byte) (pkcs12.length - 4);
        assertThat(read(pkcs12))
                .isInstanceOfSatisfying(
                        PrivateKeyReading.Damaged.class,
                        refused -> assertThat(refused.problem()).contains("openssl pkcs12"));
    }

    /** Keys that are too short to keep a secret open nothing here, whatever form they come in. */
    @Test
    void refusesAKeyThatIsTooShort() {
        for (EncryptionKeyPair weak : TestKeyPairs.allWeak()) {
            byte[] pkcs8 = weak.privateKey().pkcs8();
            for (byte[] file : List.of(
                    pkcs8,
                    text("-----BEGIN PRIVATE KEY-----", pkcs8, "-----END PRIVATE KEY-----"),
                    HexFormat.of().formatHex(pkcs8).getBytes(US_ASCII))) {
                assertThat(read(file))
                        .isInstanceOfSatisfying(
                                PrivateKeyReading.Damaged.class,
                                refused -> assertThat(refused.problem()).contains("bits, fewer than"));
            }
        }
    }

    private void assertRefused(String file, String name) {
        assertThat(read(file.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        PrivateKeyReading.Damaged.class,
                        refused -> assertThat(refused.problem()).contains(name));
    }

    private PrivateKeyReading read(byte[] file) {
        return crypto.privateKeyFiles().read(file, Password.of(PASSPHRASE));
    }

    private static byte[] openssl(byte[] input, String arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ", -1)));
        return ForeignProgram.run(input, command.toArray(String[]::new));
    }

    private static byte[] clear() {
        return text("-----BEGIN PRIVATE KEY-----", PAIR.privateKey().pkcs8(), "-----END PRIVATE KEY-----");
    }

    private static byte[] pkcs1() throws Exception {
        return PrivateKeyInfo.getInstance(PAIR.privateKey().pkcs8())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
    }

    private static byte[] text(String begin, byte[] der, String end) {
        return (begin + "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n" + end + "\n")
                .getBytes(UTF_8);
    }

    /** As {@code xxd -g1 -c16} without its right column. */
    private static String xxd(byte[] der) {
        StringBuilder dump = new StringBuilder();
        for (int start = 0; start < der.length; start += 16) {
            dump.append(String.format(Locale.ROOT, "%08x: ", start));
            for (int index = start; index < Math.min(start + 16, der.length); index++) {
                dump.append(String.format(Locale.ROOT, "%02x ", der[index]));
            }
            dump.append('\n');
        }
        return dump.toString();
    }
}
