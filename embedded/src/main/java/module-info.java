/** Keyholder with its durable embedded default. */
module io.keyholder.embedded {
    requires transitive io.keyholder.adapters.crypto;
    requires transitive io.keyholder.adapters.memory;
    requires transitive io.keyholder.application;
    requires transitive io.keyholder.documents;
    requires static org.jspecify;

    exports io.keyholder.embedded;
}
