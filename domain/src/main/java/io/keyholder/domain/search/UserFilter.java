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
    /** Whether this user is looked for. */
    boolean matches(User user);

    /**
     * What every user that this finds holds, for stores that keep an index: some of their {@linkplain SearchTerm#heldBy
     * terms} begin with each word here, and equal each other term here.
     */
    default List<SearchTerm> terms() {
        return List.of();
    }

    /** Whether this finds every user that holds its {@link #terms}, so that an index alone is enough. */
    default boolean isExactByTerms() {
        return true;
    }

    /** Those that this and the other both find. */
    default UserFilter and(UserFilter other) {
        return new AllOf(List.of(this, other));
    }

    /** All users, soft-deleted ones included. */
    record Everybody() implements UserFilter {
        @Override
        public boolean matches(User user) {
            return true;
        }
    }

    /** The users of these ids. */
    record WithIds(Set<UserId> ids) implements UserFilter {
        public WithIds {
            ids = Check.set(ids);
        }

        @Override
        public boolean matches(User user) {
            return ids.contains(user.id());
        }

        @Override
        public boolean isExactByTerms() {
            return false;
        }
    }

    /** The undeleted user that is known by this login, email or mobile phone. */
    record KnownAs(IdentifierKey key) implements UserFilter {
        @Override
        public boolean matches(User user) {
            return !user.isDeleted() && user.identifiers().keys().contains(key);
        }

        @Override
        public boolean isExactByTerms() {
            return false;
        }
    }

    /** The users that stand for this healthcare party, patient or device. */
    record ForDataOwner(DataOwnerId owner) implements UserFilter {
        @Override
        public boolean matches(User user) {
            Optional<DataOwnerId> wanted = Optional.of(owner);
            return user.dataOwner().healthcareParty().equals(wanted)
                    || user.dataOwner().patient().equals(wanted)
                    || user.dataOwner().device().equals(wanted);
        }

        @Override
        public List<SearchTerm> terms() {
            return List.of(new SearchTerm(SearchTerm.Kind.DATA_OWNER, owner.value()));
        }
    }

    /**
     * The users with this business identifier, such as a national register number.
     *
     * @param system who defined it; absent for any
     */
    record WithExternalId(Optional<String> system, String value) implements UserFilter {
        @Override
        public boolean matches(User user) {
            return user.profile().externalIdentifiers().stream()
                    .anyMatch(identifier -> identifier.value().equals(Optional.of(value))
                            && (system.isEmpty() || identifier.system().equals(system)));
        }

        @Override
        public List<SearchTerm> terms() {
            return List.of(new SearchTerm(SearchTerm.Kind.IDENTIFIER, value));
        }

        @Override
        public boolean isExactByTerms() {
            return system.isEmpty();
        }

        @Override
        public String toString() {
            return "WithExternalId[hidden]";
        }
    }

    /** The members of a group. */
    record InGroup(GroupId group) implements UserFilter {
        @Override
        public boolean matches(User user) {
            return user.profile().group().equals(Optional.of(group));
        }

        @Override
        public List<SearchTerm> terms() {
            return List.of(new SearchTerm(SearchTerm.Kind.GROUP, group.value()));
        }
    }

    /** The undeleted users of this status. */
    record WithStatus(UserStatus status) implements UserFilter {
        @Override
        public boolean matches(User user) {
            return !user.isDeleted() && user.lifecycle().status().equals(Optional.of(status));
        }

        @Override
        public List<SearchTerm> terms() {
            return List.of(new SearchTerm(SearchTerm.Kind.STATUS, status.name()));
        }
    }

    /** The users that are not soft-deleted. */
    record Undeleted() implements UserFilter {
        @Override
        public boolean matches(User user) {
            return !user.isDeleted();
        }

        @Override
        public boolean isExactByTerms() {
            return false;
        }
    }

    /** The users whose name, login, email and mobile phone hold words that begin with each of these. */
    record MatchingWords(SearchWords words) implements UserFilter {
        @Override
        public boolean matches(User user) {
            return words.areIn(user);
        }

        @Override
        public List<SearchTerm> terms() {
            return words.words().stream()
                    .map(word -> new SearchTerm(SearchTerm.Kind.WORD, word))
                    .toList();
        }
    }

    /** The users that all of these find; all users when there are none. */
    record AllOf(List<UserFilter> filters) implements UserFilter {
        public AllOf {
            filters = Check.list(filters);
        }

        @Override
        public boolean matches(User user) {
            return filters.stream().allMatch(filter -> filter.matches(user));
        }

        @Override
        public List<SearchTerm> terms() {
            return filters.stream().flatMap(filter -> filter.terms().stream()).toList();
        }

        @Override
        public boolean isExactByTerms() {
            return filters.stream().allMatch(UserFilter::isExactByTerms);
        }
    }
}
