/** A store of a third party: one plain file. */
module org.example.filestore {
    requires transitive io.keyholder.ports;
    requires io.keyholder.documents;

    exports org.example.filestore;
}
