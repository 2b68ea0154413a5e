package io.keyholder.application.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Fixture;
import io.keyholder.application.Keyholder;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserCreationTest {
    private static final DataOwner PATIENT = DataOwner.patient("patient-1");
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;

    @Test
    void anIdentifierThatCannotBeWhatItClaimsToBeIsInvalid() {
        LoginIdentifiers ada = LoginIdentifiers.login("ada");
        for (LoginIdentifiers bad : List.of(
                ada.withEmail("ada"),
                ada.withEmail("ada@"),
                ada.withEmail("@x.example"),
                ada.withEmail("a@b@c"),
                ada.withMobilePhone("mobile"),
                ada.withMobilePhone("+"),
                ada.withMobilePhone("-"))) {
            assertThat(keyholder.users().create(Actor.host(), NewUser.of(bad)))
                    .isInstanceOf(CreateResult.Invalid.class);
        }
        assertThat(keyholder.users().create(Actor.host(), NewUser.of(ada.withMobilePhone("٠٤٧٥١٢٣٤٥٦"))))
                .isInstanceOf(CreateResult.Created.class);
    }

    @Test
    void storesWhatTheNewUserShallBe() {
        Authorization authorization = Authorization.NONE.withRoles(Set.of("nurse"));
        Property property = Property.of("org.example.ward", new TypedValue.IntegerValue(3));
        User created = created(keyholder
                        .users()
                        .create(
                                Actor.host(),
                                newUser("ada")
                                        .withId(new UserId("ada-1"))
                                        .withProfile(Profile.NONE.withName("Ada"))
                                        .withAuthorization(authorization)
                                        .withProperties(List.of(property))
                                        .withStatus(UserStatus.REGISTERING)))
                .user();

        User stored = fixture.stored(new UserId("ada-1"));
        assertThat(stored).isEqualTo(created);
        assertThat(stored.profile().name()).contains("Ada");
        assertThat(stored.authorization()).isEqualTo(authorization);
        assertThat(stored.properties()).containsExactly(property);
        assertThat(stored.lifecycle().status()).contains(UserStatus.REGISTERING);
        assertThat(stored.credentials()).isEqualTo(io.keyholder.domain.credential.Credentials.NONE);
    }

    @Test
    void startsActiveAtThePresentMillisecond() {
        User user = fixture.user("ada");

        assertThat(user.lifecycle().status()).contains(UserStatus.ACTIVE);
        assertThat(user.lifecycle().created()).contains(Fixture.NOW_IN_MILLIS);
    }

    @Test
    void storesThePasswordAsHashOnly() {
        assertThat(fixture.user("ada").credentials().passwordHash())
                .contains(TransparentCrypto.currentHash(Fixture.SECRET));
    }

    @Test
    void drawsAVersionFourId() {
        assertThat(fixture.user("ada").id().value()).isEqualTo("01010101-0101-4101-8101-010101010101");
    }

    @Test
    void refusesAnIdentifierThatAnotherUserIsKnownBy() {
        fixture.user("ada@example.org");

        CreateResult result = keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.login("countess").withEmail("ADA@example.org")));

        assertThat(result).isEqualTo(new CreateResult.IdentifierTaken(IdentifierKey.of("ada@example.org")));
        assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isOne();
    }

    @Test
    void refusesAnIdThatAnotherUserHas() {
        UserId id = fixture.user("ada").id();

        assertThat(keyholder.users().create(Actor.host(), newUser("grace").withId(id)))
                .isEqualTo(new CreateResult.IdTaken());
    }

    @Test
    void refusesAPasswordThatIsTooShort() {
        CreateResult result = keyholder
                .users()
                .create(
                        Actor.host(),
                        newUser("ada").withPassword(Password.of("seven77")).withDataOwner(PATIENT));

        assertThat(result).isEqualTo(new CreateResult.PasswordRefused(Set.of(new PasswordFlaw.TooShort(8))));
        assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isZero();
        assertThat(fixture.crypto.privateKeys()).isEmpty();
    }

    /** Hashing waits for its turn as at a login, and who is interrupted while waiting gives up. */
    @Test
    void storesNothingWhenItsTurnToHashDoesNotCome() {
        Thread.currentThread().interrupt();
        CreateResult result = keyholder
                .users()
                .create(
                        Actor.host(),
                        newUser("ada").withPassword(Password.of(Fixture.SECRET)).withDataOwner(PATIENT));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo(new CreateResult.Busy());
        assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isZero();
        assertThat(fixture.crypto.privateKeys()).isEmpty();
    }

    @Test
    void makesNoKeyForAUserThatStandsForNobody() {
        assertThat(created(keyholder.users().create(Actor.host(), newUser("ada")))
                        .privateKey())
                .isEmpty();
        assertThat(fixture.crypto.privateKeys()).isEmpty();
    }

    @Test
    void registersThePublicHalfOfTheKeyThatItHandsOver() {
        PrivateKeyHandover handover = createdWithKey("ada");

        assertThat(keyholder.keys().publicKeysOf(OWNER))
                .containsExactly(new RegisteredKey(OWNER, handover.publicKey(), Fixture.NOW_IN_MILLIS)
                        .vouchedFor(new Endorsement("keyholder", Fixture.NOW_IN_MILLIS)));
    }

    @Test
    void registersTheKeyBeforeTheUserExists() {
        fixture.storage.beforeEachWrite(
                () -> assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(1));

        createdWithKey("ada");
    }

    @Test
    void makesAnotherKeyForASecondUserOfTheSameOwner() {
        createdWithKey("ada");
        createdWithKey("guardian");

        assertThat(keyholder.keys().publicKeysOf(OWNER))
                .extracting(RegisteredKey::isTrusted)
                .as("the first only: another needs somebody's word")
                .containsExactlyInAnyOrder(true, false);
    }

    /** SECURITY case 34: a refused user leaves no key behind that others would seal for. */
    @Test
    void withdrawsTheKeyThatARefusedClientBrought() {
        fixture.user("ada");
        CreateResult refused = keyholder
                .users()
                .create(Actor.host(), newUser("ada").withDataOwner(PATIENT).withPublicKey(clientKey()));
        assertThat(refused).isInstanceOf(CreateResult.IdentifierTaken.class);
        assertThat(keyholder.keys().publicKeysOf(OWNER)).isEmpty();
    }

    @Test
    void withdrawsAndWipesTheKeyOfARefusedUser() {
        fixture.user("ada");

        keyholder.users().create(Actor.host(), newUser("ada").withDataOwner(PATIENT));

        assertThat(keyholder.keys().publicKeysOf(OWNER)).isEmpty();
        assertThatTheOnlyPrivateKeyIsWiped();
    }

    @Test
    void withdrawsTheKeyWhenItIsUnknownWhetherTheUserExists() {
        fixture.storage.beforeEachWrite(() -> {
            throw new StoreUnavailableException("no answer", null);
        });

        assertThatThrownBy(() ->
                        keyholder.users().create(Actor.host(), newUser("ada").withDataOwner(PATIENT)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(keyholder.keys().publicKeysOf(OWNER)).isEmpty();
        assertThatTheOnlyPrivateKeyIsWiped();
    }

    @Test
    void registersTheClientsOwnKeyAndHandsNothingOver() {
        EncryptionPublicKey publicKey = clientKey();

        CreateResult.Created created = created(keyholder
                .users()
                .create(Actor.host(), newUser("ada").withDataOwner(PATIENT).withPublicKey(publicKey)));

        assertThat(created.privateKey()).isEmpty();
        assertThat(fixture.crypto.privateKeys()).isEmpty();
        assertThat(keyholder.keys().publicKeysOf(OWNER))
                .extracting(RegisteredKey::publicKey)
                .containsExactly(publicKey);
    }

    @Test
    void keepsTheClientsKeyOfAnExistingUserWhenASecondOneIsRefused() {
        NewUser user = newUser("ada").withDataOwner(PATIENT).withPublicKey(clientKey());
        keyholder.users().create(Actor.host(), user);

        assertThat(keyholder.users().create(Actor.host(), user)).isInstanceOf(CreateResult.IdentifierTaken.class);
        assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(1);
    }

    @Test
    void refusesAClientsKeyWithoutAnOwnerToRegisterItFor() {
        assertThatThrownBy(() ->
                        keyholder.users().create(Actor.host(), newUser("ada").withPublicKey(clientKey())))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("no data owner");
        assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isZero();
    }

    @Test
    void makesNoKeyWhenAskedNotTo() {
        CreateResult.Created created = created(keyholder
                .users()
                .create(Actor.host(), newUser("ada").withDataOwner(PATIENT).withoutKeyPair()));

        assertThat(created.privateKey()).isEmpty();
        assertThat(keyholder.keys().publicKeysOf(OWNER)).isEmpty();
    }

    @Test
    void showsNoPasswordInItsText() {
        assertThat(newUser("ada").withPassword(Fixture.password()).toString()).isEqualTo("NewUser[id to be drawn]");
        assertThat(newUser("ada").withId(new UserId("ada-1")).toString()).isEqualTo("NewUser[ada-1]");
    }

    private PrivateKeyHandover createdWithKey(String login) {
        return created(keyholder
                        .users()
                        .create(
                                Actor.host(),
                                newUser(login).withDataOwner(PATIENT).withKeyInOneStep()))
                .privateKey()
                .orElseThrow();
    }

    private void assertThatTheOnlyPrivateKeyIsWiped() {
        assertThat(fixture.crypto.privateKeys())
                .singleElement()
                .satisfies(key -> assertThatThrownBy(key::pkcs8).isInstanceOf(IllegalStateException.class));
    }

    private static NewUser newUser(String login) {
        return NewUser.of(LoginIdentifiers.login(login));
    }

    private static CreateResult.Created created(CreateResult result) {
        return Optional.of(result)
                .filter(CreateResult.Created.class::isInstance)
                .map(CreateResult.Created.class::cast)
                .orElseThrow(() -> new AssertionError(result));
    }

    private static EncryptionPublicKey clientKey() {
        return EncryptionPublicKey.ofSpki(new byte[64], KeyPadding.OAEP_SHA256);
    }
}
