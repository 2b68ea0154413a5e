package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyImporter;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.ports.keys.UnprotectedKeyExporter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys in every form, and writes the clear ones. Thread-safe; wipes the byte arrays it makes. */
public final class RsaKeyFiles implements PrivateKeyImporter, UnprotectedKeyExporter {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END (?:ENCRYPTED )?PRIVATE KEY-----");

    @Override
    public PrivateKeyReading read(byte[] file, Password passphrase) {
        if (file.length > MAX_FILE_BYTES) {
            return new PrivateKeyReading.Damaged("private key file has more than " + MAX_FILE_BYTES + " bytes");
        }
        try {
            return read(new String(file, StandardCharsets.ISO_8859_1).strip(), passphrase);
        } catch (InvalidValueException damaged) {
            return new PrivateKeyReading.Damaged(String.valueOf(damaged.getMessage()));
        }
    }

    @Override
    public EncryptionPublicKey publicKeyOf(EncryptionPrivateKey key, KeyPadding padding) {
        return EncryptionPublicKey.ofSpki(numbersOf(key).spki(), padding);
    }

    @Override
    public byte[] toIcureHex(EncryptionPrivateKey key) {
        byte[] pkcs8 = key.pkcs8();
        try {
            return HexFormat.of().formatHex(pkcs8).getBytes(StandardCharsets.US_ASCII);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    @Override
    public byte[] toJwk(EncryptionPrivateKey key, KeyPadding padding) {
        return Jwk.pair(numbersOf(key), padding);
    }

    private static PrivateKeyReading read(String text, Password passphrase) {
        if (text.startsWith("{")) {
            return new PrivateKeyReading.Read(Jwk.read(text).toPrivateKey());
        }
        Matcher pem = PEM.matcher(text);
        if (pem.find()) {
            byte[] der = base64(pem.group(2));
            return pem.group(1) == null ? readPkcs8(der) : readEncrypted(der, passphrase);
        }
        return readPkcs8(hex(text));
    }

    private static PrivateKeyReading readEncrypted(byte[] der, Password passphrase) {
        PrivateKeyReading asTyped = readEncryptedAsTyped(der, passphrase);
        Optional<Password> other =
                asTyped instanceof PrivateKeyReading.WrongPassphrase ? passphrase.equivalent() : Optional.empty();
        if (other.isEmpty()) {
            return asTyped;
        }
        try (Password equivalent = other.get()) {
            return readEncryptedAsTyped(der, equivalent);
        }
    }

    private static PrivateKeyReading readEncryptedAsTyped(byte[] der, Password passphrase) {
        byte[] utf8 = passphrase.utf8();
        try {
            Optional<byte[]> pkcs8 = Pbes2Decryption.decrypt(der, utf8);
            return pkcs8.map(RsaKeyFiles::readPkcs8).orElseGet(PrivateKeyReading.WrongPassphrase::new);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private static PrivateKeyReading readPkcs8(byte[] pkcs8) {
        try {
            return new PrivateKeyReading.Read(RsaNumbers.ofPkcs8(pkcs8).toPrivateKey());
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static RsaNumbers numbersOf(EncryptionPrivateKey key) {
        byte[] pkcs8 = key.pkcs8();
        try {
            return RsaNumbers.ofPkcs8(pkcs8);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static byte[] base64(String body) {
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidValueException("private key file", "is not in base64");
        }
    }

    private static byte[] hex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidValueException("private key file", "is neither PEM nor JWK nor hex");
        }
    }
}
