package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.key.PropertySealResult;
import io.keyholder.application.key.PropertySealing;
import io.keyholder.application.key.SealResult;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.documents.PropertyContents;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.verification.store.TestStore;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Properties that only their user's key opens, over each store. */
class EncryptedPropertiesTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId EVE = new UserId("eve");
    private static final DataOwnerId PATIENT = new DataOwnerId("patient-1");
    private static final String NOTE = "org.example.note";
    private static final String SECRET = "allergic to ferries";
    private static final Password PASSWORD = Password.of("lamp ferry walnut 17");
    private static final BouncyCastleCrypto CRYPTO =
            BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4).icureCompatible());

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void areStoredSealedAndReadBackByTheirKey(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox()) {
            EncryptionKeyPair pair;
            try (Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO)) {
                pair = create(keyholder, ADA, PATIENT);
                LogInResult.Accepted asAda = (LogInResult.Accepted) keyholder.logIn("ada", PASSWORD);
                Property clear = Property.of(NOTE, new TypedValue.StringValue(SECRET));
                keyholder.users().mergeProperties(asAda.actor(), ADA, List.of(clear));

                PropertySealing properties =
                        new PropertySealing(keyholder.sealing(), PropertyContents::write, PropertyContents::read);
                PropertySealResult result = properties.seal(ADA, clear, List.of(PATIENT));
                if (result instanceof PropertySealResult.Sealed sealed) {
                    keyholder.users().mergeProperties(asAda.actor(), ADA, List.of(sealed.property()));
                }
            }
            try (Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO)) {
                User stored = stored(keyholder, ADA);
                Property property = stored.properties().get(0);
                String document = UserDocuments.write(stored);
                assertThat(document).contains("\"encryptedSelf\":\"").doesNotContain(SECRET, "stringValue");
                assertThat(properties(keyholder).open(ADA, property, pair))
                        .contains(new TypedValue.StringValue(SECRET));
                assertThat(Base64.getDecoder().decode(property.encryptedSelf().orElseThrow()))
                        .isNotEmpty();
                pair.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void openForNoOtherKeyUserOrIdentifier(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO)) {
            EncryptionKeyPair adas = create(keyholder, ADA, PATIENT);
            EncryptionKeyPair eves = create(keyholder, EVE, new DataOwnerId("patient-2"));
            Property sealed = sealed(keyholder, new TypedValue.IntegerValue(42));
            keyholder.users().mergeProperties(Actor.host(), ADA, List.of(sealed));
            keyholder.users().mergeProperties(Actor.host(), EVE, List.of(sealed));
            Property moved = Property.of("org.example.other", new TypedValue.IntegerValue(1))
                    .withEncryptedSelf(sealed.encryptedSelf().orElseThrow());

            Property stored = stored(keyholder, ADA).properties().get(0);
            assertThat(properties(keyholder).open(ADA, stored, adas)).contains(new TypedValue.IntegerValue(42));
            assertThat(properties(keyholder).open(ADA, stored, eves)).isEmpty();
            assertThat(properties(keyholder).open(ADA, moved, adas)).isEmpty();
            Property copied = stored(keyholder, EVE).properties().get(0);
            assertThat(properties(keyholder).open(EVE, copied, adas)).isEmpty();
            assertThat(properties(keyholder).open(ADA, sealed.withEncryptedSelf("no base64!"), adas))
                    .isEmpty();
            assertThat(properties(keyholder).open(ADA, sealed.withEncryptedSelf("AAECAwQFBgcICQoLDA0ODw=="), adas))
                    .isEmpty();
        }
    }

    /** Otherwise whoever opens the property would read the earlier value. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void giveWayToAValueInClear(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO)) {
            EncryptionKeyPair adas = create(keyholder, ADA, PATIENT);
            keyholder
                    .users()
                    .mergeProperties(Actor.host(), ADA, List.of(sealed(keyholder, new TypedValue.IntegerValue(42))));
            keyholder
                    .users()
                    .mergeProperties(Actor.host(), ADA, List.of(Property.of(NOTE, new TypedValue.IntegerValue(43))));

            Property stored = stored(keyholder, ADA).properties().get(0);
            assertThat(stored.value()).contains(new TypedValue.IntegerValue(43));
            assertThat(stored.encryptedSelf()).isEmpty();
            assertThat(properties(keyholder).open(ADA, stored, adas)).isEmpty();
            assertThat(UserDocuments.write(stored(keyholder, ADA))).doesNotContain("encryptedSelf");
        }
    }

    /**
     * The policy decides who writes them, as it does for every other property; nobody seals for a key without
     * somebody's word.
     */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void areWrittenByWhoMayAndSealedForTrustedKeysOnly(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO)) {
            create(keyholder, ADA, PATIENT);
            create(keyholder, EVE, new DataOwnerId("patient-2"));
            Actor asEve = ((LogInResult.Accepted) keyholder.logIn("eve", PASSWORD)).actor();
            Property sealed = sealed(keyholder, new TypedValue.DateValue(Instant.EPOCH));

            assertThat(keyholder.users().mergeProperties(asEve, ADA, List.of(sealed)))
                    .isInstanceOf(ModifyResult.Forbidden.class);
            assertThat(stored(keyholder, ADA).properties()).isEmpty();
            DataOwnerId stranger = new DataOwnerId("stranger");
            assertThat(properties(keyholder)
                            .seal(
                                    ADA,
                                    Property.of(NOTE, new TypedValue.BooleanValue(true)),
                                    List.of(PATIENT, stranger)))
                    .isEqualTo(new PropertySealResult.Refused(new SealResult.NoTrustedKey(Set.of(stranger))));
        }
    }

    /** For clients of iCure, which encrypt under a content key that they share in their own way. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void mayHoldIcuresOwnForm(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = Keyholder.open(sandbox.open(), CRYPTO);
                ContentKey key = ContentKey.of(CRYPTO.secretGenerator().nextBytes(ContentKey.SIZE_BYTES))) {
            create(keyholder, ADA, PATIENT);
            Property clear = Property.of(NOTE, new TypedValue.StringValue(SECRET));
            byte[] content = PropertyContents.write(clear.value().orElseThrow());
            byte[] encrypted = CRYPTO.contentCipher().sealUnauthenticated(content, key);
            keyholder
                    .users()
                    .mergeProperties(
                            Actor.host(),
                            ADA,
                            List.of(clear.withEncryptedSelf(Base64.getEncoder().encodeToString(encrypted))));

            String stored =
                    stored(keyholder, ADA).properties().get(0).encryptedSelf().orElseThrow();
            byte[] opened = CRYPTO.contentCipher()
                    .openUnauthenticated(Base64.getDecoder().decode(stored), key);
            assertThat(PropertyContents.read(opened)).isEqualTo(new TypedValue.StringValue(SECRET));
        }
    }

    private static EncryptionKeyPair create(Keyholder keyholder, UserId id, DataOwnerId patient) {
        CreateResult.Created created = (CreateResult.Created) keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.login(id.value()))
                                .withId(id)
                                .withPassword(PASSWORD)
                                .withDataOwner(DataOwner.patient(patient.value()))
                                .withKeyInOneStep());
        return new EncryptionKeyPair(
                keyholder.keys().publicKeysOf(patient).get(0).publicKey(),
                created.privateKey().orElseThrow().takeKey());
    }

    private static Property sealed(Keyholder keyholder, TypedValue value) {
        PropertySealResult result = properties(keyholder).seal(ADA, Property.of(NOTE, value), List.of(PATIENT));
        assertThat(result).isInstanceOf(PropertySealResult.Sealed.class);
        return ((PropertySealResult.Sealed) result).property();
    }

    private static PropertySealing properties(Keyholder keyholder) {
        return new PropertySealing(keyholder.sealing(), PropertyContents::write, PropertyContents::read);
    }

    private static User stored(Keyholder keyholder, UserId id) {
        return keyholder.users().find(Actor.host(), id).single().orElseThrow();
    }
}
