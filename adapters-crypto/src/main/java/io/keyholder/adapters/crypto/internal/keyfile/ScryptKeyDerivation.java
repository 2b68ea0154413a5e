package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.adapters.crypto.internal.kdf.FileKeyDerivation;
import io.keyholder.adapters.crypto.internal.kdf.Scrypt;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;

/**
 * scrypt (RFC 7914) in 16 MiB, five times over: the most memory that {@code openssl pkey} grants a file, and as much
 * work in it as OWASP asks for.
 */
public record ScryptKeyDerivation() implements FileKeyDerivation {
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
