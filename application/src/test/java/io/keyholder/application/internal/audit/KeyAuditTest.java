package io.keyholder.application.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Fixture;
import io.keyholder.application.Keyholder;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent.KeyChanged;
import io.keyholder.ports.audit.AuditEvent.KeyChanged.KeyChange;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the audit trail is told about keys. */
class KeyAuditTest {
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");
    private static final EncryptionPublicKey KEY = EncryptionPublicKey.ofSpki(new byte[64], KeyPadding.OAEP_SHA256);

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;

    @Test
    void tellsThatAKeyWasRegisteredVouchedForAndRevokedOnceEach() {
        for (int times = 0; times < 2; times++) {
            keyholder.keys().register(Actor.host(), OWNER, KEY);
            keyholder.keys().vouch(Actor.host(), OWNER, KEY.fingerprint());
            keyholder.keys().revoke(Actor.host(), OWNER, KEY.fingerprint());
        }

        assertTold(KEY.fingerprint(), KeyChange.REGISTERED, KeyChange.VOUCHED, KeyChange.REVOKED);
    }

    @Test
    void tellsOfNothingThatDidNotHappen() {
        keyholder.keys().vouch(Actor.host(), OWNER, KEY.fingerprint());
        keyholder.keys().revoke(Actor.host(), OWNER, KEY.fingerprint());
        keyholder.keys().register(Actor.host(), OWNER, KEY);
        keyholder.keys().vouch(Actor.host(), new DataOwnerId("patient-2"), KEY.fingerprint());

        assertTold(KEY.fingerprint(), KeyChange.REGISTERED);
    }

    @Test
    void tellsWhenAKeyIsHandedOverAndNotWhenItIsWiped() {
        NewKey taken = keyholder.keys().createInOneStep(Actor.host(), OWNER).orElseThrow();
        NewKey wiped = keyholder.keys().createInOneStep(Actor.host(), OWNER).orElseThrow();
        wiped.privateKey().close();
        taken.privateKey().unprotectedIcureHex();

        Fingerprint first = taken.registered().publicKey().fingerprint();
        assertThat(fixture.keyChanges)
                .containsExactly(
                        told(first, KeyChange.REGISTERED),
                        told(first, KeyChange.VOUCHED),
                        told(wiped.registered().publicKey().fingerprint(), KeyChange.REGISTERED),
                        told(first, KeyChange.HANDED_OVER));
    }

    /** The promise: the key is in no event. */
    @Test
    void tellsOfTheFirstKeyOfAUserAndNeverTheKey() {
        CreateResult.Created created = (CreateResult.Created) keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.login("ada"))
                                .withDataOwner(DataOwner.patient("patient-1"))
                                .withKeyInOneStep());
        byte[] pkcs8 = created.privateKey().orElseThrow().takeKey().pkcs8();
        User ada = created.user();

        keyholder.persons().erase(Actor.host(), ada.id());

        assertThat(fixture.keyChanges.stream().map(KeyChanged::change))
                .containsExactly(KeyChange.REGISTERED, KeyChange.VOUCHED, KeyChange.HANDED_OVER, KeyChange.WITHDRAWN);
        assertThat(fixture.keyChanges.toString())
                .doesNotContain(HexFormat.of().formatHex(pkcs8))
                .contains(OWNER.value());
    }

    private void assertTold(Fingerprint fingerprint, KeyChange... changes) {
        List<KeyChanged> expected =
                Arrays.stream(changes).map(change -> told(fingerprint, change)).toList();
        assertThat(fixture.keyChanges).isEqualTo(expected);
    }

    private static KeyChanged told(Fingerprint fingerprint, KeyChange change) {
        return new KeyChanged(Fixture.NOW_IN_MILLIS, OWNER, fingerprint.sha256(), change);
    }
}
