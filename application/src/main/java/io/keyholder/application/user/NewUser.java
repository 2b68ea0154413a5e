package io.keyholder.application.user;

import io.keyholder.application.internal.Arguments;
import io.keyholder.application.key.FirstKey;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a user to be created shall be. Starts with the identifiers alone: active, with a random id, without password,
 * standing for no one. Immutable; every method returns a new value. Holds the password it is given without copying it:
 * the caller closes that after creating. Silent in {@code toString}.
 */
public final class NewUser {
    private final Optional<UserId> id;
    private final LoginIdentifiers identifiers;
    private final Optional<Password> password;
    private final FirstKey firstKey;
    private final UnaryOperator<User> shape;

    private NewUser(
            Optional<UserId> id,
            LoginIdentifiers identifiers,
            Optional<Password> password,
            FirstKey firstKey,
            UnaryOperator<User> shape) {
        this.id = id;
        this.identifiers = identifiers;
        this.password = password;
        this.firstKey = firstKey;
        this.shape = shape;
    }

    /** A user that is known by these. */
    public static NewUser of(LoginIdentifiers identifiers) {
        Arguments.required("login identifiers", identifiers);
        return new NewUser(
                Optional.empty(),
                identifiers,
                Optional.empty(),
                new FirstKey.Generated(FirstKey.Trust.ON_RECEIPT),
                user -> user);
    }

    /** The same with an id of the caller's choice instead of a random UUID. */
    public NewUser withId(UserId newId) {
        return new NewUser(Optional.of(newId), identifiers, password, firstKey, shape);
    }

    /** The same with a password, held to the host's rules when the user is created. */
    public NewUser withPassword(Password newPassword) {
        return new NewUser(id, identifiers, Optional.of(newPassword), firstKey, shape);
    }

    /** The same with a profile. */
    public NewUser withProfile(Profile profile) {
        return with(user -> user.withProfile(profile));
    }

    /**
     * The same, standing for a data owner, who gets a first key pair unless another method here changes that. Data is
     * sealed for that key once its receipt is confirmed:
     * {@link io.keyholder.application.key.PrivateKeyHandover#confirmReceipt}.
     */
    public NewUser withDataOwner(DataOwner dataOwner) {
        return with(user -> user.withDataOwner(dataOwner));
    }

    /** The same with roles and permissions. */
    public NewUser withAuthorization(Authorization authorization) {
        return with(user -> user.withAuthorization(authorization));
    }

    /**
     * The same as an administrator. Only the host of its own accord, or someone who is an administrator already,
     * creates one: this, by the host, is how the first comes to be.
     */
    public NewUser asAdministrator() {
        return with(
                user -> user.withAuthorization(user.authorization().with(Permission.granting(PermissionType.ADMIN))));
    }

    /** The same with properties. */
    public NewUser withProperties(List<Property> properties) {
        return with(user -> user.withProperties(properties));
    }

    /** The same with another status than active. */
    public NewUser withStatus(UserStatus status) {
        return with(user -> user.withLifecycle(lifecycle -> lifecycle.withStatus(status)));
    }

    /** The same with anything else changed that a {@link User} has; applied after what was said before. */
    public NewUser with(UnaryOperator<User> change) {
        return new NewUser(id, identifiers, password, firstKey, user -> change.apply(shape.apply(user)));
    }

    /**
     * The same with the public half of a key pair that the data owner's client made and whose private half it keeps:
     * none is generated here.
     */
    public NewUser withPublicKey(EncryptionPublicKey publicKey) {
        return new NewUser(id, identifiers, password, new FirstKey.OfClient(publicKey), shape);
    }

    /**
     * The same with the public half of a key pair that the data owner's client made and has shown to hold. The first of
     * its owner's is sealed for at once, unlike one without proof.
     */
    public NewUser withProvenKey(ProvenKey key) {
        return new NewUser(id, identifiers, password, new FirstKey.Proven(key), shape);
    }

    /**
     * The same with a key pair that is made here and sealed for as soon as the user is stored. Only for a host that
     * hands the private half over within the same process: a private half that is lost on its way leaves a key that
     * others seal for and that opens nothing.
     */
    public NewUser withKeyInOneStep() {
        return new NewUser(id, identifiers, password, new FirstKey.Generated(FirstKey.Trust.AT_ONCE), shape);
    }

    /** The same without a key pair, because the data owner has one already or has no data of its own. */
    public NewUser withoutKeyPair() {
        return new NewUser(id, identifiers, password, new FirstKey.None(), shape);
    }

    @Override
    public String toString() {
        return "NewUser[" + id.map(UserId::toString).orElse("id to be drawn") + "]";
    }

    public Optional<UserId> id() {
        return id;
    }

    public Optional<Password> password() {
        return password;
    }

    public FirstKey firstKey() {
        return firstKey;
    }

    /** The user under this id, not stored yet, without its password. */
    public User toUser(UserId userId, Lifecycle lifecycle) {
        return shape.apply(User.of(userId, identifiers, lifecycle));
    }
}
