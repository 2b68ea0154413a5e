package io.keyholder.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.recovery.JoinResult;
import io.keyholder.application.recovery.KeyShare;
import io.keyholder.application.recovery.KeyShareReading;
import io.keyholder.application.recovery.KeyShares;
import io.keyholder.application.recovery.RecoveryKit;
import io.keyholder.application.recovery.RecoveryKits;
import io.keyholder.application.recovery.RecoveryResult;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.PossessionPurpose;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.RecoveryKeyReading;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.web.NodeKeys.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our JavaScript and our Java read what the other wrote, and refuse the same. */
class NodeKeysTest {
    private static final String PASSPHRASE = "corridor mellow Ångström 7";
    private static final SealingContext CONTEXT = new SealingContext("note 17 of Ağaoğlu 𝒜");
    private static final DataOwnerId OWNER = new DataOwnerId("patient-İ");
    private static final String HOST = "praxis.example";

    private final Crypto crypto = BouncyCastleCrypto.create(
            CryptoOptions.defaults().withSecretsInClear().icureCompatible().withPbkdf2Iterations(2_000));

    @ParameterizedTest
    @EnumSource
    void javaReadsAKeyFileOfTheBrowser(KeyPadding padding) {
        List<Outcome> made = new NodeKeys()
                .call("create", "name", "own", "sizeBits", 2048, "padding", padding.name())
                .call("exportPem", "name", "own", "passphrase", PASSPHRASE, "iterations", 2_000)
                .run();

        try (Password passphrase = Password.of(PASSPHRASE)) {
            EncryptionPrivateKey key = read(made.get(1).ascii(), passphrase);
            EncryptionPublicKey half = crypto.privateKeyFiles().publicKeyOf(key, padding);
            assertThat(half).isEqualTo(publicKey(made.get(0), padding));
            assertThat(half.fingerprint().sha256())
                    .isEqualTo(made.get(0).value().path("fingerprint").asString());
        }
    }

    @Test
    void opensslReadsAKeyFileOfTheBrowser(@TempDir Path folder) throws Exception {
        List<Outcome> made = new NodeKeys()
                .call("create", "name", "own")
                .call("exportPem", "name", "own", "passphrase", PASSPHRASE)
                .run();
        Path file = Files.write(folder.resolve("own.pem"), made.get(1).ascii());
        Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE);

        Process openssl = openssl("pkey", "-in", file.toString(), "-passin", "file:" + passphrase, "-pubout");
        String output = new String(openssl.getInputStream().readAllBytes(), US_ASCII);

        assertThat(openssl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(openssl.exitValue()).isZero();
        assertThat(output.replaceAll("-----.*-----|\\s", ""))
                .isEqualTo(made.get(0).value().path("spki").asString());
    }

    @ParameterizedTest
    @EnumSource
    void theBrowserReadsAKeyFileOfJavaUnderEitherSpellingOfThePassphrase(KeyPadding padding) {
        EncryptionKeyPair pair = pair(padding);
        byte[] file = pem(pair, PASSPHRASE);

        for (String typed :
                List.of(PASSPHRASE, java.text.Normalizer.normalize(PASSPHRASE, java.text.Normalizer.Form.NFD))) {
            Outcome outcome = new NodeKeys()
                    .call("importPem", "name", "own", "file", file, "passphrase", typed, "padding", padding.name())
                    .run()
                    .get(0);
            assertThat(publicKey(outcome, padding)).isEqualTo(pair.publicKey());
        }
    }

    @Test
    void aWrongPassphraseIsToldFromDamage() {
        byte[] file = pem(pair(KeyPadding.OAEP_SHA256), PASSPHRASE);
        String text = new String(file, US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----.*-----", ""));
        List<Outcome> outcomes = new NodeKeys()
                .call("importPem", "name", "x", "file", file, "passphrase", PASSPHRASE + " ")
                .call("importPem", "name", "x", "file", file, "passphrase", "")
                .call("importPem", "name", "x", "file", text.substring(0, 500).getBytes(US_ASCII), "passphrase", "x")
                .call("importPem", "name", "x", "file", asPem(Arrays.copyOf(der, 700)), "passphrase", PASSPHRASE)
                .call("importPem", "name", "x", "file", asPem(Arrays.copyOf(der, der.length + 1)), "passphrase", "x")
                .call("importPem", "name", "x", "file", "no key".getBytes(US_ASCII), "passphrase", PASSPHRASE)
                .call("importPem", "name", "x", "file", new byte[70_000], "passphrase", PASSPHRASE)
                .run();

        assertThat(outcomes.stream().map(Outcome::error))
                .containsExactly(
                        "wrong-passphrase", "invalid", "damaged", "damaged", "damaged", "unsupported", "unsupported");
        assertThat(outcomes.stream().map(Outcome::message)).noneMatch(message -> message.contains(PASSPHRASE));
    }

    /** CBC spoils one block and a bit of the next; what stands there may still look like a key. */
    @Test
    void noChangedByteOfAKeyFileGoesUnnoticed() {
        byte[] file = pem(pair(KeyPadding.OAEP_SHA256), PASSPHRASE);
        byte[] der = Base64.getMimeDecoder().decode(new String(file, US_ASCII).replaceAll("-----.*-----", ""));
        NodeKeys node = new NodeKeys();
        for (int index = 0; index < der.length; index += 13) {
            byte[] changed = der.clone();
            changed[index] ^= 0x10;
            node.call("importPem", "name", "x", "file", asPem(changed), "passphrase", PASSPHRASE);
        }

        assertThat(node.run().stream().map(Outcome::error))
                .allMatch(error -> List.of("damaged", "wrong-passphrase", "unsupported", "too-much-work")
                        .contains(error));
    }

    @Test
    void aFileThatAsksForTooMuchWorkIsRefusedBeforeAnyIsDone() {
        byte[] file = pem(pair(KeyPadding.OAEP_SHA256), PASSPHRASE);
        byte[] der = Base64.getMimeDecoder().decode(new String(file, US_ASCII).replaceAll("-----.*-----", ""));
        int at = indexOf(der, new byte[] {0x02, 0x02, 0x07, (byte) 0xd0});
        byte[] greedy = concat(
                Arrays.copyOf(der, at),
                new byte[] {0x02, 0x04, 0x7f, 0x00, 0x00, 0x00},
                Arrays.copyOfRange(der, at + 4, der.length));
        for (int length : new int[] {3, 5, 18, 20, 33}) {
            greedy = lengthened(greedy, length);
        }

        assertThat(new NodeKeys()
                        .call("importPem", "name", "x", "file", asPem(greedy), "passphrase", PASSPHRASE)
                        .run()
                        .get(0)
                        .error())
                .isEqualTo("too-much-work");
    }

    /** The same keys are used in the browser and on the server: this one has iCure's size and another exponent. */
    @Test
    void aWeakKeyIsNeitherReadNorSealedFor() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(2_048, RSAKeyGenParameterSpec.F0));
        KeyPair weak = generator.generateKeyPair();
        byte[] file = asPem("PRIVATE KEY", weak.getPrivate().getEncoded());
        Map<String, String> recipient =
                shown(EncryptionPublicKey.ofSpki(weak.getPublic().getEncoded(), KeyPadding.OAEP_SHA256));
        List<Outcome> outcomes = new NodeKeys()
                .call("importPem", "name", "x", "file", file, "passphrase", "x")
                .call("seal", "content", new byte[1], "recipients", List.of(recipient), "context", "x")
                .run();

        assertThat(outcomes.stream().map(Outcome::error)).containsExactly("unsupported", "invalid");
    }

    @Test
    void theKeyOfAnotherIsRefused() {
        EncryptionKeyPair own = pair(KeyPadding.OAEP_SHA256);
        EncryptionKeyPair other = pair(KeyPadding.OAEP_SHA256);
        List<String> known = List.of(own.publicKey().fingerprint().sha256());

        List<Outcome> outcomes = new NodeKeys()
                .call("importPem", "name", "x", "file", pem(other, "a b"), "passphrase", "a b", "fingerprints", known)
                .call("importPem", "name", "y", "file", pem(own, "a b"), "passphrase", "a b", "fingerprints", known)
                .run();

        assertThat(outcomes.get(0).error()).isEqualTo("other-key");
        assertThat(publicKey(outcomes.get(1), KeyPadding.OAEP_SHA256)).isEqualTo(own.publicKey());
    }

    @ParameterizedTest
    @EnumSource
    void aProofOfTheBrowserIsGoodForItsPurposeAlone(KeyPadding padding) {
        EncryptionKeyPair pair = pair(padding);
        EncryptionPublicKey successor = pair(padding).publicKey();
        PossessionPurpose register = PossessionPurpose.toRegister(OWNER, pair.publicKey(), HOST);
        PossessionPurpose replace = PossessionPurpose.toReplace(OWNER, pair.publicKey(), successor, HOST);
        PossessionChallenge first = PossessionChallenge.of(register, crypto, Clock.systemUTC());
        PossessionChallenge second = PossessionChallenge.of(replace, crypto, Clock.systemUTC());
        PossessionChallenge relayed = PossessionChallenge.of(register, crypto, Clock.systemUTC());
        Map<String, String> next =
                Map.of("spki", Base64.getEncoder().encodeToString(successor.spki()), "padding", padding.name());

        List<Outcome> answers = imported(pair)
                .call(
                        "prove",
                        "name",
                        "own",
                        "challenge",
                        first.encrypted(),
                        "act",
                        "REGISTER",
                        "owner",
                        OWNER.value(),
                        "host",
                        HOST)
                .call(
                        "prove",
                        "name",
                        "own",
                        "challenge",
                        second.encrypted(),
                        "act",
                        "REPLACE",
                        "owner",
                        OWNER.value(),
                        "host",
                        HOST,
                        "successor",
                        next)
                .call(
                        "prove",
                        "name",
                        "own",
                        "challenge",
                        relayed.encrypted(),
                        "act",
                        "REGISTER",
                        "owner",
                        OWNER.value(),
                        "host",
                        "evil.example")
                .call(
                        "prove",
                        "name",
                        "own",
                        "challenge",
                        first.encrypted(),
                        "act",
                        "REPLACE",
                        "owner",
                        "x",
                        "host",
                        HOST)
                .call("prove", "name", "own", "challenge", new byte[256], "act", "REVOKE", "owner", "x", "host", HOST)
                .run();

        assertThat(first.prove(PossessionProof.ofBytes(answers.get(1).bytes()))).isPresent();
        assertThat(second.prove(PossessionProof.ofBytes(answers.get(2).bytes())))
                .isPresent();
        assertThat(relayed.prove(PossessionProof.ofBytes(answers.get(3).bytes())))
                .isEmpty();
        assertThat(answers.get(4).error()).isEqualTo("invalid");
        assertThat(answers.get(5).error()).isEqualTo("unopenable");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 140_000})
    void bothSealAndOpenContentOfAnySize(int sizeBytes) {
        EncryptionKeyPair pair = pair(KeyPadding.OAEP_SHA256);
        EncryptionKeyPair other = pair(KeyPadding.OAEP_SHA1);
        byte[] content = Arrays.copyOf(crypto.secretGenerator().nextBytes(sizeBytes + 1), sizeBytes);
        byte[] sealed = crypto.dataSealer().seal(content, List.of(other.publicKey(), pair.publicKey()), CONTEXT);
        List<Map<String, String>> recipients = List.of(shown(pair.publicKey()), shown(other.publicKey()));

        List<Outcome> outcomes = imported(pair)
                .call("open", "name", "own", "sealed", sealed, "context", CONTEXT.value())
                .call("recipients", "sealed", sealed)
                .call("seal", "content", content, "recipients", recipients, "context", CONTEXT.value())
                .run();

        assertThat(outcomes.get(1).bytes()).isEqualTo(content);
        assertThat(outcomes.get(2).value().size()).isEqualTo(2);
        byte[] ofNode = outcomes.get(3).bytes();
        assertThat(crypto.dataSealer().open(ofNode, pair, CONTEXT)).isEqualTo(content);
        assertThat(crypto.dataSealer().open(ofNode, other, CONTEXT)).isEqualTo(content);
        assertThat(ofNode).hasSameSizeAs(sealed);
    }

    @Test
    void aLockedKeyOpensAndProvesButIsNotExported() {
        EncryptionKeyPair pair = pair(KeyPadding.OAEP_SHA256);
        byte[] sealed = crypto.dataSealer().seal("note".getBytes(UTF_8), List.of(pair.publicKey()), CONTEXT);

        List<Outcome> outcomes = imported(pair)
                .call("lock", "name", "own", "as", "kept")
                .call("open", "name", "kept", "sealed", sealed, "context", CONTEXT.value())
                .call("exportPem", "name", "kept", "passphrase", "x")
                .call("makeKit", "name", "kept")
                .run();

        assertThat(outcomes.get(2).bytes()).asString(UTF_8).isEqualTo("note");
        assertThat(outcomes.get(3).error()).isEqualTo("invalid");
        assertThat(outcomes.get(4).error()).isEqualTo("invalid");
    }

    @Test
    void sealedDataThatWasChangedCutMovedOrIsForAnotherStaysClosed() {
        EncryptionKeyPair pair = pair(KeyPadding.OAEP_SHA256);
        EncryptionKeyPair other = pair(KeyPadding.OAEP_SHA256);
        byte[] sealed = crypto.dataSealer().seal(new byte[70_000], List.of(pair.publicKey()), CONTEXT);
        NodeKeys node = imported(pair);
        List<byte[]> spoiled = new ArrayList<>();
        IntStream.of(0, 1, 3, 5, 6, 38, 40, 60, 300, 310, 340, 70_000, sealed.length - 1)
                .mapToObj(index -> with(sealed, bytes -> {
                    bytes[index] ^= 1;
                    return bytes;
                }))
                .forEach(spoiled::add);
        IntStream.of(0, 3, 5, 200, 310, 65_900, sealed.length - 1)
                .mapToObj(size -> Arrays.copyOf(sealed, size))
                .forEach(spoiled::add);
        spoiled.add(Arrays.copyOf(sealed, sealed.length + 1));
        spoiled.forEach(bytes -> node.call("open", "name", "own", "sealed", bytes, "context", CONTEXT.value()));
        node.call("open", "name", "own", "sealed", sealed, "context", "another place")
                .call("open", "name", "own", "sealed", sealed, "context", "")
                .call(
                        "open",
                        "name",
                        "own",
                        "sealed",
                        crypto.dataSealer().seal(new byte[1], List.of(other.publicKey()), CONTEXT),
                        "context",
                        CONTEXT.value());

        List<Outcome> outcomes = node.run();

        assertThat(outcomes.subList(1, outcomes.size() - 3).stream().map(Outcome::error))
                .allMatch(error ->
                        List.of("unopenable", "other-key", "unsupported").contains(error));
        assertThat(outcomes.subList(outcomes.size() - 3, outcomes.size()).stream()
                        .map(Outcome::error))
                .containsExactly("unopenable", "invalid", "other-key");
        assertThat(outcomes.get(3).error()).as("of a later version").isEqualTo("unsupported");
    }

    @Test
    void whatCannotBeSealedForIsRefused() {
        Map<String, String> own = shown(pair(KeyPadding.OAEP_SHA256).publicKey());
        Map<String, String> twice = Map.of("spki", own.get("spki"), "padding", "OAEP_SHA1");
        Map<String, String> unknown = Map.of("spki", own.get("spki"), "padding", "toString");
        Map<String, String> garbled = Map.of("spki", "AAAA", "padding", "OAEP_SHA256");

        List<Outcome> outcomes = new NodeKeys()
                .call("seal", "content", new byte[1], "recipients", List.of(), "context", "x")
                .call("seal", "content", new byte[1], "recipients", List.of(own, twice), "context", "x")
                .call("seal", "content", new byte[1], "recipients", List.of(unknown), "context", "x")
                .call("seal", "content", new byte[1], "recipients", List.of(garbled), "context", "x")
                .call("seal", "content", new byte[1], "recipients", List.of(own), "context", "\ud800")
                .call("create", "name", "x", "sizeBits", 1024)
                .run();

        assertThat(outcomes.stream().map(Outcome::error)).containsOnly("invalid");
    }

    @ParameterizedTest
    @EnumSource
    void eitherRecoversFromTheKitOfTheOther(KeyPadding padding) {
        EncryptionKeyPair pair = pair(padding);
        RecoveryKits kits = new RecoveryKits(crypto);
        try (RecoveryKit kit = kits.make(pair)) {
            String dashes =
                    kit.key().reveal().replace('-', '\u2013').replace('O', '0').replace('B', '8');
            List<Outcome> outcomes = imported(pair)
                    .call("recover", "name", "a", "file", kit.file(), "key", dashes.toLowerCase(java.util.Locale.ROOT))
                    .call(
                            "recover",
                            "name",
                            "b",
                            "file",
                            kit.file(),
                            "key",
                            kit.key().revealForIcure())
                    .call(
                            "recover",
                            "name",
                            "c",
                            "file",
                            kit.file(),
                            "key",
                            kit.key().reveal().replace('I', '1'))
                    .call("makeKit", "name", "own")
                    .run();

            for (Outcome recovered : outcomes.subList(1, 4)) {
                assertThat(publicKey(recovered, padding)).isEqualTo(pair.publicKey());
            }
            Outcome made = outcomes.get(4);
            RecoveryKeyReading reading =
                    RecoveryKey.read(made.value().path("key").asString());
            RecoveryKey key = ((RecoveryKeyReading.Read) reading).key();
            assertThat(made.value().path("fileName").asString()).isEqualTo(key.name() + ".recovery");
            RecoveryResult result =
                    kits.recover(made.value().path("file").asString().getBytes(US_ASCII), key);
            assertThat(((RecoveryResult.Recovered) result).pair().publicKey()).isEqualTo(pair.publicKey());
        }
    }

    @Test
    void aMistypedRecoveryKeyAndADamagedKitAreNamed() {
        RecoveryKits kits = new RecoveryKits(crypto);
        EncryptionKeyPair pair = pair(KeyPadding.OAEP_SHA256);
        try (RecoveryKit kit = kits.make(pair);
                RecoveryKit other = kits.make(pair)) {
            String key = kit.key().reveal();
            char wrong = key.charAt(12) == 'A' ? 'C' : 'A';
            String mistyped = key.substring(0, 12) + wrong + key.substring(13);
            byte[] cut = Arrays.copyOf(kit.file(), 900);
            List<Outcome> outcomes = new NodeKeys()
                    .call("recover", "name", "x", "file", kit.file(), "key", mistyped)
                    .call("recover", "name", "x", "file", kit.file(), "key", "ABC")
                    .call(
                            "recover",
                            "name",
                            "x",
                            "file",
                            kit.file(),
                            "key",
                            other.key().reveal())
                    .call("recover", "name", "x", "file", cut, "key", key)
                    .call("recover", "name", "x", "file", new byte[0], "key", key)
                    .run();

            assertThat(outcomes.stream().map(Outcome::error))
                    .containsExactly("mistyped", "mistyped", "other-key", "damaged", "damaged");
            assertThat(outcomes.get(0).message()).contains("group 3");
            assertThat(outcomes.get(2).message()).contains(kit.key().name());
        }
    }

    @Test
    void eitherJoinsTheSharesOfTheOther() {
        EncryptionKeyPair pair = pair(KeyPadding.OAEP_SHA256);
        KeyShares shares = new KeyShares(crypto);
        List<String> texts = shares.split(pair, 3, 5).stream()
                .map(share -> new String(share.text(), US_ASCII))
                .toList();

        List<Outcome> outcomes = imported(pair)
                .call("join", "name", "a", "files", List.of(texts.get(4), texts.get(0), texts.get(2)))
                .call("join", "name", "b", "files", texts)
                .call("split", "name", "own", "threshold", 2, "count", 4)
                .run();

        assertThat(publicKey(outcomes.get(1), KeyPadding.OAEP_SHA256)).isEqualTo(pair.publicKey());
        assertThat(publicKey(outcomes.get(2), KeyPadding.OAEP_SHA256)).isEqualTo(pair.publicKey());
        List<KeyShare> made = new ArrayList<>();
        outcomes.get(3)
                .value()
                .forEach(text -> made.add(
                        ((KeyShareReading.Read) KeyShare.read(text.asString().getBytes(US_ASCII))).share()));
        JoinResult joined = shares.join(List.of(made.get(3), made.get(1)));
        assertThat(((JoinResult.Joined) joined).pair().publicKey()).isEqualTo(pair.publicKey());
    }

    @Test
    void sharesThatDoNotGoTogetherAreTold() {
        KeyShares shares = new KeyShares(crypto);
        EncryptionKeyPair pair = pair(KeyPadding.OAEP_SHA256);
        List<String> texts = texts(shares.split(pair, 2, 3));
        List<String> foreign = texts(shares.split(pair, 2, 3));

        List<Outcome> outcomes = new NodeKeys()
                .call("join", "name", "x", "files", List.of())
                .call("join", "name", "x", "files", texts.subList(0, 1))
                .call("join", "name", "x", "files", List.of(texts.get(0), texts.get(0)))
                .call("join", "name", "x", "files", List.of(texts.get(0), foreign.get(1)))
                .call(
                        "join",
                        "name",
                        "x",
                        "files",
                        List.of(texts.get(0), texts.get(1).replace('A', 'B')))
                .run();

        assertThat(outcomes.stream().map(Outcome::error))
                .containsExactly("too-few", "too-few", "invalid", "other-key", "damaged");
    }

    private static List<String> texts(List<KeyShare> shares) {
        return shares.stream().map(share -> new String(share.text(), US_ASCII)).toList();
    }

    /** Node with this pair under the name "own"; the first outcome is that of the import. */
    private NodeKeys imported(EncryptionKeyPair pair) {
        String padding = pair.publicKey().padding().name();
        return new NodeKeys()
                .call("importPem", "name", "own", "file", pem(pair, "x"), "passphrase", "x", "padding", padding);
    }

    private EncryptionKeyPair pair(KeyPadding padding) {
        EncryptionKeyPair made = crypto.keyPairGenerator().generate();
        return new EncryptionKeyPair(EncryptionPublicKey.ofSpki(made.publicKey().spki(), padding), made.privateKey());
    }

    private byte[] pem(EncryptionKeyPair pair, String passphrase) {
        try (Password secret = Password.of(passphrase)) {
            return crypto.privateKeyFiles().toEncryptedPem(pair.privateKey(), secret);
        }
    }

    private EncryptionPrivateKey read(byte[] file, Password passphrase) {
        PrivateKeyReading reading = crypto.privateKeyFiles().read(file, passphrase);
        assertThat(reading).isInstanceOf(PrivateKeyReading.Read.class);
        return ((PrivateKeyReading.Read) reading).key();
    }

    private static EncryptionPublicKey publicKey(Outcome outcome, KeyPadding padding) {
        byte[] spki = Base64.getDecoder().decode(outcome.value().path("spki").asString());
        return EncryptionPublicKey.ofSpki(spki, padding);
    }

    private static Map<String, String> shown(EncryptionPublicKey key) {
        return Map.of(
                "spki",
                Base64.getEncoder().encodeToString(key.spki()),
                "padding",
                key.padding().name());
    }

    private static byte[] asPem(byte[] der) {
        return asPem("ENCRYPTED PRIVATE KEY", der);
    }

    private static byte[] asPem(String label, byte[] der) {
        return ("-----BEGIN " + label + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END " + label + "-----\n")
                .getBytes(US_ASCII);
    }

    private static byte[] with(byte[] bytes, UnaryOperator<byte[]> change) {
        return change.apply(bytes.clone());
    }

    /** The same with the length byte at this place two greater. */
    private static byte[] lengthened(byte[] der, int at) {
        return with(der, bytes -> {
            bytes[at] = (byte) (bytes[at] + 2);
            return bytes;
        });
    }

    private static byte[] concat(byte[]... parts) {
        byte[] whole =
                new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return IntStream.range(0, bytes.length)
                .filter(at -> Arrays.equals(bytes, at, Math.min(at + part.length, bytes.length), part, 0, part.length))
                .findFirst()
                .orElseThrow();
    }

    private static Process openssl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("openssl is not installed", missing);
            }
            return Assumptions.abort("openssl is not installed");
        }
    }
}
