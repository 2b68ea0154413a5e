/** Five small hosts of Keyholder. */
module io.keyholder.examples {
    requires com.h2database;
    requires io.keyholder.adapters.mail;
    requires io.keyholder.embedded;
    requires java.sql;
    requires static transitive org.jspecify;

    exports io.keyholder.examples;
}
