/**
 * The model of users, permissions, tokens, credentials and keys, with their rules. Depends on {@code java.base} alone.
 */
module io.keyholder.domain {
    requires static org.jspecify;

    exports io.keyholder.domain;
    exports io.keyholder.domain.access;
    exports io.keyholder.domain.credential;
    exports io.keyholder.domain.document;
    exports io.keyholder.domain.event;
    exports io.keyholder.domain.identity;
    exports io.keyholder.domain.invitation;
    exports io.keyholder.domain.key;
    exports io.keyholder.domain.login;
    exports io.keyholder.domain.permission;
    exports io.keyholder.domain.person;
    exports io.keyholder.domain.search;
    exports io.keyholder.domain.text;
    exports io.keyholder.domain.token;
    exports io.keyholder.domain.user;
}
