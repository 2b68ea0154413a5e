package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.key.OriginStanding;
import io.keyholder.application.key.PropertyOriginResult;
import io.keyholder.application.key.PropertySealing;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.documents.PropertyContents;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.sample.TestKeyPairs;
import io.keyholder.verification.store.TestStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sealed a property, for a reader that demands to know, over each store. */
class PropertyOriginTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId EVE = new UserId("eve");
    private static final DataOwnerId PATIENT = new DataOwnerId("patient-1");
    private static final DataOwnerId INTRUDER = new DataOwnerId("patient-2");
    private static final TypedValue VALUE = new TypedValue.StringValue("allergic to ferries");
    private static final TypedValue OTHER = new TypedValue.StringValue("no allergies");
    private static final Property NOTE = Property.of("org.example.note", VALUE);
    private static final BouncyCastleCrypto CRYPTO =
            BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4).icureCompatible());

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aSignedValueIsStoredAndReadWithItsSignerAndWithout(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO);
                EncryptionKeyPair ada = create(keyholder, ADA, PATIENT)) {
            keyholder.users().mergeProperties(Actor.host(), ADA, List.of(signed(keyholder, NOTE, ada)));

            Property stored = keyholder
                    .users()
                    .find(Actor.host(), ADA)
                    .single()
                    .orElseThrow()
                    .properties()
                    .get(0);
            assertThat(originOf(keyholder, stored, ada))
                    .isEqualTo(new PropertyOriginResult.Signed(
                            VALUE, ada.publicKey().fingerprint().sha256()));
            assertThat(properties(keyholder).open(ADA, stored, ada)).contains(VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void theOwnersValueIsItsSuccess(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO);
                EncryptionKeyPair pair = create(keyholder, ADA, PATIENT)) {
            PropertySealing properties = properties(keyholder);
            Property clear = NOTE;
            Property signed = properties
                    .sealSigned(ADA, clear, List.of(PATIENT), pair)
                    .orThrow()
                    .property();
            PropertyOriginResult origin = properties.openFrom(PATIENT, ADA, signed, pair);
            assertThat(origin.orThrow().value()).isEqualTo(VALUE);
            assertThat(origin.toString()).doesNotContain("ferries");
        }
    }

    /** A person who can write the store knows every public key. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aValueThatAnotherSealedForTheOwnerIsNotTheOwners(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO);
                EncryptionKeyPair ada = create(keyholder, ADA, PATIENT);
                EncryptionKeyPair eve = create(keyholder, EVE, INTRUDER)) {
            Property unsigned = properties(keyholder)
                    .seal(ADA, NOTE.withValue(OTHER), List.of(PATIENT))
                    .orThrow()
                    .property();
            assertThat(properties(keyholder).open(ADA, unsigned, ada)).contains(OTHER);
            assertThat(originOf(keyholder, unsigned, ada)).isEqualTo(new PropertyOriginResult.Unsigned());

            Property byEve = signed(keyholder, NOTE.withValue(OTHER), eve);
            assertThat(properties(keyholder).open(ADA, byEve, ada)).contains(OTHER);
            assertThat(originOf(keyholder, byEve, ada)).isEqualTo(untrusted(eve, OriginStanding.UNKNOWN_KEY));

            byte[] inAdasName = bytes(byEve);
            System.arraycopy(bytes(signed(keyholder, NOTE, ada)), 0, inAdasName, 0, 28 + 32);
            assertThat(originOf(keyholder, with(inAdasName), ada)).isEqualTo(new PropertyOriginResult.Forged());
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aKeyThatIsNotVouchedForOrRevokedSignsForNoOne(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO);
                EncryptionKeyPair ada = create(keyholder, ADA, PATIENT);
                EncryptionKeyPair added = TestKeyPairs.mary()) {
            keyholder.keys().register(Actor.host(), PATIENT, added.publicKey());
            Property byAdded = signed(keyholder, NOTE.withValue(OTHER), added);
            assertThat(originOf(keyholder, byAdded, ada)).isEqualTo(untrusted(added, OriginStanding.NOT_VOUCHED_FOR));

            Property byAda = signed(keyholder, NOTE, ada);
            keyholder.keys().revoke(Actor.host(), PATIENT, ada.publicKey().fingerprint());
            assertThat(originOf(keyholder, byAda, ada)).isEqualTo(untrusted(ada, OriginStanding.REVOKED));
            assertThat(properties(keyholder).open(ADA, byAda, ada)).contains(VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aSignatureIsGoodForItsPlaceAndContentAlone(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO);
                EncryptionKeyPair ada = create(keyholder, ADA, PATIENT);
                EncryptionKeyPair eve = create(keyholder, EVE, INTRUDER)) {
            Property signed = signed(keyholder, NOTE, ada);
            Property elsewhere = Property.of("org.example.other", OTHER)
                    .withEncryptedSelf(signed.encryptedSelf().orElseThrow());
            assertThat(originOf(keyholder, elsewhere, ada)).isEqualTo(new PropertyOriginResult.Forged());
            assertThat(properties(keyholder).openFrom(PATIENT, EVE, signed, ada))
                    .isEqualTo(new PropertyOriginResult.Forged());
            assertThat(originOf(keyholder, signed, eve)).isEqualTo(new PropertyOriginResult.Unopenable());
            assertThat(originOf(keyholder, NOTE, ada)).isEqualTo(new PropertyOriginResult.Unopenable());
            assertThat(originOf(keyholder, NOTE.withEncryptedSelf("no base64!"), ada))
                    .isEqualTo(new PropertyOriginResult.Unopenable());
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestStore.class, names = "MAP")
    void noChangedOrCutValueIsSigned(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO);
                EncryptionKeyPair ada = create(keyholder, ADA, PATIENT)) {
            byte[] signed = bytes(signed(keyholder, NOTE, ada));
            for (int at = 0; at < signed.length; at++) {
                byte[] changed = signed.clone();
                changed[at] ^= 1;
                for (byte[] bad : List.of(changed, Arrays.copyOf(signed, at))) {
                    PropertyOriginResult result = originOf(keyholder, with(bad), ada);
                    assertThat(result.success()).as("byte %d", at).isEmpty();
                }
            }
        }
    }

    /** Content behind no signature, or behind that of another key, does not open at all. */
    @ParameterizedTest
    @EnumSource(value = TestStore.class, names = "MAP")
    void aSignatureIsNeitherRemovedNorReplaced(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO);
                EncryptionKeyPair ada = create(keyholder, ADA, PATIENT);
                EncryptionKeyPair eve = create(keyholder, EVE, INTRUDER)) {
            byte[] byAda = bytes(signed(keyholder, NOTE, ada));
            byte[] byEve = bytes(signed(keyholder, NOTE, eve));
            int before = 28 + 32 + 2 + 256;
            Property bare = with(Arrays.copyOfRange(byAda, before, byAda.length));
            assertThat(properties(keyholder).open(ADA, bare, ada)).isEmpty();

            byte[] mixed = Arrays.copyOf(byEve, before + byAda.length - before);
            System.arraycopy(byAda, before, mixed, before, byAda.length - before);
            assertThat(properties(keyholder).open(ADA, with(mixed), ada)).isEmpty();
        }
    }

    private static EncryptionKeyPair create(Keyholder keyholder, UserId id, DataOwnerId patient) {
        CreateResult.Created created = (CreateResult.Created) keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.login(id.value()))
                                .withId(id)
                                .withDataOwner(DataOwner.patient(patient.value()))
                                .withKeyInOneStep());
        return new EncryptionKeyPair(
                keyholder.keys().publicKeysOf(patient).get(0).publicKey(),
                created.privateKey().orElseThrow().takeKey());
    }

    private static PropertySealing properties(Keyholder keyholder) {
        return new PropertySealing(keyholder.sealing(), PropertyContents::write, PropertyContents::read);
    }

    private static Property signed(Keyholder keyholder, Property clear, EncryptionKeyPair signer) {
        return properties(keyholder)
                .sealSigned(ADA, clear, List.of(PATIENT), signer)
                .orThrow()
                .property();
    }

    private static PropertyOriginResult originOf(Keyholder keyholder, Property property, EncryptionKeyPair reader) {
        return properties(keyholder).openFrom(PATIENT, ADA, property, reader);
    }

    private static PropertyOriginResult untrusted(EncryptionKeyPair signer, OriginStanding standing) {
        return new PropertyOriginResult.UntrustedSigner(
                signer.publicKey().fingerprint().sha256(), standing);
    }

    private static byte[] bytes(Property sealed) {
        return Base64.getDecoder().decode(sealed.encryptedSelf().orElseThrow());
    }

    private static Property with(byte[] content) {
        return NOTE.withEncryptedSelf(Base64.getEncoder().encodeToString(content));
    }
}
