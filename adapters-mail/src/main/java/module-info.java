/** Invitations by email. */
module io.keyholder.adapters.mail {
    requires transitive io.keyholder.ports;
    requires jakarta.mail;
    requires org.eclipse.angus.mail;
    requires static transitive org.jspecify;

    exports io.keyholder.adapters.mail;
}
