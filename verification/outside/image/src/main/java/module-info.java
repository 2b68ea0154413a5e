/** A practice that ships with its own Java: all its modules have descriptors. */
module org.example.image {
    requires io.keyholder.adapters.crypto;
    requires io.keyholder.application;
    requires org.example.filestore;
}
