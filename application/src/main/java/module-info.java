/** The use cases of Keyholder. */
module io.keyholder.application {
    requires transitive io.keyholder.domain;
    requires transitive io.keyholder.ports;
    requires static transitive org.jspecify;

    exports io.keyholder.application;
    exports io.keyholder.application.access;
    exports io.keyholder.application.invitation;
    exports io.keyholder.application.key;
    exports io.keyholder.application.login;
    exports io.keyholder.application.recovery;
}
