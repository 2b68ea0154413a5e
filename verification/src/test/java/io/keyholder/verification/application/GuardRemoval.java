package io.keyholder.verification.application;

import io.keyholder.domain.access.ActingUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.access.UserRequest;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.Sessions;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.verification.application.AuthorityPractice.Guard;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores and policies in which one guard is missing. */
final class GuardRemoval {
    private GuardRemoval() {}

    /** The policy without this guard. */
    static UserPolicy policy(Guard removed) {
        UserPolicy standard = UserPolicy.standard();
        return switch (removed) {
            case TOKENS_STAY_WITHIN_THE_PROOF ->
                request -> request.action() == UserAction.CREATE_TOKEN && request.isAboutItself()
                        ? Optional.empty()
                        : standard.judge(request);
            case OTHERS_NEED_THE_FULL_PROOF ->
                request -> standard.judge(request.isAboutItself() ? request : strengthened(request));
            case ASSOCIATIONS_ARE_NOT_CHOSEN ->
                request ->
                        request.action() == UserAction.CHANGE_ASSOCIATION ? Optional.empty() : standard.judge(request);
            case REVOCATIONS_NEED_A_PROOF ->
                request -> request.action() == UserAction.REVOKE_KEY && request.isAboutItself()
                        ? Optional.empty()
                        : standard.judge(request);
            default -> standard;
        };
    }

    /** The store without this guard. */
    static Storage from(Storage store, Guard removed) {
        return switch (removed) {
            case ACTORS_END_WITH_THEIR_CREDENTIAL -> withStaleCredentials(store);
            case WAITING_ENDS_WITH_A_RESET -> withContactsThatWait(store);
            case FIRST_KEYS_WAIT_FOR_THEIR_USER -> vouching(store, "registered at once");
            case LATER_KEYS_NEED_A_WORD -> vouchingForAll(store);
            default -> store;
        };
    }

    private static UserRequest strengthened(UserRequest request) {
        Actor.LoggedIn proof = request.actor().proof();
        Actor.LoggedIn strong = new Actor.LoggedIn(
                proof.user(), ProofStrength.TWO_FACTORS, proof.scope(), proof.until(), proof.credential());
        return new UserRequest(
                new ActingUser(request.actor().user(), strong, request.actor().roles()),
                request.action(),
                request.about(),
                request.before(),
                request.after(),
                request.now());
    }

    /** A user is found with the password and the tokens that it had when it was found first, and no session ends. */
    private static Storage withStaleCredentials(Storage store) {
        Map<UserId, User> cache = new HashMap<>();
        UserRepository users = store.users();
        UserRepository stale = proxy(UserRepository.class, users, (method, arguments) -> {
            Object found = call(users, method, arguments);
            return method.getName().equals("findById") && found instanceof Optional<?> user
                    ? user.map(User.class::cast).map(fresh -> cached(cache, fresh))
                    : found;
        });
        LoginStateRepository states = store.loginStates();
        LoginStateRepository endless = proxy(LoginStateRepository.class, states, (method, arguments) -> {
            Object found = call(states, method, arguments);
            return method.getName().equals("find") && found instanceof Optional<?> state
                    ? state.map(Stored.class::cast)
                            .map(stored -> new Stored(stored.state().withSessions(Sessions.NONE), stored.revision()))
                    : found;
        });
        return with(store, Map.of("users", stale, "loginStates", endless));
    }

    private static User cached(Map<UserId, User> cache, User fresh) {
        User first = cache.computeIfAbsent(fresh.id(), id -> fresh);
        Tokens tokens = fresh.tokens();
        for (Map.Entry<String, AuthenticationToken> token :
                first.tokens().authentication().entrySet()) {
            tokens = tokens.without(token.getKey()).with(token.getKey(), token.getValue());
        }
        User stale = fresh.withTokens(tokens);
        stale = first.credentials()
                .passwordHash()
                .map(hash -> fresh.credentials().withPasswordHash(hash))
                .map(stale::withCredentials)
                .orElse(stale);
        cache.put(fresh.id(), stale);
        return stale;
    }

    private static Storage withContactsThatWait(Storage store) {
        LoginStateRepository states = store.loginStates();
        LoginStateRepository keeping = proxy(LoginStateRepository.class, states, (method, arguments) -> {
            if (method.getName().equals("compareAndSet")) {
                LoginState next = (LoginState) arguments[2];
                Optional<LoginState> before =
                        states.find((LoginStateKey) arguments[0]).map(Stored::state);
                arguments[2] = next.withPendingContact(
                        next.pendingContact().or(() -> before.flatMap(LoginState::pendingContact)));
            }
            return call(states, method, arguments);
        });
        return with(store, Map.of("loginStates", keeping));
    }

    /** A store that vouches for a first key when it is registered, and withdraws none. */
    private static Storage vouching(Storage store, String voucher) {
        PublicKeyDirectory keys = store.publicKeys();
        PublicKeyDirectory vouching = proxy(PublicKeyDirectory.class, keys, (method, arguments) -> {
            if (method.getName().equals("register")) {
                keys.registerInitial((RegisteredKey) arguments[0], new Endorsement(voucher, Instant.EPOCH));
                return null;
            }
            return method.getName().equals("withdraw") ? null : call(keys, method, arguments);
        });
        return with(store, Map.of("publicKeys", vouching));
    }

    private static Storage vouchingForAll(Storage store) {
        PublicKeyDirectory keys = store.publicKeys();
        PublicKeyDirectory vouching = proxy(PublicKeyDirectory.class, keys, (method, arguments) -> {
            Object result = call(keys, method, arguments);
            if (method.getName().startsWith("register")) {
                RegisteredKey key = (RegisteredKey) arguments[0];
                keys.vouch(key.owner(), key.publicKey().fingerprint(), new Endorsement("any", Instant.EPOCH));
            }
            return result;
        });
        return with(store, Map.of("publicKeys", vouching));
    }

    private static Storage with(Storage store, Map<String, Object> ports) {
        return proxy(
                Storage.class,
                store,
                (method, arguments) -> ports.containsKey(method.getName())
                        ? ports.get(method.getName())
                        : call(store, method, arguments));
    }

    /** What a broken adapter does in a call. */
    private interface Broken {
        @Nullable
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> port, T whole, Broken broken) {
        InvocationHandler handler =
                (proxy, method, arguments) -> broken.call(method, arguments == null ? new Object[0] : arguments);
        return port.cast(Proxy.newProxyInstance(whole.getClass().getClassLoader(), new Class<?>[] {port}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
