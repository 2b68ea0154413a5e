/** Five small hosts of Keyholder. */
@SuppressWarnings("requires-automatic") // H2 has no module descriptor
module io.keyholder.examples {
    requires com.h2database;
    requires io.keyholder.adapters.mail;
    requires io.keyholder.embedded;
    requires transitive java.sql;
    requires static org.jspecify;

    exports io.keyholder.examples;
}
