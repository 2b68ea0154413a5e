/** The use cases of Keyholder. */
module io.keyholder.application {
    requires transitive io.keyholder.domain;
    requires transitive io.keyholder.ports;

    exports io.keyholder.application.login;

    requires static transitive org.jspecify;
}
