/** Invitations by email. */
@SuppressWarnings("requires-automatic") // ICU4J has no descriptor
module io.keyholder.adapters.mail {
    requires transitive io.keyholder.ports;
    requires com.ibm.icu;
    requires jakarta.mail;
    requires org.eclipse.angus.mail;
    requires static org.jspecify;

    exports io.keyholder.adapters.mail;
}
