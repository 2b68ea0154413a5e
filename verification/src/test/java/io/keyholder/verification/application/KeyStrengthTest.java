package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import io.keyholder.testkit.sample.TestKeyPairs;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No way leads a public key into the directory that is too weak, or that has another encoding than DER's. */
class KeyStrengthTest {
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");
    private static final DataOwner PATIENT = DataOwner.patient("patient-1");
    private static final Pattern SECRET = Pattern.compile("kht1\\.[A-Za-z0-9_.-]+");

    private final CollectingInvitationSender sender = new CollectingInvitationSender();
    private final Keyholder keyholder = Keyholder.open(
            MapStorage.create(),
            new CryptoWithReadyKeys(),
            KeyholderOptions.of(Clock.systemUTC())
                    .withInvitations(new InvitationOptions(
                            sender, InvitationTexts.plain(new Contact.Email("practice@example.org")))));

    @AfterEach
    void close() {
        keyholder.close();
    }

    @Test
    void takesNoWeakKeyOnAnyWay() {
        keyholder.invitations().invite(Actor.host(), NewInvitation.of(PATIENT, Contact.email("mary@example.org")));
        for (EncryptionPublicKey key : refused()) {
            for (Consumer<EncryptionPublicKey> way : ways()) {
                assertThatThrownBy(() -> way.accept(key))
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessageContaining("public key");
                assertThat(keyholder.keys().publicKeysOf(OWNER)).isEmpty();
            }
        }
        assertThat(keyholder.users().count(Actor.host()).orElseThrow())
                .as("the invited user alone")
                .isEqualTo(1);
    }

    /** The invitation above is still good, and a key in iCure's form is used on the same ways. */
    @Test
    void takesAKeyInTheFormOfIcure() {
        keyholder.invitations().invite(Actor.host(), NewInvitation.of(PATIENT, Contact.email("mary@example.org")));
        assertThatThrownBy(() -> accept(TestKeyPairs.weak().publicKey())).isInstanceOf(InvalidValueException.class);

        assertThat(accept(TestKeyPairs.mary().publicKey())).isInstanceOf(AcceptResult.Accepted.class);
        keyholder.keys().register(Actor.host(), OWNER, TestKeyPairs.john().publicKey());

        assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(2);
    }

    private List<EncryptionPublicKey> refused() {
        List<EncryptionPublicKey> refused = new ArrayList<>();
        TestKeyPairs.allWeak().stream().map(EncryptionKeyPair::publicKey).forEach(refused::add);
        refused.add(TestKeyPairs.maryEncodedOtherwise().publicKey());
        return refused;
    }

    private List<Consumer<EncryptionPublicKey>> ways() {
        return List.of(
                key -> keyholder.keys().register(Actor.host(), OWNER, key),
                key -> keyholder.keys().challengeToRegister(OWNER, key),
                key -> keyholder
                        .keys()
                        .challengeToReplace(OWNER, key, TestKeyPairs.john().publicKey()),
                key -> keyholder.keys().challengeToRevoke(OWNER, key),
                key -> keyholder
                        .users()
                        .create(
                                Actor.host(),
                                NewUser.of(LoginIdentifiers.login("ada"))
                                        .withDataOwner(PATIENT)
                                        .withPublicKey(key)),
                this::accept);
    }

    private AcceptResult accept(EncryptionPublicKey key) {
        Matcher matcher = SECRET.matcher(((InvitationMessage.Email) sender.last()).text());
        assertThat(matcher.find()).isTrue();
        try (Password secret = Password.of(matcher.group());
                Password password = Password.of("lamp ferry walnut 17")) {
            return keyholder
                    .invitations()
                    .accept(InvitationAcceptance.of(secret, password).withPublicKey(key));
        }
    }
}
