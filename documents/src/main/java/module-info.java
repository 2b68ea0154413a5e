/** The lossless JSON form of a user. */
module io.keyholder.documents {
    requires com.fasterxml.jackson.databind;
    requires transitive io.keyholder.domain;
    requires static transitive org.jspecify;
}
