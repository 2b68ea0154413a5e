package io.keyholder.testkit.failing;

import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/** One method of one port of a store, for {@link FailingStorage} to make fail. */
public enum StorageCall {
    CREATE_USER(UserRepository.class, "create"),
    CREATE_USERS(UserRepository.class, "createAll"),
    UPDATE_USER(UserRepository.class, "update"),
    REFRESH_USER(UserRepository.class, "refresh"),
    FIND_USER_BY_ID(UserRepository.class, "findById"),
    FIND_USER_BY_IDENTIFIER(UserRepository.class, "findByIdentifier"),
    PURGE_USER(UserRepository.class, "purge"),
    PAGE_OF_USERS(UserRepository.class, "page"),
    COUNT_USERS(UserRepository.class, "count()"),
    SEARCH_USERS(UserRepository.class, "search"),
    COUNT_FOUND_USERS(UserRepository.class, "count"),
    FIND_LOGIN_STATE(LoginStateRepository.class, "find"),
    SET_LOGIN_STATE(LoginStateRepository.class, "compareAndSet", "compareAndSetProvisionally"),
    REMOVE_LOGIN_STATE(LoginStateRepository.class, "remove"),
    SWEEP_LOGIN_STATES(LoginStateRepository.class, "removeIdleSince"),
    FIND_INVITATION(InvitationRepository.class, "find"),
    FIND_INVITATIONS_OF_USER(InvitationRepository.class, "findByUser"),
    SET_INVITATION(InvitationRepository.class, "compareAndSet"),
    PAGE_OF_INVITATIONS(InvitationRepository.class, "open"),
    REMOVE_INVITATIONS(InvitationRepository.class, "removeOf"),
    SWEEP_INVITATIONS(InvitationRepository.class, "removeClosedBefore"),
    START_EVENTS(UserEventLog.class, "start"),
    STOP_EVENTS(UserEventLog.class, "stop"),
    PAGE_OF_EVENTS(UserEventLog.class, "pending"),
    ACKNOWLEDGE_EVENT(UserEventLog.class, "acknowledge"),
    /** With a word for it or without. */
    REGISTER_KEY(PublicKeyDirectory.class, "register", "registerInitial"),
    WITHDRAW_KEY(PublicKeyDirectory.class, "withdraw"),
    KEYS_OF_OWNER(PublicKeyDirectory.class, "keysOf"),
    VOUCH_FOR_KEY(PublicKeyDirectory.class, "vouch"),
    REVOKE_KEY(PublicKeyDirectory.class, "revoke"),
    FIND_KEY(PublicKeyDirectory.class, "find");

    private final Class<?> port;
    /** Their names, with a blank around each. */
    private final String methods;

    StorageCall(Class<?> port, String... methods) {
        this.port = port;
        this.methods = " " + String.join(" ", methods) + " ";
    }

    /** The call that a method of a port is; absent when it answers without the store. */
    static Optional<StorageCall> of(Method method) {
        String name = method.getName();
        boolean isBareCount = name.equals("count") && method.getParameterCount() == 0;
        String wanted = isBareCount ? "count()" : name;
        return Arrays.stream(values())
                .filter(call -> call.port == method.getDeclaringClass())
                .filter(call -> call.methods.contains(" " + wanted + " "))
                .findFirst();
    }
}
