/** Cryptography with Bouncy Castle. */
module io.keyholder.adapters.crypto {
    requires transitive io.keyholder.ports;
    requires com.fasterxml.jackson.core;
    requires org.apache.commons.codec;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires static org.jspecify;

    exports io.keyholder.adapters.crypto;
    exports io.keyholder.adapters.crypto.file;
    exports io.keyholder.adapters.crypto.password;
}
