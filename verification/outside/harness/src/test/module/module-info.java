/** The tests as a module of their own: what a harness on the module path needs is in the descriptor of the kit. */
open module org.example.filestore.tests {
    requires io.keyholder.adapters.crypto;
    requires io.keyholder.testkit;
    requires org.example.filestore;
}
