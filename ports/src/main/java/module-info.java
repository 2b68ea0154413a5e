/** What the core needs from outside: the driven ports as contracts, and the errors of broken adapters. */
module io.keyholder.ports {
    requires static org.jspecify;
    requires transitive io.keyholder.domain;

    exports io.keyholder.ports;
    exports io.keyholder.ports.audit;
    exports io.keyholder.ports.event;
    exports io.keyholder.ports.failure;
    exports io.keyholder.ports.hashing;
    exports io.keyholder.ports.invitation;
    exports io.keyholder.ports.keys;
    exports io.keyholder.ports.observation;
    exports io.keyholder.ports.onetimepassword;
    exports io.keyholder.ports.persistence;
    exports io.keyholder.ports.randomness;
    exports io.keyholder.ports.sealing;
}
