/** A practice in a module of its own. */
module org.example.practice {
    requires io.keyholder.adapters.couchdb;
    requires io.keyholder.adapters.mail;
    requires io.keyholder.adapters.phone;
    requires io.keyholder.adapters.qr;
    requires io.keyholder.embedded;
    requires jdk.httpserver;
}
