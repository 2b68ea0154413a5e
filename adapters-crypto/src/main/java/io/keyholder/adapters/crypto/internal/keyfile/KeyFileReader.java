package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.ports.keys.PrivateKeyReading;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;

/**
 * Reads a private key file of any form by what is in it, not by its label: DER, PEM, hex, Base64, or JSON. Every
 * refusal names what the file is and, where there is one, the command that makes a readable file of it. For one file.
 */
public final class KeyFileReader {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)(?:-----END \\1-----|\\z)", Pattern.DOTALL);
    private static final Pattern NO_PRIVATE_KEY =
            Pattern.compile("(?:TRUSTED |X509 )?CERTIFICATE(?: REQUEST)?|.*PUBLIC KEY|.*PARAMETERS|X509 CRL");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]+={0,2}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
    private static final String OFFSETS = "(?m)^[0-9A-Fa-f]{8}: ";

    private final Password passphrase;

    public KeyFileReader(Password passphrase) {
        this.passphrase = passphrase;
    }

    /**
     * What the file holds.
     *
     * @throws InvalidValueException when it holds no RSA private key, with what it holds instead
     */
    public PrivateKeyReading read(byte[] file) {
        if (DerKeyFile.isDer(file)) {
            return readDer(file);
        }
        String text =
                withoutByteOrderMark(new String(file, StandardCharsets.UTF_8)).strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            return new PrivateKeyReading.Read(Jwk.read(text).toPrivateKey());
        }
        if (text.contains("-----BEGIN ")) {
            return readPem(text);
        }
        if (text.startsWith("PuTTY-User-Key-File")) {
            throw refusal(
                    "is a PuTTY key; puttygen FILE -O private-openssh-new, then ssh-keygen -p -m PKCS8, converts it");
        }
        return readLines(text.replaceAll(OFFSETS, "").replaceAll("[\\s:]", ""));
    }

    /** Names why a file is refused. */
    public static InvalidValueException refusal(String problem) {
        return new InvalidValueException("private key file", problem);
    }

    private PrivateKeyReading readLines(String letters) {
        if (HEX.matcher(letters).matches()) {
            return readDer(HexFormat.of().parseHex(letters));
        }
        if (BASE64.matcher(letters).matches() && letters.startsWith("MI")) {
            return readDer(base64(letters));
        }
        throw refusal(
                "is none of DER, PEM, JWK, hex and Base64; openssl pkcs8 -topk8 -in FILE writes a readable PEM file");
    }

    /** Reads the first block that may hold a private key; certificates and public halves may stand before it. */
    private PrivateKeyReading readPem(String text) {
        Matcher block = BLOCK.matcher(text);
        Optional<String> other = Optional.empty();
        while (block.find()) {
            String label = block.group(1);
            if (!NO_PRIVATE_KEY.matcher(label).matches()) {
                return readBlock(label, block.group(2), block.group());
            }
            other = other.or(() -> Optional.of(label));
        }
        throw refusal(
                "holds no private key" + other.map(label -> ", only a " + label).orElse(""));
    }

    private PrivateKeyReading readBlock(String label, String body, String block) {
        if (label.equals("OPENSSH PRIVATE KEY")) {
            throw refusal("is an OpenSSH key; ssh-keygen -p -m PKCS8 -f FILE makes it readable");
        }
        if (body.contains("Proc-Type:")) {
            return readTraditional(block);
        }
        return readDer(base64(body.replaceAll("\\s", "")));
    }

    /** The encryption of OpenSSL before PKCS #8: one round of MD5, so that its work needs no bound. */
    private PrivateKeyReading readTraditional(String block) {
        char[] letters = lettersOf(passphrase);
        try (PEMParser parser = new PEMParser(new StringReader(block))) {
            if (!(parser.readObject() instanceof PEMEncryptedKeyPair encrypted)) {
                throw refusal("is damaged: its header announces encryption, its content has none");
            }
            return readDer(encrypted
                    .decryptKeyPair(new BcPEMDecryptorProvider(letters))
                    .getPrivateKeyInfo()
                    .getEncoded());
        } catch (IOException | IllegalArgumentException | IllegalStateException garbled) {
            return new PrivateKeyReading.WrongPassphrase();
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    private PrivateKeyReading readDer(byte[] der) {
        try {
            return DerKeyFile.isEncrypted(der) ? readEncrypted(der) : DerKeyFile.read(der);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /** By the passphrase as it is typed, then in its other form. */
    private PrivateKeyReading readEncrypted(byte[] der) {
        PrivateKeyReading asTyped = readEncrypted(der, passphrase);
        Optional<Password> other =
                asTyped instanceof PrivateKeyReading.WrongPassphrase ? passphrase.equivalent() : Optional.empty();
        if (other.isEmpty()) {
            return asTyped;
        }
        try (Password equivalent = other.get()) {
            return readEncrypted(der, equivalent);
        }
    }

    private static PrivateKeyReading readEncrypted(byte[] der, Password typed) {
        byte[] utf8 = typed.utf8();
        try {
            Optional<byte[]> pkcs8 = Pbes2Decryption.decrypt(der, utf8);
            return pkcs8.map(DerKeyFile::readAndWipe).orElseGet(PrivateKeyReading.WrongPassphrase::new);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    /** The bytes of the passphrase as letters, because Bouncy Castle takes the low byte of each. */
    private static char[] lettersOf(Password passphrase) {
        byte[] utf8 = passphrase.utf8();
        char[] letters = new char[utf8.length];
        for (int index = 0; index < utf8.length; index++) {
            letters[index] = (char) (utf8[index] & 0xff);
        }
        Arrays.fill(utf8, (byte) 0);
        return letters;
    }

    private static byte[] base64(String letters) {
        try {
            return Base64.getDecoder().decode(letters.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException malformed) {
            throw refusal("is damaged: it is not in Base64");
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
