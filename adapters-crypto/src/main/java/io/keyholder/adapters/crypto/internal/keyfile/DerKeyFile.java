package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.keys.PrivateKeyReading;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/** Private keys in DER, told apart by their structure: PKCS #8, PKCS #1, and what is neither. Stateless. */
final class DerKeyFile {
    private static final int SEQUENCE = 0x30;
    private static final int PKCS1_INTEGERS = 9;
    private static final String MAKE_ONE = "; only an RSA key opens sealed data, and"
            + " openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 makes one";

    private static final Map<String, String> ALGORITHMS = Map.of(
            "1.2.840.10045.2.1", "an EC key",
            "1.3.101.112", "an Ed25519 key",
            "1.3.101.113", "an Ed448 key",
            "1.3.101.110", "an X25519 key",
            "1.3.101.111", "an X448 key",
            "1.2.840.10040.4.1", "a DSA key",
            "1.2.840.113549.1.3.1", "a Diffie-Hellman key",
            "1.2.840.113549.1.1.10", "an RSA key for PSS signatures only");

    private DerKeyFile() {}

    /** Whether a file is one DER sequence, so that it is no text. */
    static boolean isDer(byte[] file) {
        return file.length > 4 && file[0] == SEQUENCE && (file[1] & 0x80) != 0;
    }

    /** Whether the structure is that of an encrypted private key (PKCS #8, EncryptedPrivateKeyInfo). */
    static boolean isEncrypted(byte[] der) {
        ASN1Sequence sequence = sequence(der);
        return sequence.size() == 2
                && sequence.getObjectAt(0) instanceof ASN1Sequence
                && sequence.getObjectAt(1) instanceof ASN1OctetString;
    }

    /**
     * The RSA key.
     *
     * @throws InvalidValueException when it is no whole RSA private key
     */
    static PrivateKeyReading read(byte[] der) {
        ASN1Sequence sequence = sequence(der);
        if (isPkcs8(sequence)) {
            return new PrivateKeyReading.Read(ofPkcs8(der).toPrivateKey());
        }
        if (isPkcs1(sequence)) {
            return new PrivateKeyReading.Read(ofPkcs1(sequence).toPrivateKey());
        }
        throw KeyFileReader.refusal(nameOf(sequence));
    }

    /** The same, wiping the content. */
    static PrivateKeyReading readAndWipe(byte[] pkcs8) {
        try {
            return read(pkcs8);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static RsaNumbers ofPkcs8(byte[] der) {
        ASN1ObjectIdentifier algorithm = algorithmOf(der);
        if (!PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)) {
            String name = ALGORITHMS.getOrDefault(algorithm.getId(), "a key of the algorithm " + algorithm.getId());
            throw KeyFileReader.refusal("holds " + name + MAKE_ONE);
        }
        return RsaNumbers.ofPkcs8(der);
    }

    private static ASN1ObjectIdentifier algorithmOf(byte[] der) {
        try {
            return PrivateKeyInfo.getInstance(der).getPrivateKeyAlgorithm().getAlgorithm();
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            throw KeyFileReader.refusal("is damaged: it is not in PKCS #8 form");
        }
    }

    private static RsaNumbers ofPkcs1(ASN1Sequence sequence) {
        try {
            return RsaNumbers.of(RSAPrivateKey.getInstance(sequence));
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            throw KeyFileReader.refusal("is damaged: it is not in PKCS #1 form");
        }
    }

    private static String nameOf(ASN1Sequence sequence) {
        ASN1Encodable first = sequence.size() == 0 ? sequence : sequence.getObjectAt(0);
        ASN1Encodable second = sequence.size() < 2 ? sequence : sequence.getObjectAt(1);
        if (first instanceof ASN1Integer && second instanceof ASN1OctetString) {
            return "holds an EC key" + MAKE_ONE;
        }
        if (first instanceof ASN1Integer number && number.hasValue(3)) {
            return "is a PKCS #12 store; openssl pkcs12 -in FILE -nocerts -out key.pem makes it readable";
        }
        if (first instanceof ASN1Sequence && second instanceof ASN1BitString) {
            return "holds a public key, no private one";
        }
        if (first instanceof ASN1Sequence && second instanceof ASN1Sequence && sequence.size() == 3) {
            return "holds a certificate, no private key";
        }
        return "holds no private key; openssl pkcs8 -topk8 -in FILE writes a readable PEM file";
    }

    private static boolean isPkcs8(ASN1Sequence sequence) {
        return sequence.size() >= 3
                && sequence.getObjectAt(0) instanceof ASN1Integer
                && sequence.getObjectAt(1) instanceof ASN1Sequence
                && sequence.getObjectAt(2) instanceof ASN1OctetString;
    }

    private static boolean isPkcs1(ASN1Sequence sequence) {
        return sequence.size() == PKCS1_INTEGERS
                && Arrays.stream(sequence.toArray()).allMatch(ASN1Integer.class::isInstance);
    }

    private static ASN1Sequence sequence(byte[] der) {
        try {
            ASN1Primitive value = der.length == 0 ? null : ASN1Primitive.fromByteArray(der);
            if (value instanceof ASN1Sequence sequence) {
                return sequence;
            }
            throw KeyFileReader.refusal("is damaged or cut: it is no DER sequence");
        } catch (IOException | IllegalArgumentException | IllegalStateException malformed) {
            throw KeyFileReader.refusal("is damaged or cut: it is no DER");
        }
    }
}
