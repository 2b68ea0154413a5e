package io.keyholder.adapters.crypto;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** How the key of a private key file comes from its passphrase (PBES2, RFC 8018 section 6.2). Implementations are immutable. */
interface FileKeyDerivation {
    /** The size of the key. */
    int KEY_BYTES = 32;

    /** What the file says about it. */
    KeyDerivationFunc identifier(byte[] salt);

    /** The key; the caller wipes it. */
    byte[] derive(byte[] passphrase, byte[] salt);

    /** PBKDF2-HMAC-SHA256, which everything reads. */
    record OfPbkdf2(int iterations) implements FileKeyDerivation {
        @Override
        public KeyDerivationFunc identifier(byte[] salt) {
            AlgorithmIdentifier hmacSha256 =
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
            ASN1Encodable parameters = new PBKDF2Params(salt, iterations, KEY_BYTES, hmacSha256);
            return new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, parameters);
        }

        @Override
        public byte[] derive(byte[] passphrase, byte[] salt) {
            return new Pbkdf2(Pbkdf2.Hash.SHA256, salt, iterations).derive(passphrase, KEY_BYTES);
        }
    }

    /**
     * scrypt (RFC 7914) in 16 MiB, five times over: the most memory that {@code openssl pkey} grants a file, and as much work in it
     * as OWASP asks for.
     */
    record OfScrypt() implements FileKeyDerivation {
        private static final int COST = 1 << 14;
        private static final int BLOCK_SIZE = 8;
        private static final int PARALLELIZATION = 5;

        @Override
        public KeyDerivationFunc identifier(byte[] salt) {
            ASN1Encodable parameters = new DERSequence(new ASN1Encodable[] {
                new DEROctetString(salt),
                new ASN1Integer(COST),
                new ASN1Integer(BLOCK_SIZE),
                new ASN1Integer(PARALLELIZATION),
                new ASN1Integer(KEY_BYTES)
            });
            return new KeyDerivationFunc(Pbes2Decryption.ID_SCRYPT, parameters);
        }

        @Override
        public byte[] derive(byte[] passphrase, byte[] salt) {
            return new Scrypt(salt, COST, BLOCK_SIZE, PARALLELIZATION).derive(passphrase, KEY_BYTES);
        }
    }
}
