/** Runnable hosts of Keyholder. */
module io.keyholder.examples {
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.keyholder.documents;
    requires io.keyholder.embedded;
    requires static transitive org.jspecify;

    exports io.keyholder.examples;

    opens io.keyholder.examples to
            info.picocli;
}
