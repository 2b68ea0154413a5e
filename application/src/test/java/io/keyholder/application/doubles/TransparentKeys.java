package io.keyholder.application.doubles;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Sealing that hides nothing: a line that says for whom and about what, and the content in hex. Both halves of a pair
 * are the same.
 */
final class TransparentKeys implements DataSealer, ContentKeyWrapper, ContentCipher, PrivateKeyFiles {
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
        String names = recipients.stream()
                .map(key -> key.fingerprint().sha256())
                .distinct()
                .collect(Collectors.joining(","));
        return text(names, context.value(), content);
    }

    @Override
    public byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
        return opened(sealed, sha256(pair), context.value());
    }

    @Override
    public void seal(
            InputStream content,
            OutputStream target,
            Collection<EncryptionPublicKey> recipients,
            SealingContext context)
            throws IOException {
        target.write(seal(content.readAllBytes(), recipients, context));
    }

    @Override
    public void open(InputStream sealed, OutputStream target, EncryptionKeyPair pair, SealingContext context)
            throws IOException {
        target.write(open(sealed.readAllBytes(), pair, context));
    }

    @Override
    public byte[] wrap(ContentKey key, EncryptionPublicKey recipient) {
        return text(recipient.fingerprint().sha256(), "key", key.bytes());
    }

    @Override
    public ContentKey unwrap(byte[] wrapped, EncryptionKeyPair pair) {
        return ContentKey.of(opened(wrapped, sha256(pair), "key"));
    }

    @Override
    public byte[] seal(byte[] content, ContentKey key, SealingContext context) {
        return text(HEX.formatHex(key.bytes()), context.value(), content);
    }

    @Override
    public byte[] open(byte[] sealed, ContentKey key, SealingContext context) {
        return opened(sealed, HEX.formatHex(key.bytes()), context.value());
    }

    @Override
    public byte[] sealUnauthenticated(byte[] content, ContentKey key) {
        return text(HEX.formatHex(key.bytes()), "", content);
    }

    @Override
    public byte[] openUnauthenticated(byte[] sealed, ContentKey key) {
        return opened(sealed, HEX.formatHex(key.bytes()), "");
    }

    /** A file is {@code locked}, or the key in hex; everything else is damaged. */
    @Override
    public PrivateKeyReading read(byte[] file, Password passphrase) {
        String text = new String(file, StandardCharsets.UTF_8);
        if (text.equals("locked")) {
            return new PrivateKeyReading.WrongPassphrase();
        }
        return text.matches("([0-9a-f]{2})+")
                ? new PrivateKeyReading.Read(EncryptionPrivateKey.ofPkcs8(HEX.parseHex(text)))
                : new PrivateKeyReading.Damaged("private key file is not in hex");
    }

    @Override
    public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
        return (new String(passphrase.utf8(), StandardCharsets.UTF_8) + " protects " + Arrays.toString(key.pkcs8()))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public EncryptionPublicKey publicKeyOf(EncryptionPrivateKey key, KeyPadding padding) {
        return EncryptionPublicKey.ofSpki(key.pkcs8(), padding);
    }

    @Override
    public byte[] toUnprotectedIcureHex(EncryptionPrivateKey key) {
        return HEX.formatHex(key.pkcs8()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] toUnprotectedJwk(EncryptionPrivateKey key, KeyPadding padding) {
        return (padding + " " + HEX.formatHex(key.pkcs8())).getBytes(StandardCharsets.UTF_8);
    }

    private String sha256(EncryptionKeyPair pair) {
        return publicKeyOf(pair.privateKey(), pair.publicKey().padding())
                .fingerprint()
                .sha256();
    }

    private static byte[] text(String names, String context, byte[] content) {
        return (names + "|" + context + "|" + HEX.formatHex(content)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] opened(byte[] sealed, String name, String context) {
        String[] parts = new String(sealed, StandardCharsets.UTF_8).split("\\|", -1);
        if (parts.length != 3 || !Arrays.asList(parts[0].split(",")).contains(name) || !parts[1].equals(context)) {
            throw new UnopenableDataException();
        }
        return HEX.parseHex(parts[2]);
    }
}
