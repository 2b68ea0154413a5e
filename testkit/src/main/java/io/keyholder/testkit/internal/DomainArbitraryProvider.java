package io.keyholder.testkit.internal;

import io.keyholder.domain.access.ActingUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.CredentialSeal;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserLimits;
import io.keyholder.domain.access.UserRequest;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.ContactDetails;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.PossessionPurpose;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.RecoveryKeyReading;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.PendingContact;
import io.keyholder.domain.login.PendingLogin;
import io.keyholder.domain.login.Recognition;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.login.Sessions;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.DecisionExplanation;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.person.PersonData;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.text.LocalizableText;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.testkit.arbitraries.AccessArbitraries;
import io.keyholder.testkit.arbitraries.AuditEventArbitraries;
import io.keyholder.testkit.arbitraries.CredentialArbitraries;
import io.keyholder.testkit.arbitraries.DataOwnerArbitraries;
import io.keyholder.testkit.arbitraries.InvitationArbitraries;
import io.keyholder.testkit.arbitraries.KeyArbitraries;
import io.keyholder.testkit.arbitraries.LifecycleArbitraries;
import io.keyholder.testkit.arbitraries.LoginIdentifiersArbitraries;
import io.keyholder.testkit.arbitraries.LoginStateArbitraries;
import io.keyholder.testkit.arbitraries.PermissionArbitraries;
import io.keyholder.testkit.arbitraries.PersonArbitraries;
import io.keyholder.testkit.arbitraries.PredicateArbitraries;
import io.keyholder.testkit.arbitraries.ProfileArbitraries;
import io.keyholder.testkit.arbitraries.PropertyArbitraries;
import io.keyholder.testkit.arbitraries.Realistic;
import io.keyholder.testkit.arbitraries.RealisticArbitraries;
import io.keyholder.testkit.arbitraries.SearchArbitraries;
import io.keyholder.testkit.arbitraries.SecretArbitraries;
import io.keyholder.testkit.arbitraries.TokenArbitraries;
import io.keyholder.testkit.arbitraries.UnknownMembersArbitraries;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import io.keyholder.testkit.arbitraries.UserIdArbitraries;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * Registers the arbitraries of this kit with jqwik, so that {@code @ForAll User user} needs nothing else. A parameter
 * may also have the type of one alternative, {@code AuditEvent.LoginRefused}. Stateless.
 */
public final class DomainArbitraryProvider implements ArbitraryProvider {
    private final Map<Class<?>, Supplier<? extends Arbitrary<?>>> arbitraryByType = new Registration()
            .with(AuditEvent.class, AuditEventArbitraries::auditEvents)
            .with(Credentials.class, CredentialArbitraries::credentials)
            .with(Password.class, CredentialArbitraries::passwords)
            .with(PasswordHash.class, CredentialArbitraries::passwordHashes)
            .with(SecondFactor.class, CredentialArbitraries::secondFactors)
            .with(TotpSecret.class, CredentialArbitraries::totpSecrets)
            .with(DataOwnerId.class, DataOwnerArbitraries::dataOwnerIds)
            .with(DataOwner.class, DataOwnerArbitraries::dataOwners)
            .with(DelegationTag.class, DataOwnerArbitraries::delegationTags)
            .with(AutoDelegations.class, DataOwnerArbitraries::autoDelegations)
            .with(Invitation.class, InvitationArbitraries::invitations)
            .with(InvitationId.class, InvitationArbitraries::invitationIds)
            .with(Contact.class, InvitationArbitraries::contacts)
            .with(InvitationState.class, InvitationArbitraries::states)
            .with(RegisteredKey.class, KeyArbitraries::registeredKeys)
            .with(Endorsement.class, KeyArbitraries::vouches)
            .with(EncryptionPublicKey.class, KeyArbitraries::publicKeys)
            .with(EncryptionPrivateKey.class, KeyArbitraries::privateKeys)
            .with(EncryptionKeyPair.class, KeyArbitraries::keyPairs)
            .with(Fingerprint.class, KeyArbitraries::fingerprints)
            .with(Lifecycle.class, LifecycleArbitraries::lifecycles)
            .with(LoginIdentifiers.class, LoginIdentifiersArbitraries::loginIdentifiers)
            .with(IdentifierKey.class, LoginIdentifiersArbitraries::identifierKeys)
            .with(LoginState.class, LoginStateArbitraries::loginStates)
            .with(Attempts.class, LoginStateArbitraries::attempts)
            .with(PendingLogin.class, LoginStateArbitraries::pendingLogins)
            .with(PendingContact.class, LoginStateArbitraries::pendingContacts)
            .with(Recognition.class, LoginStateArbitraries::recognitions)
            .with(Sessions.class, LoginStateArbitraries::sessions)
            .with(SessionId.class, LoginStateArbitraries::sessionIds)
            .with(LoginStateKey.class, LoginStateArbitraries::loginStateKeys)
            .with(Authorization.class, PermissionArbitraries::authorizations)
            .with(Permission.class, PermissionArbitraries::permissions)
            .with(PermissionItem.class, PermissionArbitraries::permissionItems)
            .with(PermissionType.class, PermissionArbitraries::permissionTypes)
            .with(ValidityInterval.class, PermissionArbitraries::validityIntervals)
            .with(Predicate.class, PredicateArbitraries::predicates)
            .with(AttributeValue.class, PredicateArbitraries::attributeValues)
            .with(Attributes.class, PredicateArbitraries::attributes)
            .with(Profile.class, ProfileArbitraries::profiles)
            .with(ExternalIdentifier.class, ProfileArbitraries::externalIdentifiers)
            .with(GroupId.class, ProfileArbitraries::groupIds)
            .with(Property.class, PropertyArbitraries::properties)
            .with(TypedValue.class, PropertyArbitraries::typedValues)
            .with(Tokens.class, TokenArbitraries::tokens)
            .with(AuthenticationToken.class, TokenArbitraries::authenticationTokens)
            .with(ApplicationToken.class, TokenArbitraries::applicationTokens)
            .with(TokenValidity.class, TokenArbitraries::tokenValidities)
            .with(TokenScope.class, TokenArbitraries::tokenScopes)
            .with(PreservedJson.class, UnknownMembersArbitraries::unknownMembers)
            .with(Actor.class, AccessArbitraries::actors)
            .with(ActingUser.class, AccessArbitraries::actingUsers)
            .with(CredentialSeal.class, AccessArbitraries::credentialSeals)
            .with(UserRequest.class, AccessArbitraries::userRequests)
            .with(UserLimits.class, AccessArbitraries::userLimits)
            .with(UserLimits.Excess.class, AccessArbitraries::excesses)
            .with(Refusal.class, AccessArbitraries::refusals)
            .with(Decision.class, AccessArbitraries::decisions)
            .with(DecisionExplanation.class, AccessArbitraries::decisionExplanations)
            .with(LocalizableText.class, AccessArbitraries::localizableTexts)
            .with(TokenValue.class, SecretArbitraries::tokenValues)
            .with(RecoveryKey.class, SecretArbitraries::recoveryKeys)
            .with(RecoveryKeyReading.class, SecretArbitraries::recoveryKeyReadings)
            .with(ContentKey.class, SecretArbitraries::contentKeys)
            .with(SealingContext.class, SecretArbitraries::sealingContexts)
            .with(DeviceMark.class, SecretArbitraries::deviceMarks)
            .with(OriginStatement.class, KeyArbitraries::originStatements)
            .with(PossessionPurpose.class, SecretArbitraries::possessionPurposes)
            .with(PossessionProof.class, SecretArbitraries::possessionProofs)
            .with(ContactDetails.class, PersonArbitraries::contactDetails)
            .with(ContactDetails.Entry.class, PersonArbitraries::contactEntries)
            .with(PersonData.class, PersonArbitraries::personData)
            .with(UserEvent.class, PersonArbitraries::userEvents)
            .with(UserFilter.class, SearchArbitraries::filters)
            .with(SearchWords.class, SearchArbitraries::searchWords)
            .with(SearchTerm.class, SearchArbitraries::searchTerms)
            .with(AttemptPolicy.class, LoginStateArbitraries::attemptPolicies)
            .with(Session.class, LoginStateArbitraries::runningSessions)
            .with(User.class, UserArbitraries::users)
            .with(UserId.class, UserIdArbitraries::userIds)
            .with(Revision.class, UserIdArbitraries::revisions)
            .byType();
    private final Map<Class<?>, Supplier<? extends Arbitrary<?>>> realisticByType = new Registration()
            .with(Contact.class, RealisticArbitraries::contacts)
            .with(DataOwner.class, RealisticArbitraries::dataOwners)
            .with(LoginIdentifiers.class, RealisticArbitraries::loginIdentifiers)
            .with(Profile.class, RealisticArbitraries::profiles)
            .with(User.class, RealisticArbitraries::users)
            .with(UserId.class, RealisticArbitraries::userIds)
            .byType();

    /** For jqwik, which makes it. */
    public DomainArbitraryProvider() {}

    /** The types that have an arbitrary; a sealed one stands for its alternatives too. */
    public Set<Class<?>> types() {
        return Set.copyOf(arbitraryByType.keySet());
    }

    @Override
    public boolean canProvideFor(TypeUsage target) {
        return !target.isTypeVariableOrWildcard()
                && registeredFor(target.getRawType()).isPresent();
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage target, SubtypeProvider subtypes) {
        Class<?> wanted = target.getRawType();
        if (target.isAnnotated(Realistic.class) && realisticByType.containsKey(wanted)) {
            return Set.of(realisticByType.get(wanted).get());
        }
        return registeredFor(wanted)
                .map(registered -> Set.<Arbitrary<?>>of(
                        arbitraryByType.containsKey(wanted) ? registered.get() : narrowed(registered.get(), wanted)))
                .orElse(Set.of());
    }

    private static <T> Arbitrary<T> narrowed(Arbitrary<T> all, Class<?> wanted) {
        return all.filter(wanted::isInstance);
    }

    private Optional<Supplier<? extends Arbitrary<?>>> registeredFor(Class<?> wanted) {
        return Optional.<Supplier<? extends Arbitrary<?>>>ofNullable(arbitraryByType.get(wanted))
                .or(() -> arbitraryByType.entrySet().stream()
                        .filter(entry ->
                                entry.getKey().isSealed() && entry.getKey().isAssignableFrom(wanted))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    /** Takes no arbitrary of another type than it is registered for. */
    private static final class Registration {
        private final Map<Class<?>, Supplier<? extends Arbitrary<?>>> byType = new LinkedHashMap<>();

        <T> Registration with(Class<T> type, Supplier<Arbitrary<T>> arbitrary) {
            byType.put(type, arbitrary);
            return this;
        }

        Map<Class<?>, Supplier<? extends Arbitrary<?>>> byType() {
            return byType;
        }
    }
}
