/** The lossless JSON form of a user. */
module io.keyholder.documents {
    requires com.fasterxml.jackson.core;
    requires transitive io.keyholder.domain;
    requires static org.jspecify;

    exports io.keyholder.documents;
    exports io.keyholder.documents.failure;
    exports io.keyholder.documents.neighbour;
}
