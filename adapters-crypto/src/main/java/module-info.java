/** Cryptography with Bouncy Castle. */
module io.keyholder.adapters.crypto {
    requires transitive io.keyholder.ports;
    requires org.bouncycastle.provider;
    requires static transitive org.jspecify;

    exports io.keyholder.adapters.crypto;
    exports io.keyholder.adapters.crypto.file;
    exports io.keyholder.adapters.crypto.password;
}
