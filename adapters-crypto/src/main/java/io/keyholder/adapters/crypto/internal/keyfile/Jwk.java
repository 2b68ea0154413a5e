package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.KeyPadding;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/** RSA keys as JWKs (RFC 7517, RFC 7518 section 6.3), and iCure's pair of them (FORMATS section 9). Stateless. */
public final class Jwk {
    private static final String PUBLIC = "publicKey";
    private static final String PRIVATE = "privateKey";

    private static final List<String> CRT = List.of("p", "q", "dp", "dq", "qi");

    private Jwk() {}

    /** The pair as iCure's clients store it. */
    static byte[] pair(RsaNumbers numbers, KeyPadding padding) {
        RSAPrivateKey key = numbers.asn1();
        String algorithm = padding == KeyPadding.OAEP_SHA1 ? "RSA-OAEP" : "RSA-OAEP-256";
        String common = ",\"ext\":true,\"kty\":\"RSA\",\"alg\":\"" + algorithm + "\"" + member("n", key.getModulus())
                + member("e", key.getPublicExponent());
        String text = "{\"" + PUBLIC + "\":{\"key_ops\":[\"encrypt\"]" + common + "},\"" + PRIVATE
                + "\":{\"key_ops\":[\"decrypt\"]" + common
                + member("d", key.getPrivateExponent())
                + member("p", key.getPrime1())
                + member("q", key.getPrime2())
                + member("dp", key.getExponent1())
                + member("dq", key.getExponent2())
                + member("qi", key.getCoefficient())
                + "}}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The private key of a JWK, of the one private RSA key in a JWK set, or of iCure's pair, whose public half must be
     * the same key then.
     *
     * @throws InvalidValueException when it is no private RSA key
     */
    public static RsaNumbers read(String text) {
        Object value = JsonText.value(text);
        if (value instanceof List<?> keys) {
            return ofSet(keys);
        }
        Map<String, Object> object = JsonText.objectOf(value);
        if (object.get("keys") instanceof List<?> keys) {
            return ofSet(keys);
        }
        return object.containsKey(PRIVATE) ? ofPair(object) : numbers(object);
    }

    private static RsaNumbers ofSet(List<?> keys) {
        List<Map<String, Object>> privateKeys = keys.stream()
                .map(JsonText::objectOf)
                .filter(key -> "RSA".equals(key.get("kty")) && key.containsKey("d"))
                .toList();
        if (privateKeys.size() != 1) {
            throw KeyFileReader.refusal("is a set of JWKs with " + privateKeys.size() + " private RSA keys; keep one");
        }
        return numbers(privateKeys.get(0));
    }

    private static RsaNumbers ofPair(Map<String, Object> object) {
        RsaNumbers numbers = numbers(JsonText.objectOf(object.getOrDefault(PRIVATE, "")));
        if (object.containsKey(PUBLIC)) {
            Map<String, Object> publicKey = JsonText.objectOf(object.getOrDefault(PUBLIC, ""));
            if (!number(publicKey, "n").equals(numbers.asn1().getModulus())
                    || !number(publicKey, "e").equals(numbers.asn1().getPublicExponent())) {
                throw KeyFileReader.refusal("holds halves of different pairs");
            }
        }
        return numbers;
    }

    private static RsaNumbers numbers(Map<String, Object> jwk) {
        if (jwk.containsKey("ciphertext")) {
            throw KeyFileReader.refusal(
                    "is an encrypted JWK; decrypt it first, or export the key as encrypted PKCS #8");
        }
        if (!"RSA".equals(jwk.get("kty"))) {
            throw KeyFileReader.refusal(
                    jwk.get("kty") instanceof String type && type.matches("[A-Za-z]{2,4}")
                            ? "is a JWK of type " + type + "; only an RSA key opens sealed data"
                            : "is not the JSON of an RSA key");
        }
        if (!jwk.containsKey("d")) {
            throw KeyFileReader.refusal("is a JWK of a public key: it lacks the number d");
        }
        if (jwk.containsKey("oth")) {
            throw KeyFileReader.refusal("is an RSA key of more than two primes");
        }
        BigInteger n = number(jwk, "n");
        BigInteger e = number(jwk, "e");
        BigInteger d = number(jwk, "d");
        return CRT.stream().anyMatch(jwk::containsKey)
                ? RsaNumbers.of(new RSAPrivateKey(
                        n,
                        e,
                        d,
                        number(jwk, "p"),
                        number(jwk, "q"),
                        number(jwk, "dp"),
                        number(jwk, "dq"),
                        number(jwk, "qi")))
                : RsaNumbers.withoutPrimes(n, e, d);
    }

    private static BigInteger number(Map<String, Object> jwk, String name) {
        if (!(jwk.get(name) instanceof String digits) || digits.isEmpty()) {
            throw new InvalidValueException("private key file", "lacks the number " + name);
        }
        try {
            return new BigInteger(
                    1, Base64.getUrlDecoder().decode(digits.replace('+', '-').replace('/', '_')));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidValueException("private key file", "has no number " + name + " in base64url");
        }
    }

    private static String member(String name, BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return ",\"" + name + "\":\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned) + "\"";
    }
}
