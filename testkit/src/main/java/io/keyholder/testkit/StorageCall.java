package io.keyholder.testkit;

/** One method of one port of a store, for {@link FailingStorage} to make fail. */
public enum StorageCall {
    CREATE_USER,
    CREATE_USERS,
    UPDATE_USER,
    FIND_USER_BY_ID,
    FIND_USER_BY_IDENTIFIER,
    PURGE_USER,
    PAGE_OF_USERS,
    COUNT_USERS,
    FIND_LOGIN_STATE,
    SET_LOGIN_STATE,
    REMOVE_LOGIN_STATE,
    SWEEP_LOGIN_STATES,
    FIND_INVITATION,
    FIND_INVITATIONS_OF_USER,
    SET_INVITATION,
    PAGE_OF_INVITATIONS,
    REMOVE_INVITATIONS,
    SWEEP_INVITATIONS,
    REGISTER_KEY,
    WITHDRAW_KEY,
    KEYS_OF_OWNER,
    VOUCH_FOR_KEY,
    REVOKE_KEY,
    FIND_KEY
}
