package io.keyholder.application.internal.credential;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.application.internal.change.UserEdits.Edited;
import io.keyholder.application.internal.login.InvitationRedemption;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.login.LoginStates;
import io.keyholder.application.internal.login.ShortCodes;
import io.keyholder.application.token.TokenAdministration;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.token.TokenSummary;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.TokenChanged.TokenChange;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The use cases behind {@link TokenAdministration}. Thread-safe. */
public final class TokenUseCases implements TokenAdministration {
    private final LoginPorts ports;
    private final LoginStates states;
    private final UserEdits edits;
    private final UserAccess access;

    public TokenUseCases(LoginPorts ports, UserAccess access) {
        this.ports = ports;
        this.states = new LoginStates(ports.states());
        this.edits = new UserEdits(ports.users());
        this.access = access;
    }

    @Override
    public TokenCreation create(Actor actor, UserId id, String name, TokenValidity validity, TokenScope scope) {
        requireDescribed(id, name, scope);
        Arguments.required("token validity", validity);
        byte[] secret = ports.secrets().nextBytes(TokenValue.SECRET_SIZE_BYTES);
        TokenValue value = TokenValue.of(id, name, secret);
        Arrays.fill(secret, (byte) 0);
        try (Password plain = value.asPassword()) {
            return store(actor, id, name, plain, validity, scope, user -> new TokenCreation.Created(value, user));
        }
    }

    @Override
    public TokenCreation createShortCode(
            Actor actor, UserId id, String name, int digits, Duration life, TokenScope scope) {
        requireDescribed(id, name, scope);
        Arguments.required("token life", life);
        if (digits < MIN_CODE_DIGITS || digits > MAX_CODE_DIGITS) {
            throw new InvalidValueException(
                    "short code", "of " + digits + " digits is not " + MIN_CODE_DIGITS + " to " + MAX_CODE_DIGITS);
        }
        TokenValidity validity = new TokenValidity.Limited(life);
        if (!validity.isShortLived()) {
            throw new InvalidValueException("short code", "lives longer than " + TokenValidity.SHORT_LIVED);
        }
        String code = ShortCodes.fresh(ports.secrets(), digits);
        try (Password plain = Password.of(code)) {
            return store(
                    actor, id, name, plain, validity, scope, user -> new TokenCreation.ShortCodeCreated(code, user));
        }
    }

    @Override
    public Answer<List<TokenSummary>> list(Actor actor, UserId id) {
        Arguments.required("user id", id);
        Optional<User> user = ports.users().findById(id);
        return answer(actor, UserAction.LIST_TOKENS, id, user, () -> new Answer.Allowed<>(summaries(id, user)));
    }

    private List<TokenSummary> summaries(UserId id, Optional<User> found) {
        LoginState state = states.current(LoginStateKey.of(id));
        return found.stream()
                .flatMap(user -> user.tokens().authentication().entrySet().stream())
                .map(entry -> new TokenSummary(
                        entry.getKey(),
                        entry.getValue(),
                        Optional.ofNullable(state.tokenLastUse().get(entry.getKey()))))
                .toList();
    }

    @Override
    public Answer<Boolean> revoke(Actor actor, UserId id, String name) {
        Arguments.required("user id", id);
        Arguments.required("token name", name);
        Instant now = ports.clock().instant();
        Edited<Refusal> edited = edits.editAs(
                actor,
                UserAction.REVOKE_TOKEN,
                access,
                id,
                user -> user.tokens()
                        .named(name)
                        .map(token -> user.withTokens(user.tokens().with(name, token.revokedAt(now))))
                        .orElse(user));
        Answer<Boolean> exists =
                answer(edited, user -> user.tokens().named(name).isPresent(), false);
        if (exists.equals(new Answer.Allowed<>(true))) {
            audit(id, name, TokenChange.REVOKED);
        }
        return exists;
    }

    @Override
    public Answer<Set<String>> removeExpired(Actor actor, UserId id) {
        Arguments.required("user id", id);
        Instant now = ports.clock().instant();
        Set<String> over = new LinkedHashSet<>();
        Edited<Refusal> edited = edits.editAs(actor, UserAction.REVOKE_TOKEN, access, id, user -> {
            over.clear();
            over.addAll(over(user, now));
            return without(user, over);
        });
        Answer<Set<String>> removed = answer(edited, user -> Collections.unmodifiableSet(over), Set.of());
        if (removed instanceof Answer.Allowed<Set<String>> given) {
            forgetRemoved(id, given.value());
        }
        return removed;
    }

    private void forgetRemoved(UserId id, Set<String> names) {
        if (!names.isEmpty()) {
            states.change(LoginStateKey.of(id), state -> state.withTokensForgotten(names));
            names.forEach(name -> audit(id, name, TokenChange.EXPIRED_REMOVED));
        }
    }

    /** The tokens that are over, once there are so many tokens that they count. */
    private static Set<String> inTheWay(User user, Instant now) {
        return user.tokens().authentication().size() < TIDIED_FROM ? Set.of() : over(user, now);
    }

    private static Set<String> over(User user, Instant now) {
        Set<String> over = new LinkedHashSet<>();
        user.tokens().authentication().forEach((name, token) -> {
            if (isOver(token, now)) {
                over.add(name);
            }
        });
        return over;
    }

    private static <T> Answer<T> answer(Edited<Refusal> edited, Function<User, T> ofStored, T ofNobody) {
        if (edited instanceof Edited.Refused<Refusal> refused) {
            return new Answer.Forbidden<>(refused.why());
        }
        if (edited instanceof Edited.IdentifierTaken) {
            throw new StoreCorruptException(
                    "the user cannot be stored: somebody else holds one of its identifiers", null);
        }
        return new Answer.Allowed<>(edited.user().map(ofStored).orElse(ofNobody));
    }

    private static void requireDescribed(UserId id, String name, TokenScope scope) {
        Arguments.required("user id", id);
        TokenValue.requireName(Arguments.required("token name", name));
        if (name.startsWith(InvitationRedemption.TOKEN_PREFIX)) {
            throw new InvalidValueException(
                    "token name",
                    "begins with " + InvitationRedemption.TOKEN_PREFIX + " like the secret of an invitation");
        }
        Arguments.required("token scope", scope);
    }

    private <T> Answer<T> answer(
            Actor actor, UserAction action, UserId id, Optional<User> user, Supplier<Answer<T>> answer) {
        return access.refusal(actor, action, id, user)
                .<Answer<T>>map(Answer.Forbidden::new)
                .orElseGet(answer);
    }

    private TokenCreation store(
            Actor actor,
            UserId id,
            String name,
            Password plain,
            TokenValidity validity,
            TokenScope scope,
            Function<User, TokenCreation> created) {
        PasswordHash hash = ports.tokenHasher().hash(plain);
        Instant now = ports.clock().instant();
        AuthenticationToken token = AuthenticationToken.of(hash, now, validity).withScope(scope);
        Set<String> over = new LinkedHashSet<>();
        UnaryOperator<User> withToken = user -> {
            over.clear();
            over.addAll(inTheWay(user, now));
            return user.tokens().named(name).isEmpty()
                    ? without(user, over)
                            .withTokens(without(user, over).tokens().with(name, token))
                    : user;
        };
        Edited<Refusal> edited = edits.editAs(actor, UserAction.CREATE_TOKEN, access, id, withToken);
        if (edited instanceof Edited.Refused<Refusal> refused) {
            return new TokenCreation.Forbidden(refused.why());
        }
        if (edited instanceof Edited.IdentifierTaken<Refusal> taken) {
            return new TokenCreation.IdentifierTaken(taken.key());
        }
        Optional<User> changed = edited.user();
        if (changed.isEmpty()) {
            return new TokenCreation.NoSuchUser();
        }
        if (!changed.get().tokens().named(name).map(AuthenticationToken::hash).equals(Optional.of(hash))) {
            return new TokenCreation.NameTaken();
        }
        forgetRemoved(id, over);
        audit(id, name, TokenChange.CREATED);
        return created.apply(changed.get());
    }

    private void audit(UserId id, String name, TokenChange change) {
        ports.audit().record(new AuditEvent.TokenChanged(ports.clock().instant(), id, name, change));
    }

    private static User without(User user, Set<String> names) {
        User changed = user;
        for (String name : names) {
            changed = changed.withTokens(changed.tokens().without(name));
        }
        return changed;
    }

    private static boolean isOver(AuthenticationToken token, Instant now) {
        return token.revoked().isPresent() || (!now.isBefore(token.created()) && !token.isUsableAt(now));
    }
}
