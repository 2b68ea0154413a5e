package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.InMemoryAuditTrail;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.KeyImportResult;
import io.keyholder.application.key.KnownFingerprints;
import io.keyholder.application.key.OpenResult;
import io.keyholder.application.key.SealResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first promise: credentials never open data; only the private key does, and nothing on the server side holds it.
 */
class PromiseTest {
    private static final DataOwnerId OWNER = new DataOwnerId("hcp-1");
    private static final SealingContext CONTEXT = new SealingContext("report 17");
    private static final byte[] CONTENT = "the patient is well".getBytes(StandardCharsets.US_ASCII);
    private static final Password PASSWORD = Password.of("lamp ferry walnut 17");
    private static final BouncyCastleCrypto CRYPTO = BouncyCastleCrypto.create(
            CryptoOptions.defaults().withBcryptCost(4).icureCompatible().withPbkdf2Iterations(1_000));

    @TempDir
    private Path directory;

    private final InMemoryAuditTrail audit = InMemoryAuditTrail.ofLatest(1_000);
    private Keyholder keyholder;
    private User user;
    private EncryptionKeyPair pair;
    private byte[] sealed;

    @BeforeEach
    void sealSomethingForANewUser() {
        keyholder = Keyholder.open(
                H2Storage.at(directory.resolve("users")),
                CRYPTO,
                KeyholderOptions.of(Clock.systemUTC()).withAuditTrail(audit));
        CreateResult.Created created = (CreateResult.Created) keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.email("ada@example.org"))
                                .withPassword(PASSWORD)
                                .withDataOwner(DataOwner.healthcareParty(OWNER.value()))
                                .withKeyInOneStep());
        user = created.user();
        EncryptionPrivateKey key = created.privateKey().orElseThrow().takeKey();
        pair = new EncryptionKeyPair(keyholder.keys().publicKeysOf(OWNER).get(0).publicKey(), key);
        sealed = sealed(keyholder.sealing().seal(CONTENT, List.of(OWNER), CONTEXT));
    }

    @AfterEach
    void close() {
        keyholder.close();
    }

    /** Everything an intruder can be who has the whole server, its credentials and its store, and not the key. */
    @Test
    void staysClosedForWhoHasEverythingButTheKey() {
        assertThat(keyholder.logIn("ada@example.org", PASSWORD).isAccepted()).isTrue();
        try (EncryptionKeyPair intruder = CRYPTO.keyPairGenerator().generate()) {
            keyholder.keys().register(Actor.host(), OWNER, intruder.publicKey());
            keyholder.keys().vouch(Actor.host(), OWNER, intruder.publicKey().fingerprint());
            EncryptionKeyPair posing = new EncryptionKeyPair(pair.publicKey(), intruder.privateKey());
            for (EncryptionKeyPair tried : List.of(intruder, posing)) {
                assertThat(keyholder.sealing().open(sealed, tried, CONTEXT)).isInstanceOf(OpenResult.Unopenable.class);
            }
        }
    }

    @Test
    void opensWithTheKeyAndNoCredential() {
        keyholder.users().softDelete(Actor.host(), user.id());
        keyholder.users().purge(Actor.host(), user.id());
        keyholder.close();
        assertThat(CRYPTO.dataSealer().open(sealed, pair, CONTEXT)).isEqualTo(CONTENT);
    }

    @Test
    void aPasswordResetChangesNothingAboutIt() {
        byte[] spki = keyholder.keys().publicKeysOf(OWNER).get(0).publicKey().spki();
        keyholder.passwords().reset(Actor.host(), user.id(), Password.of("another lamp and a ferry"));
        assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(1);
        assertThat(keyholder.keys().publicKeysOf(OWNER).get(0).publicKey().spki())
                .isEqualTo(spki);
        assertThat(keyholder.sealing().open(sealed, pair, CONTEXT)).isInstanceOf(OpenResult.Opened.class);
    }

    @Test
    void theStoreAndTheEventsHoldNoPrivateKey() {
        keyholder.logIn("ada@example.org", PASSWORD);
        keyholder.keys().importKey(OWNER, CRYPTO.privateKeyFiles().toUnprotectedIcureHex(pair.privateKey()), PASSWORD);
        keyholder.sealing().open(sealed, pair, CONTEXT);
        keyholder.close();
        List<String> places = new ArrayList<>(List.of(audit.events().toString()));
        places.addAll(files());
        for (String needle : spellings(pair.privateKey().pkcs8())) {
            assertThat(places).noneMatch(place -> place.contains(needle));
        }
        String publicPart = latin1(Arrays.copyOfRange(pair.publicKey().spki(), 60, 90));
        assertThat(places).as("the search finds what is there").anyMatch(place -> place.contains(publicPart));
    }

    /** SECURITY-CASES 26. */
    @Test
    void sealsForNoKeyThatWasSlippedIn() {
        try (EncryptionKeyPair intruder = CRYPTO.keyPairGenerator().generate()) {
            keyholder.keys().register(Actor.host(), OWNER, intruder.publicKey());
            byte[] fresh = sealed(keyholder.sealing().seal(CONTENT, List.of(OWNER), CONTEXT));
            assertThat(keyholder.sealing().open(fresh, intruder, CONTEXT)).isInstanceOf(OpenResult.Unopenable.class);
            assertThat(keyholder.sealing().open(fresh, pair, CONTEXT)).isInstanceOf(OpenResult.Opened.class);
        }
    }

    /** SECURITY-CASES 26, when who slips the key in can forge the word for it, too. */
    @Test
    void noticesAChangedDirectory() {
        KnownFingerprints memory = KnownFingerprints.none();
        sealed(keyholder.sealing().remembering(memory).seal(CONTENT, List.of(OWNER), CONTEXT));
        KnownFingerprints reopened = KnownFingerprints.of(memory.snapshot());
        try (EncryptionKeyPair second = CRYPTO.keyPairGenerator().generate()) {
            keyholder.keys().register(Actor.host(), OWNER, second.publicKey());
            Fingerprint fingerprint = second.publicKey().fingerprint();
            RegisteredKey vouched =
                    ((KeyChangeResult.Changed) keyholder.keys().vouch(Actor.host(), OWNER, fingerprint)).key();
            assertThat(keyholder.sealing().remembering(reopened).seal(CONTENT, List.of(OWNER), CONTEXT))
                    .isInstanceOf(SealResult.DirectoryChanged.class);
            reopened.accept(vouched);
            byte[] fresh = sealed(keyholder.sealing().remembering(reopened).seal(CONTENT, List.of(OWNER), CONTEXT));
            assertThat(keyholder.sealing().open(fresh, second, CONTEXT)).isInstanceOf(OpenResult.Opened.class);
        }
    }

    /** What is sealed for a key that can be guessed, or that is none, is open to others or to nobody. */
    @Test
    void registersNoKeyThatNothingShouldBeSealedFor() {
        EncryptionPublicKey none = EncryptionPublicKey.ofSpki(new byte[294], KeyPadding.OAEP_SHA256);
        for (EncryptionPublicKey bad : List.of(TestKeyPairs.weak().publicKey(), none)) {
            assertThatThrownBy(() -> keyholder.keys().register(Actor.host(), OWNER, bad))
                    .isInstanceOf(InvalidValueException.class);
        }
        assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(1);
    }

    @Test
    void sealsForNobodyWithoutATrustedKey() {
        DataOwnerId stranger = new DataOwnerId("stranger");
        assertThat(keyholder.sealing().seal(CONTENT, List.of(OWNER, stranger), CONTEXT))
                .isEqualTo(new SealResult.NoTrustedKey(Set.of(stranger)));
        keyholder.keys().revoke(Actor.host(), OWNER, pair.publicKey().fingerprint());
        assertThat(keyholder.sealing().seal(CONTENT, List.of(OWNER), CONTEXT))
                .isEqualTo(new SealResult.NoTrustedKey(Set.of(OWNER)));
        assertThat(keyholder.sealing().open(sealed, pair, CONTEXT)).isInstanceOf(OpenResult.Opened.class);
    }

    @Test
    void importsTheKeyOfItsOwnerOnly() {
        byte[] pem = CRYPTO.privateKeyFiles().toEncryptedPem(pair.privateKey(), PASSWORD);
        assertThat(keyholder.keys().importKey(OWNER, pem, PASSWORD)).isEqualTo(new KeyImportResult.Imported(pair));
        assertThat(keyholder.keys().importKey(OWNER, pem, Password.of("wrong")))
                .isInstanceOf(KeyImportResult.WrongPassphrase.class);
        assertThat(keyholder.keys().importKey(new DataOwnerId("hcp-2"), pem, PASSWORD))
                .isEqualTo(new KeyImportResult.WrongOwner(pair.publicKey().fingerprint()));
        assertThat(keyholder.keys().importKey(OWNER, Arrays.copyOf(pem, 500), PASSWORD))
                .isInstanceOf(KeyImportResult.Damaged.class);
    }

    /** The old key keeps reading, the new one reads what was sealed anew. */
    @Test
    void rotatesWithoutLosingAnything() {
        try (EncryptionKeyPair next = CRYPTO.keyPairGenerator().generate()) {
            keyholder.keys().register(Actor.host(), OWNER, next.publicKey());
            keyholder.keys().vouch(Actor.host(), OWNER, next.publicKey().fingerprint());
            keyholder.keys().revoke(Actor.host(), OWNER, pair.publicKey().fingerprint());
            SealResult resealed = keyholder
                    .sealing()
                    .reseal(sealed, pair, List.of(OWNER), CONTEXT)
                    .orElseThrow();
            assertThat(keyholder.sealing().open(sealed(resealed), next, CONTEXT))
                    .isInstanceOf(OpenResult.Opened.class);
            assertThat(keyholder.sealing().open(sealed(resealed), pair, CONTEXT))
                    .isInstanceOf(OpenResult.Unopenable.class);
            assertThat(keyholder.sealing().open(sealed, pair, CONTEXT)).isInstanceOf(OpenResult.Opened.class);
            assertThat(keyholder.sealing().reseal(sealed, next, List.of(OWNER), CONTEXT))
                    .isEmpty();
            assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(2);
        }
    }

    private static byte[] sealed(SealResult result) {
        assertThat(result).isInstanceOf(SealResult.Sealed.class);
        return ((SealResult.Sealed) result).bytes();
    }

    private List<String> files() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).map(PromiseTest::content).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String content(Path file) {
        try {
            return latin1(Files.readAllBytes(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A piece of the secret exponent and one of the primes as DER, hex of both cases, and base64 at each offset. */
    private static List<String> spellings(byte[] pkcs8) {
        List<String> spellings = new ArrayList<>();
        for (int start : List.of(400, 800)) {
            byte[] piece = Arrays.copyOfRange(pkcs8, start, start + 24);
            String hex = HexFormat.of().formatHex(piece);
            spellings.addAll(List.of(latin1(piece), hex, hex.toUpperCase(Locale.ROOT)));
            for (int offset = 0; offset < 3; offset++) {
                byte[] aligned = Arrays.copyOfRange(pkcs8, start + offset, start + offset + 24);
                spellings.add(Base64.getEncoder().encodeToString(aligned));
                spellings.add(Base64.getUrlEncoder().encodeToString(aligned));
            }
        }
        return spellings;
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
