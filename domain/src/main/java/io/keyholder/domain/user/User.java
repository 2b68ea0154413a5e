package io.keyholder.domain.user;

import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.token.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A person or device that logs in: the aggregate root. Immutable and thread-safe; every change is a new value. Shows
 * only its id and revision in {@code toString}.
 *
 * @param id its identity
 * @param revision the stored state this value was read from; absent until stored
 * @param identifiers what it may type to say who it is
 * @param profile who it is for people
 * @param dataOwner whom it stands for
 * @param lifecycle its status and dates
 * @param credentials what it proves itself with
 * @param tokens its tokens
 * @param authorization what it may do
 * @param properties extra properties
 * @param autoDelegations with whom its client shares what it creates
 * @param unknownMembers what its stored form said beyond this
 */
public record User(
        UserId id,
        Optional<Revision> revision,
        LoginIdentifiers identifiers,
        Profile profile,
        DataOwner dataOwner,
        Lifecycle lifecycle,
        Credentials credentials,
        Tokens tokens,
        Authorization authorization,
        List<Property> properties,
        AutoDelegations autoDelegations,
        PreservedJson unknownMembers) {
    public User {
        properties = Check.list(properties);
    }

    /** A new user with nothing but the necessary. */
    public static User of(UserId id, LoginIdentifiers identifiers, Lifecycle lifecycle) {
        return new User(
                id,
                Optional.empty(),
                identifiers,
                Profile.NONE,
                DataOwner.NONE,
                lifecycle,
                Credentials.NONE,
                Tokens.NONE,
                Authorization.NONE,
                List.of(),
                AutoDelegations.NONE,
                PreservedJson.NONE);
    }

    /** Whether the user gets in at {@code now}, whatever it proves itself with. */
    public Admission admissionAt(Instant now) {
        return lifecycle.admissionAt(now);
    }

    /** Whether the user is soft-deleted. A deleted user keeps everything and holds none of its identifiers. */
    public boolean isDeleted() {
        return lifecycle.deleted().isPresent();
    }

    /** The same at this revision. */
    public User withRevision(Revision newRevision) {
        return changed(draft -> draft.revision = Optional.of(newRevision));
    }

    /** The same as one that was never stored. */
    public User withoutRevision() {
        return changed(draft -> draft.revision = Optional.empty());
    }

    /** The same with other identifiers. */
    public User withIdentifiers(LoginIdentifiers newIdentifiers) {
        return changed(draft -> draft.identifiers = newIdentifiers);
    }

    /** The same with another profile. */
    public User withProfile(Profile newProfile) {
        return changed(draft -> draft.profile = newProfile);
    }

    /** The same, standing for another data owner. */
    public User withDataOwner(DataOwner newDataOwner) {
        return changed(draft -> draft.dataOwner = newDataOwner);
    }

    /** The same with its life changed. */
    public User withLifecycle(UnaryOperator<Lifecycle> change) {
        return changed(draft -> draft.lifecycle = change.apply(lifecycle));
    }

    /** The same with other credentials. */
    public User withCredentials(Credentials newCredentials) {
        return changed(draft -> draft.credentials = newCredentials);
    }

    /** The same with other tokens. */
    public User withTokens(Tokens newTokens) {
        return changed(draft -> draft.tokens = newTokens);
    }

    /** The same with other roles and permissions. */
    public User withAuthorization(Authorization newAuthorization) {
        return changed(draft -> draft.authorization = newAuthorization);
    }

    /** The same with other properties. */
    public User withProperties(List<Property> newProperties) {
        return changed(draft -> draft.properties = newProperties);
    }

    /**
     * The same with these properties, each in the place of those of its identifier; one without identifier is added.
     * What the stored form of a replaced one said beyond its value stays.
     *
     * @throws io.keyholder.domain.InvalidValueException when one would change the kind of value of the one it replaces
     */
    public User withMergedProperties(List<Property> newProperties) {
        List<Property> merged = new ArrayList<>(properties);
        newProperties.forEach(property -> MergedProperty.into(merged, property));
        return withProperties(merged);
    }

    /** The same with other automatic delegations. */
    public User withAutoDelegations(AutoDelegations newAutoDelegations) {
        return changed(draft -> draft.autoDelegations = newAutoDelegations);
    }

    /** The same with other unknown members; for readers of documents. */
    public User withUnknownMembers(PreservedJson newUnknownMembers) {
        return changed(draft -> draft.unknownMembers = newUnknownMembers);
    }

    @Override
    public String toString() {
        return "User[" + id + revision.map(known -> " at " + known).orElse(", not stored") + "]";
    }

    private User changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toUser();
    }

    /** The components in a changeable form, so that each wither names only the one it changes. */
    private static final class Draft {
        private final UserId id;
        private Optional<Revision> revision;
        private LoginIdentifiers identifiers;
        private Profile profile;
        private DataOwner dataOwner;
        private Lifecycle lifecycle;
        private Credentials credentials;
        private Tokens tokens;
        private Authorization authorization;
        private List<Property> properties;
        private AutoDelegations autoDelegations;
        private PreservedJson unknownMembers;

        Draft(User user) {
            id = user.id;
            revision = user.revision;
            identifiers = user.identifiers;
            profile = user.profile;
            dataOwner = user.dataOwner;
            lifecycle = user.lifecycle;
            credentials = user.credentials;
            tokens = user.tokens;
            authorization = user.authorization;
            properties = user.properties;
            autoDelegations = user.autoDelegations;
            unknownMembers = user.unknownMembers;
        }

        User toUser() {
            return new User(
                    id,
                    revision,
                    identifiers,
                    profile,
                    dataOwner,
                    lifecycle,
                    credentials,
                    tokens,
                    authorization,
                    properties,
                    autoDelegations,
                    unknownMembers);
        }
    }
}
