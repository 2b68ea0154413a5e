/** Runnable hosts of Keyholder. */
module io.keyholder.examples {
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.keyholder.adapters.couchdb;
    requires io.keyholder.adapters.crypto;
    requires io.keyholder.adapters.mail;
    requires io.keyholder.adapters.memory;
    requires io.keyholder.adapters.qr;
    requires io.keyholder.documents;
    requires io.keyholder.embedded;
    requires static transitive org.jspecify;

    exports io.keyholder.examples;

    opens io.keyholder.examples to
            info.picocli;
}
