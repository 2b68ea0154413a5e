/** Contracts of the ports, with arbitraries and test doubles. */
module io.keyholder.testkit {
    requires transitive io.keyholder.application;
    requires transitive io.keyholder.ports;
    requires transitive net.jqwik.api;
    requires org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.keyholder.testkit;
    exports io.keyholder.testkit.arbitraries;
    exports io.keyholder.testkit.contract;
    exports io.keyholder.testkit.contract.crypto;
    exports io.keyholder.testkit.contract.event;
    exports io.keyholder.testkit.contract.invitation;
    exports io.keyholder.testkit.contract.key;
    exports io.keyholder.testkit.contract.login;
    exports io.keyholder.testkit.contract.observation;
    exports io.keyholder.testkit.contract.user;
    exports io.keyholder.testkit.failing;
    exports io.keyholder.testkit.model;
    exports io.keyholder.testkit.sample;

    provides net.jqwik.api.SampleReportingFormat with
            io.keyholder.testkit.internal.DomainSampleFormat;
    provides net.jqwik.api.providers.ArbitraryProvider with
            io.keyholder.testkit.internal.DomainArbitraryProvider;
}
