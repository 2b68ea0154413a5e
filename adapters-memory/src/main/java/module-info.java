/** Storage in memory and in an embedded H2 database. */
@SuppressWarnings("requires-automatic") // H2 has no module descriptor
module io.keyholder.adapters.memory {
    requires com.h2database;
    requires io.keyholder.documents;
    requires transitive io.keyholder.ports;
    requires transitive java.sql;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.keyholder.adapters.memory;
    exports io.keyholder.adapters.memory.options;
}
