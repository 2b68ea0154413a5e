/** A host in a module of its own. */
module host {
    requires io.keyholder.adapters.couchdb;
    requires jdk.httpserver;
}
