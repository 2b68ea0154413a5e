package io.keyholder.verification.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.InMemoryAuditTrail;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.key.KeyImportResult;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.key.OpenResult;
import io.keyholder.application.key.SealResult;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.verification.store.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a private key is nowhere once it was handed over, and that nothing else opens what was sealed for it. */
class NoTraceOfKeysTest {
    private static final UserId ADA = new UserId("ada");
    private static final DataOwnerId OWNER = new DataOwnerId("hcp-1");
    private static final SealingContext CONTEXT = new SealingContext("report 17");
    private static final byte[] CONTENT = "the patient is well".getBytes(StandardCharsets.US_ASCII);
    private static final Password PASSWORD = Password.of("lamp ferry walnut 17");
    private static final BouncyCastleCrypto CRYPTO = BouncyCastleCrypto.create(
            CryptoOptions.defaults().withBcryptCost(4).icureCompatible().withPbkdf2Iterations(1_000));

    @TempDir
    private Path directory;

    private final InMemoryAuditTrail audit = InMemoryAuditTrail.ofLatest(1_000);
    private final List<String> places = new ArrayList<>();
    private final List<String> spellings = new ArrayList<>();
    private byte[] sealed = new byte[0];
    private byte[] key = new byte[0];
    private String token = "";

    /** Where nothing is found, the search must be shown to find: the public half is there. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void storeLogsEventsAndMemoryHoldNoPrivateKey(TestStore kind) throws IOException {
        try (SearchablePlace place = place(kind)) {
            byte[] spki = liveWith(place);
            places.addAll(place.contents());
            places.add(audit.events().toString());

            assertThat(spellings).hasSizeGreaterThan(200);
            assertThat(places).noneMatch(text -> Spellings.areIn(text, spellings));
            byte[] piece = Arrays.copyOfRange(spki, 60, 90);
            assertThat(places)
                    .as("the search finds what is there")
                    .anyMatch(text -> text.contains(HexFormat.of().formatHex(piece))
                            || text.contains(new String(piece, StandardCharsets.ISO_8859_1)));
        }
    }

    /**
     * Everything an intruder can have but the key: the password, a token, an administrator's rights, the whole store.
     */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void nothingButTheKeyOpensWhatWasSealed(TestStore kind) throws IOException {
        try (SearchablePlace place = place(kind)) {
            liveWith(place);
            try (Keyholder keyholder = open(place);
                    Password presented = Password.of(token)) {
                assertThat(keyholder.logIn("ada", PASSWORD).isAccepted()).isTrue();
                assertThat(keyholder.logIn(LogInRequest.withToken(presented)).isAccepted())
                        .isTrue();
                for (String stored : place.contents()) {
                    byte[] file = stored.getBytes(StandardCharsets.ISO_8859_1);
                    for (Password tried : List.of(PASSWORD, presented)) {
                        assertThat(CRYPTO.privateKeyFiles().read(file, tried))
                                .isNotInstanceOf(PrivateKeyReading.Read.class);
                    }
                }
                NewKey intruders =
                        keyholder.keys().createInOneStep(Actor.host(), OWNER).orElseThrow();
                keyholder
                        .keys()
                        .vouch(
                                Actor.host(),
                                OWNER,
                                intruders.registered().publicKey().fingerprint());
                EncryptionPrivateKey other = intruders.privateKey().takeKey();
                keyholder
                        .keys()
                        .publicKeysOf(OWNER)
                        .forEach(known -> assertThat(keyholder
                                        .sealing()
                                        .open(sealed, new EncryptionKeyPair(known.publicKey(), other), CONTEXT))
                                .isInstanceOf(OpenResult.Unopenable.class));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void theKeyAloneOpensItAndAResetPasswordChangesNothing(TestStore kind) throws IOException {
        try (SearchablePlace place = place(kind)) {
            liveWith(place);
            EncryptionKeyPair pair;
            try (Keyholder keyholder = open(place)) {
                keyholder.passwords().reset(Actor.host(), ADA, Password.of("another lamp and a ferry"));
                byte[] file = HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII);
                KeyImportResult imported = keyholder.keys().importKey(OWNER, file, Password.of(""));
                pair = ((KeyImportResult.Imported) imported).pair();
                assertThat(keyholder.sealing().open(sealed, pair, CONTEXT)).isInstanceOf(OpenResult.Opened.class);
                keyholder.users().softDelete(Actor.host(), ADA);
                keyholder.users().purge(Actor.host(), ADA);
            }
            assertThat(CRYPTO.dataSealer().open(sealed, pair, CONTEXT)).isEqualTo(CONTENT);
            pair.close();
        }
    }

    @Test
    void theSearchFindsAKeyInEachOfItsForms() {
        try (EncryptionKeyPair pair = CRYPTO.keyPairGenerator().generate()) {
            byte[] pkcs8 = pair.privateKey().pkcs8();
            List<String> pieces = Spellings.of(pkcs8);
            String hex = HexFormat.of().formatHex(pkcs8);
            String base64 = Base64.getMimeEncoder().encodeToString(pkcs8);
            String jwk = new String(
                    CRYPTO.privateKeyFiles()
                            .toUnprotectedJwk(
                                    pair.privateKey(), pair.publicKey().padding()),
                    StandardCharsets.US_ASCII);
            for (String form : List.of(
                    hex, hex.toUpperCase(Locale.ROOT), base64, jwk, new String(pkcs8, StandardCharsets.ISO_8859_1))) {
                assertThat(Spellings.areIn("{\"x\":\"" + form + "\"}", pieces)).isTrue();
            }
            assertThat(HeapWalk.from(List.of(Optional.of(pair)))).anyMatch(text -> Spellings.areIn(text, pieces));
        }
    }

    /** All that happens to keys on the server side; what can be seen of it goes to the places. */
    private byte[] liveWith(SearchablePlace place) {
        Keyholder keyholder = open(place);
        byte[] spki;
        try (CapturedOutput output = CapturedOutput.start();
                keyholder) {
            keyholder.events().start();
            CreateResult.Created created = (CreateResult.Created) keyholder
                    .users()
                    .create(
                            Actor.host(),
                            NewUser.of(LoginIdentifiers.login("ada"))
                                    .withId(ADA)
                                    .withPassword(PASSWORD)
                                    .withDataOwner(DataOwner.healthcareParty(OWNER.value()))
                                    .withKeyInOneStep());
            places.add(created.toString());
            byte[] file = created.privateKey().orElseThrow().unprotectedIcureHex();
            key = HexFormat.of().parseHex(new String(file, StandardCharsets.US_ASCII));
            spellings.addAll(Spellings.of(key));
            NewKey second =
                    keyholder.keys().createInOneStep(Actor.host(), OWNER).orElseThrow();
            EncryptionPrivateKey secondKey = second.privateKey().takeKey();
            spellings.addAll(Spellings.of(secondKey.pkcs8()));
            secondKey.close();
            sealed = ((SealResult.Sealed) keyholder.sealing().seal(CONTENT, List.of(OWNER), CONTEXT)).bytes();
            KeyImportResult imported = keyholder.keys().importKey(OWNER, file, PASSWORD);
            places.add(imported.toString());
            try (EncryptionKeyPair pair = ((KeyImportResult.Imported) imported).pair()) {
                places.add(keyholder.sealing().open(sealed, pair, CONTEXT).toString());
            }
            keyholder.logIn("ada", PASSWORD);
            token = ((TokenCreation.Created) keyholder
                            .tokens()
                            .create(Actor.host(), ADA, "device", TokenValidity.unlimited(), TokenScope.unrestricted()))
                    .value()
                    .reveal();
            keyholder.users().disable(Actor.host(), ADA);
            keyholder.users().enable(Actor.host(), ADA);
            keyholder.events().deliver(event -> places.add(event.toString()));
            spki = keyholder.keys().publicKeysOf(OWNER).get(0).publicKey().spki();
            places.addAll(output.all());
        }
        places.addAll(HeapWalk.from(keyholder));
        return spki;
    }

    private Keyholder open(SearchablePlace place) {
        return Keyholder.open(
                place.open(), CRYPTO, KeyholderOptions.of(Clock.systemUTC()).withAuditTrail(audit));
    }

    private SearchablePlace place(TestStore kind) throws IOException {
        return switch (kind) {
            case MAP -> SearchablePlace.maps();
            case H2 -> SearchablePlace.h2(directory.resolve("users"));
            case COUCHDB -> SearchablePlace.couchDb();
        };
    }
}
