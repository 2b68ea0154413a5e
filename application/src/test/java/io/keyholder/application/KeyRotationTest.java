package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.key.RotationResult;
import io.keyholder.application.key.SealResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.PossessionPurpose;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that a client shows to hold: the first of an owner, and those that replace an earlier one. */
class KeyRotationTest {
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");
    private static final DataOwner PATIENT = DataOwner.patient("patient-1");
    private static final SealingContext CONTEXT = new SealingContext("report 17");

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private final EncryptionKeyPair oldPair = fixture.crypto.keyPairGenerator().generate();
    private final EncryptionKeyPair newPair = fixture.crypto.keyPairGenerator().generate();

    @Test
    void sealsAtOnceForAFirstKeyThatTheClientShowsToHold() {
        adaWithOldKey();

        assertThat(keyholder.keys().publicKeysOf(OWNER))
                .containsExactly(new RegisteredKey(OWNER, oldPair.publicKey(), Fixture.NOW_IN_MILLIS)
                        .vouchedFor(new Endorsement("possession", Fixture.NOW_IN_MILLIS)));
    }

    @Test
    void sealsAtOnceForTheFirstKeyThatAnybodyShowsToHoldAndForNoLaterOne() {
        keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.login("ada"))
                                .withDataOwner(PATIENT)
                                .withoutKeyPair());
        keyholder.keys().register(Actor.host(), OWNER, oldPair.publicKey());

        KeyChangeResult first = keyholder.keys().registerProven(Actor.host(), proven(OWNER, oldPair));
        KeyChangeResult second = keyholder.keys().registerProven(Actor.host(), proven(OWNER, newPair));

        assertThat(((KeyChangeResult.Changed) first).key().vouch())
                .contains(new Endorsement("possession", Fixture.NOW_IN_MILLIS));
        assertThat(((KeyChangeResult.Changed) second).key().isTrusted()).isFalse();
        assertThat(keyholder.keys().registerProven(actor(fixture.user("eve")), proven(OWNER, newPair)))
                .isInstanceOf(KeyChangeResult.Forbidden.class);
    }

    @Test
    void takesNoProofForAnotherOwner() {
        NewUser user = NewUser.of(LoginIdentifiers.login("ada"))
                .withDataOwner(DataOwner.patient("patient-2"))
                .withProvenKey(proven(OWNER, oldPair));

        assertThatThrownBy(() -> keyholder.users().create(Actor.host(), user))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("another data owner");
        assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isZero();
    }

    @Test
    void believesOnlyTheRightAnswer() {
        PossessionChallenge challenge = keyholder.keys().challengeToRegister(OWNER, oldPair.publicKey());
        PossessionProof wrong = answer(challenge, OWNER, newPair, oldPair);

        assertThat(challenge.prove(wrong)).isEmpty();
    }

    @Test
    void hearsOneAnswer() {
        PossessionChallenge guessed = keyholder.keys().challengeToRegister(OWNER, oldPair.publicKey());
        guessed.prove(PossessionProof.ofBytes(new byte[PossessionProof.SIZE_BYTES]));
        assertThat(guessed.prove(answer(guessed, OWNER, oldPair, oldPair))).isEmpty();

        PossessionChallenge answered = keyholder.keys().challengeToRegister(OWNER, oldPair.publicKey());
        PossessionProof right = answer(answered, OWNER, oldPair, oldPair);
        assertThat(answered.prove(right)).isPresent();
        assertThat(answered.prove(right)).isEmpty();
    }

    @Test
    void hearsNoLateAnswer() {
        Clock[] now = {Clock.fixed(Fixture.NOW, ZoneOffset.UTC)};
        Clock moving = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0].instant();
            }
        };
        PossessionChallenge challenge = PossessionChallenge.of(
                PossessionPurpose.toRegister(OWNER, oldPair.publicKey(), KeyholderOptions.UNNAMED),
                fixture.crypto,
                moving);
        PossessionProof right = answer(challenge, OWNER, oldPair, oldPair);
        now[0] = Clock.offset(now[0], PossessionChallenge.LIFE);

        assertThat(challenge.prove(right)).isEmpty();
    }

    /** Else a server could have the wrapped keys of somebody's data opened as challenges. */
    @Test
    void doesNotSendBackWhatTheChallengeHolds() {
        PossessionChallenge challenge = keyholder.keys().challengeToRegister(OWNER, oldPair.publicKey());
        try (ContentKey secret = fixture.crypto.contentKeyWrapper().unwrap(challenge.encrypted(), oldPair)) {
            assertThat(answer(challenge, OWNER, oldPair, oldPair).bytes()).isNotEqualTo(secret.bytes());
            assertThat(challenge.prove(PossessionProof.ofBytes(secret.bytes()))).isEmpty();
        }
    }

    @Test
    void replacesAKeyByAnotherThatItVouchesFor() {
        Actor ada = adaWithOldKey();

        RotationResult result = keyholder.keys().rotate(ada, replaced(oldPair, newPair), proven(OWNER, newPair));

        assertThat(result).isInstanceOf(RotationResult.Rotated.class);
        RegisteredKey rotated = ((RotationResult.Rotated) result).key();
        assertThat(rotated.publicKey()).isEqualTo(newPair.publicKey());
        assertThat(rotated.vouch().map(Endorsement::voucher))
                .contains("key:" + oldPair.publicKey().fingerprint().sha256());
        assertThat(keyholder.keys().publicKeysOf(OWNER).stream()
                        .filter(RegisteredKey::isTrusted)
                        .toList())
                .containsExactly(rotated);
    }

    @Test
    void keepsTheOldKeyForReadingAndSealsAnewForTheNewOne() {
        Actor ada = adaWithOldKey();
        byte[] sealed = ((SealResult.Sealed) keyholder.sealing().seal(new byte[3], List.of(OWNER), CONTEXT)).bytes();
        keyholder.keys().rotate(ada, replaced(oldPair, newPair), proven(OWNER, newPair));

        SealResult resealed = keyholder
                .sealing()
                .reseal(sealed, oldPair, List.of(OWNER), CONTEXT)
                .orElseThrow();

        byte[] anew = ((SealResult.Sealed) resealed).bytes();
        assertThat(fixture.crypto.dataSealer().open(sealed, oldPair, CONTEXT)).hasSize(3);
        assertThat(fixture.crypto.dataSealer().open(anew, newPair, CONTEXT)).hasSize(3);
    }

    @Test
    void letsOnlyATrustedKeyVouchForAnother() {
        Actor ada = adaWithOldKey();
        EncryptionKeyPair slippedIn = fixture.crypto.keyPairGenerator().generate();
        keyholder.keys().register(Actor.host(), OWNER, slippedIn.publicKey());

        assertThat(keyholder.keys().rotate(ada, replaced(slippedIn, newPair), proven(OWNER, newPair)))
                .isEqualTo(new RotationResult.OldKeyNotTrusted());
        keyholder.keys().revoke(Actor.host(), OWNER, oldPair.publicKey().fingerprint());
        assertThat(keyholder.keys().rotate(ada, replaced(oldPair, newPair), proven(OWNER, newPair)))
                .isEqualTo(new RotationResult.OldKeyNotTrusted());
        assertThat(keyholder.keys().publicKeysOf(OWNER)).noneMatch(RegisteredKey::isTrusted);
    }

    @Test
    void rotatesNothingForOthersOrIntoItself() {
        Actor ada = adaWithOldKey();
        Actor eve = actor(fixture.user("eve"));

        assertThat(keyholder.keys().rotate(eve, replaced(oldPair, newPair), proven(OWNER, newPair)))
                .isInstanceOf(RotationResult.Forbidden.class);
        for (ProvenKey other : List.of(proven(OWNER, oldPair), proven(new DataOwnerId("patient-2"), newPair))) {
            assertThatThrownBy(() -> keyholder.keys().rotate(ada, replaced(oldPair, newPair), other))
                    .isInstanceOf(InvalidValueException.class);
        }
        assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(1);
    }

    private Actor adaWithOldKey() {
        return actor(fixture.user("ada", user -> user.withDataOwner(PATIENT).withProvenKey(proven(OWNER, oldPair))));
    }

    /** SECURITY case 35: every part of a purpose is swapped for another, one at a time. */
    @Test
    void hearsNoAnswerForAnotherPurpose() {
        EncryptionPublicKey fresh = newPair.publicKey();
        EncryptionPublicKey other = fixture.crypto.keyPairGenerator().generate().publicKey();
        PossessionPurpose asked =
                PossessionPurpose.toReplace(OWNER, oldPair.publicKey(), fresh, KeyholderOptions.UNNAMED);
        List<PossessionPurpose> others = List.of(
                PossessionPurpose.toRegister(OWNER, oldPair.publicKey(), KeyholderOptions.UNNAMED),
                PossessionPurpose.toRevoke(OWNER, oldPair.publicKey(), KeyholderOptions.UNNAMED),
                PossessionPurpose.toReplace(
                        new DataOwnerId("patient-2"), oldPair.publicKey(), fresh, KeyholderOptions.UNNAMED),
                PossessionPurpose.toReplace(OWNER, other, fresh, KeyholderOptions.UNNAMED),
                PossessionPurpose.toReplace(OWNER, oldPair.publicKey(), other, KeyholderOptions.UNNAMED),
                PossessionPurpose.toReplace(
                        OWNER,
                        oldPair.publicKey(),
                        EncryptionPublicKey.ofSpki(fresh.spki(), KeyPadding.OAEP_SHA1),
                        KeyholderOptions.UNNAMED),
                PossessionPurpose.toReplace(OWNER, oldPair.publicKey(), fresh, "elsewhere.example.org"));
        for (PossessionPurpose purpose : others) {
            PossessionChallenge challenge = challenge(asked);
            assertThat(challenge.prove(answer(challenge, oldPair, purpose)))
                    .as(purpose.toString())
                    .isEmpty();
        }
        PossessionChallenge challenge = challenge(asked);
        assertThat(challenge.prove(answer(challenge, oldPair, asked))).isPresent();
    }

    /** The same for what was proved: it does nothing else, for no other key and at no other host. */
    @Test
    void doesNothingElseOnAProof() {
        Actor ada = adaWithOldKey();
        EncryptionKeyPair third = fixture.crypto.keyPairGenerator().generate();
        ProvenKey toRegister = proven(OWNER, newPair);
        ProvenKey toRevoke =
                proven(oldPair, PossessionPurpose.toRevoke(OWNER, oldPair.publicKey(), KeyholderOptions.UNNAMED));
        ProvenKey toReplaceByThird = replaced(oldPair, third);
        ProvenKey elsewhere =
                proven(newPair, PossessionPurpose.toRegister(OWNER, newPair.publicKey(), "elsewhere.example.org"));

        for (ProvenKey wrong : List.of(proven(OWNER, oldPair), toRevoke, toReplaceByThird)) {
            assertThatThrownBy(() -> keyholder.keys().rotate(ada, wrong, toRegister))
                    .isInstanceOf(InvalidValueException.class);
        }
        for (ProvenKey wrong : List.of(elsewhere, replaced(newPair, third))) {
            assertThatThrownBy(() -> keyholder.keys().rotate(ada, replaced(oldPair, newPair), wrong))
                    .isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> keyholder.keys().registerProven(ada, wrong))
                    .isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> keyholder
                            .users()
                            .create(
                                    Actor.host(),
                                    NewUser.of(LoginIdentifiers.login("eve"))
                                            .withDataOwner(PATIENT)
                                            .withProvenKey(wrong)))
                    .isInstanceOf(InvalidValueException.class);
        }
        for (ProvenKey wrong : List.of(proven(OWNER, oldPair), toReplaceByThird)) {
            assertThatThrownBy(() -> keyholder.keys().revoke(ada, wrong)).isInstanceOf(InvalidValueException.class);
        }
        assertThat(keyholder.keys().publicKeysOf(OWNER)).singleElement().matches(RegisteredKey::isTrusted);
        assertThat(keyholder.keys().revoke(ada, toRevoke)).isInstanceOf(KeyChangeResult.Changed.class);
        assertThat(keyholder.keys().publicKeysOf(OWNER)).noneMatch(RegisteredKey::isTrusted);
    }

    private ProvenKey proven(DataOwnerId owner, EncryptionKeyPair pair) {
        return proven(pair, PossessionPurpose.toRegister(owner, pair.publicKey(), KeyholderOptions.UNNAMED));
    }

    private ProvenKey replaced(EncryptionKeyPair old, EncryptionKeyPair fresh) {
        return proven(
                old, PossessionPurpose.toReplace(OWNER, old.publicKey(), fresh.publicKey(), KeyholderOptions.UNNAMED));
    }

    private ProvenKey proven(EncryptionKeyPair pair, PossessionPurpose purpose) {
        PossessionChallenge challenge = challenge(purpose);
        return challenge.prove(answer(challenge, pair, purpose)).orElseThrow();
    }

    private PossessionChallenge challenge(PossessionPurpose purpose) {
        return PossessionChallenge.of(purpose, fixture.crypto, Clock.fixed(Fixture.NOW, ZoneOffset.UTC));
    }

    private PossessionProof answer(PossessionChallenge challenge, EncryptionKeyPair held, PossessionPurpose purpose) {
        try (ContentKey secret = fixture.crypto.contentKeyWrapper().unwrap(challenge.encrypted(), held)) {
            return PossessionProof.of(secret, purpose);
        }
    }

    /** What a client answers that unwraps with one pair, if it can, and speaks of the key of another. */
    private PossessionProof answer(
            PossessionChallenge challenge, DataOwnerId owner, EncryptionKeyPair held, EncryptionKeyPair asked) {
        try (ContentKey secret = held.equals(asked)
                ? fixture.crypto.contentKeyWrapper().unwrap(challenge.encrypted(), held)
                : ContentKey.of(new byte[ContentKey.SIZE_BYTES])) {
            return PossessionProof.of(
                    secret, PossessionPurpose.toRegister(owner, asked.publicKey(), KeyholderOptions.UNNAMED));
        }
    }

    private static Actor actor(User user) {
        return Actor.LoggedIn.by(
                user,
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Fixture.NOW_IN_MILLIS);
    }
}
