/** Contracts of the ports, with arbitraries and test doubles. */
module io.keyholder.testkit {
    requires transitive io.keyholder.application;
    requires transitive io.keyholder.ports;
    requires transitive net.jqwik.api;
    requires org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.keyholder.testkit;
    exports io.keyholder.testkit.arbitraries;
}
