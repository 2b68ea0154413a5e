package io.keyholder.application.invitation;

import io.keyholder.application.internal.Arguments;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.ContactDetails;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whom to invite, and how: a patient, a professional or a device, by one contact, which becomes its login (FORMATS
 * section 10). Immutable; every method returns a new value. Silent in {@code toString}, because it is personal data.
 */
public final class NewInvitation {
    /** The shortest life of an invitation. */
    public static final Duration MIN_LIFE = Duration.ofMinutes(1);

    /** The longest life of an invitation. */
    public static final Duration MAX_LIFE = Duration.ofDays(365);

    private final DataOwner dataOwner;
    private final Contact contact;
    private final Locale language;
    private final Duration life;
    private final UnaryOperator<User> shape;

    private NewInvitation(
            DataOwner dataOwner, Contact contact, Locale language, Duration life, UnaryOperator<User> shape) {
        this.dataOwner = dataOwner;
        this.contact = contact;
        this.language = language;
        this.life = life;
        this.shape = shape;
    }

    /**
     * To invite the user that stands for this data owner, by this contact.
     *
     * @throws InvalidValueException when it stands for no one
     */
    public static NewInvitation of(DataOwner dataOwner, Contact contact) {
        Arguments.required("contact", contact);
        if (Arguments.required("data owner", dataOwner).keyOwner().isEmpty()) {
            throw new InvalidValueException("invitation", "is for neither a healthcare party, a patient nor a device");
        }
        return new NewInvitation(dataOwner, contact, Locale.ENGLISH, Invitation.DEFAULT_LIFE, user -> user);
    }

    /**
     * To invite by the contact that comes first in iCure's order.
     *
     * @throws InvalidValueException when it stands for no one, or no contact is known
     */
    public static NewInvitation of(DataOwner dataOwner, ContactDetails contacts) {
        return of(
                dataOwner,
                Arguments.required("contacts", contacts)
                        .preferred()
                        .orElseThrow(() -> new InvalidValueException("contacts", "hold none to invite by")));
    }

    /** The same with a name and a group; without one, the contact is the name. */
    public NewInvitation withProfile(Profile profile) {
        Arguments.required("profile", profile);
        return with(user -> user.withProfile(profile));
    }

    /** The same with roles and permissions. */
    public NewInvitation withAuthorization(Authorization authorization) {
        Arguments.required("authorization", authorization);
        return with(user -> user.withAuthorization(authorization));
    }

    /** The same with a message in this language; English otherwise. */
    public NewInvitation in(Locale newLanguage) {
        return new NewInvitation(dataOwner, contact, Arguments.required("language", newLanguage), life, shape);
    }

    /**
     * The same, to be accepted within this time; 48 hours otherwise.
     *
     * @throws InvalidValueException when it is not a whole number of seconds between {@link #MIN_LIFE} and
     *     {@link #MAX_LIFE}
     */
    public NewInvitation within(Duration newLife) {
        Arguments.required("life", newLife);
        if (newLife.compareTo(MIN_LIFE) < 0
                || newLife.compareTo(MAX_LIFE) > 0
                || !newLife.equals(newLife.truncatedTo(ChronoUnit.SECONDS))) {
            throw new InvalidValueException(
                    "life of an invitation",
                    "is " + newLife + ", not whole seconds from " + MIN_LIFE + " to " + MAX_LIFE);
        }
        return new NewInvitation(dataOwner, contact, language, newLife, shape);
    }

    @Override
    public String toString() {
        return "NewInvitation[hidden]";
    }

    public Contact contact() {
        return contact;
    }

    public Locale language() {
        return language;
    }

    public Duration life() {
        return life;
    }

    public Optional<DataOwnerId> keyOwner() {
        return dataOwner.keyOwner();
    }

    /** The user that is invited, registering, without token. */
    public User toUser(UserId id, Instant now) {
        LoginIdentifiers identifiers = contact instanceof Contact.Email
                ? LoginIdentifiers.email(contact.value())
                : new LoginIdentifiers(Optional.of(contact.value()), Optional.empty(), Optional.of(contact.value()));
        User user = shape.apply(User.of(id, identifiers, Lifecycle.registeredAt(now, UserStatus.REGISTERING))
                .withDataOwner(dataOwner));
        return user.profile().name().isPresent()
                ? user
                : user.withProfile(user.profile().withName(contact.value()));
    }

    private NewInvitation with(UnaryOperator<User> change) {
        return new NewInvitation(dataOwner, contact, language, life, user -> change.apply(shape.apply(user)));
    }
}
