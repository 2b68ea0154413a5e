/** Cryptography with Bouncy Castle. */
module io.keyholder.adapters.crypto {
    requires transitive io.keyholder.ports;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires static transitive org.jspecify;
}
