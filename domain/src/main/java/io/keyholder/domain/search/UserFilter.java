package io.keyholder.domain.search;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which users are looked for: a small algebra without "or" and "not", so that any store can honour it. Judged by
 * {@link #matches} alone, so that every store gives the same answers. Immutable.
 */
public sealed interface UserFilter {
    /** Everybody, soft-deleted ones included. */
    record Everybody() implements UserFilter {}

    /** The users of these ids. */
    record WithIds(Set<UserId> ids) implements UserFilter {
        public WithIds {
            ids = Check.set(ids);
        }
    }

    /** The undeleted user that is known by this login, email or mobile phone. */
    record KnownAs(IdentifierKey key) implements UserFilter {}

    /** Whoever stands for this healthcare party, patient or device. */
    record ForDataOwner(DataOwnerId owner) implements UserFilter {}

    /**
     * Whoever bears this business identifier, such as a national register number.
     *
     * @param system who defined it; absent for any
     */
    record WithExternalId(Optional<String> system, String value) implements UserFilter {
        @Override
        public String toString() {
            return "Bearing[hidden]";
        }
    }

    /** The members of a group. */
    record InGroup(GroupId group) implements UserFilter {}

    /** The undeleted users of this status. */
    record WithStatus(UserStatus status) implements UserFilter {}

    /** Whoever is not soft-deleted. */
    record Undeleted() implements UserFilter {}

    /** Whoever's name, login, email and mobile phone hold words that begin with each of these. */
    record MatchingWords(SearchWords words) implements UserFilter {}

    /** Whoever all of these find; everybody when there are none. */
    record AllOf(List<UserFilter> filters) implements UserFilter {
        public AllOf {
            filters = Check.list(filters);
        }
    }

    /** Whether this user is looked for. */
    default boolean matches(User user) {
        if (this instanceof WithIds some) {
            return some.ids().contains(user.id());
        }
        if (this instanceof KnownAs known) {
            return !user.isDeleted() && user.identifiers().keys().contains(known.key());
        }
        if (this instanceof ForDataOwner standing) {
            Optional<DataOwnerId> owner = Optional.of(standing.owner());
            return user.dataOwner().healthcareParty().equals(owner)
                    || user.dataOwner().patient().equals(owner)
                    || user.dataOwner().device().equals(owner);
        }
        if (this instanceof WithExternalId bearing) {
            return user.profile().externalIdentifiers().stream()
                    .anyMatch(identifier -> identifier.value().equals(Optional.of(bearing.value()))
                            && (bearing.system().isEmpty()
                                    || identifier.system().equals(bearing.system())));
        }
        if (this instanceof InGroup in) {
            return user.profile().group().equals(Optional.of(in.group()));
        }
        if (this instanceof WithStatus with) {
            return !user.isDeleted() && user.lifecycle().status().equals(Optional.of(with.status()));
        }
        if (this instanceof MatchingWords holding) {
            return holding.words().areIn(user);
        }
        if (this instanceof AllOf all) {
            return all.filters().stream().allMatch(filter -> filter.matches(user));
        }
        return this instanceof Everybody || !user.isDeleted();
    }

    /**
     * What everybody that this finds holds, for stores that keep an index: some of their {@linkplain SearchTerm#heldBy
     * terms} begin with each word here, and equal each other term here.
     */
    default List<SearchTerm> terms() {
        if (this instanceof MatchingWords holding) {
            return holding.words().words().stream()
                    .map(word -> new SearchTerm(SearchTerm.Kind.WORD, word))
                    .toList();
        }
        if (this instanceof ForDataOwner standing) {
            return List.of(
                    new SearchTerm(SearchTerm.Kind.DATA_OWNER, standing.owner().value()));
        }
        if (this instanceof WithExternalId bearing) {
            return List.of(new SearchTerm(SearchTerm.Kind.IDENTIFIER, bearing.value()));
        }
        if (this instanceof InGroup in) {
            return List.of(new SearchTerm(SearchTerm.Kind.GROUP, in.group().value()));
        }
        if (this instanceof WithStatus with) {
            return List.of(new SearchTerm(SearchTerm.Kind.STATUS, with.status().name()));
        }
        return this instanceof AllOf all
                ? all.filters().stream()
                        .flatMap(filter -> filter.terms().stream())
                        .toList()
                : List.of();
    }

    /** Whether this finds everybody that holds its {@link #terms}, so that an index alone tells who it finds. */
    default boolean isExactByTerms() {
        return this instanceof AllOf all
                ? all.filters().stream().allMatch(UserFilter::isExactByTerms)
                : this instanceof Everybody
                        || this instanceof MatchingWords
                        || this instanceof ForDataOwner
                        || this instanceof InGroup
                        || this instanceof WithStatus
                        || (this instanceof WithExternalId bearing
                                && bearing.system().isEmpty());
    }

    /** Those that this and the other both find. */
    default UserFilter and(UserFilter other) {
        return new AllOf(List.of(this, other));
    }
}
