package io.keyholder.testkit;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.testkit.internal.PlatformPem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import java.util.function.BiFunction;

/** Key files by the means of the Java platform; a JWK is hex in a member, which no contract looks into. */
public record PlatformKeyFiles(BiFunction<EncryptionPrivateKey, Password, byte[]> encryption)
        implements PrivateKeyFiles {
    private static final HexFormat HEX = HexFormat.of();

    /** Right in everything. */
    public static PrivateKeyFiles right() {
        return new PlatformKeyFiles(CryptoContractsTest.PlatformCrypto::protectedPem);
    }

    @Override
    public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
        return encryption.apply(key, passphrase);
    }

    @Override
    public byte[] toUnprotectedIcureHex(EncryptionPrivateKey key) {
        return HEX.formatHex(key.pkcs8()).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] toUnprotectedJwk(EncryptionPrivateKey key, KeyPadding padding) {
        return ("{\"k\":\"" + HEX.formatHex(key.pkcs8()) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public PrivateKeyReading read(byte[] file, Password passphrase) {
        String text = new String(file, StandardCharsets.US_ASCII);
        try {
            if (text.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
                return read(PlatformPem.decrypt(text, new String(passphrase.utf8(), StandardCharsets.UTF_8)));
            }
            String hex = text.replaceAll("[^0-9a-f]", "");
            return hex.length() < 64 ? new PrivateKeyReading.Damaged("is no key file") : read(HEX.parseHex(hex));
        } catch (GeneralSecurityException wrong) {
            return new PrivateKeyReading.WrongPassphrase();
        }
    }

    private static PrivateKeyReading read(byte[] pkcs8) {
        return new PrivateKeyReading.Read(EncryptionPrivateKey.ofPkcs8(pkcs8));
    }

    @Override
    public EncryptionPublicKey publicKeyOf(EncryptionPrivateKey key, KeyPadding padding) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey read = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(key.pkcs8()));
            return EncryptionPublicKey.ofSpki(
                    rsa.generatePublic(new RSAPublicKeySpec(read.getModulus(), read.getPublicExponent()))
                            .getEncoded(),
                    padding);
        } catch (GeneralSecurityException foreign) {
            throw new InvalidValueException("private key", "is no RSA key");
        }
    }
}
