/** The use cases of Keyholder. */
module io.keyholder.application {
    requires transitive io.keyholder.domain;
    requires transitive io.keyholder.ports;
    requires static org.jspecify;

    exports io.keyholder.application;
    exports io.keyholder.application.access;
    exports io.keyholder.application.contact;
    exports io.keyholder.application.event;
    exports io.keyholder.application.invitation;
    exports io.keyholder.application.key;
    exports io.keyholder.application.login;
    exports io.keyholder.application.notice;
    exports io.keyholder.application.password;
    exports io.keyholder.application.permission;
    exports io.keyholder.application.person;
    exports io.keyholder.application.recovery;
    exports io.keyholder.application.result;
    exports io.keyholder.application.secondfactor;
    exports io.keyholder.application.session;
    exports io.keyholder.application.token;
    exports io.keyholder.application.user;
}
