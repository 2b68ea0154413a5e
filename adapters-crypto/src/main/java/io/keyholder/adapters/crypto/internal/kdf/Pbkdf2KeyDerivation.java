package io.keyholder.adapters.crypto.internal.kdf;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** PBKDF2-HMAC-SHA256, which everything reads. */
public record Pbkdf2KeyDerivation(int iterations) implements FileKeyDerivation {
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
