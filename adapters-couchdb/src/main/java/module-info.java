/** Storage in Apache CouchDB, the distributed store, through Ektorp. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // Ektorp and its HTTP client have no descriptor
module io.keyholder.adapters.couchdb {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires transitive io.keyholder.documents;
    requires transitive io.keyholder.ports;
    requires org.apache.commons.codec;
    requires org.apache.commons.io;
    requires org.apache.commons.logging;
    requires org.apache.httpcomponents.httpclient;
    requires org.apache.httpcomponents.httpcore;
    requires org.ektorp;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.keyholder.adapters.couchdb;
    exports io.keyholder.adapters.couchdb.conflict;
}
