/** The {@code keyholder} program. */
module io.keyholder.commandline {
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.keyholder.adapters.couchdb;
    requires io.keyholder.adapters.crypto;
    requires io.keyholder.adapters.mail;
    requires io.keyholder.adapters.memory;
    requires io.keyholder.adapters.qr;
    requires io.keyholder.documents;
    requires io.keyholder.embedded;
    requires org.apache.commons.csv;
    requires static org.jspecify;

    exports io.keyholder.commandline;

    opens io.keyholder.commandline to
            info.picocli;
    opens io.keyholder.commandline.file to
            info.picocli;
    opens io.keyholder.commandline.invitation to
            info.picocli;
    opens io.keyholder.commandline.key to
            info.picocli;
    opens io.keyholder.commandline.login to
            info.picocli;
    opens io.keyholder.commandline.store to
            info.picocli;
    opens io.keyholder.commandline.user to
            info.picocli;
}
