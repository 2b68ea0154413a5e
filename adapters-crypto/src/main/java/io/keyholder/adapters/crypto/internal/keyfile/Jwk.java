package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.KeyPadding;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/** RSA keys as JWKs (RFC 7517, RFC 7518 section 6.3), and iCure's pair of them (FORMATS section 9). Stateless. */
final class Jwk {
    private static final String PUBLIC = "publicKey";
    private static final String PRIVATE = "privateKey";

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
     * The private key of a JWK or of iCure's pair, whose public half must be the same key then.
     *
     * @throws InvalidValueException when it is no private RSA key
     */
    static RsaNumbers read(String text) {
        Map<String, Object> object = JsonText.object(text);
        if (!object.containsKey(PRIVATE)) {
            return numbers(object);
        }
        RsaNumbers numbers = numbers(JsonText.objectOf(object.get(PRIVATE)));
        if (object.containsKey(PUBLIC)) {
            Map<String, Object> publicKey = JsonText.objectOf(object.get(PUBLIC));
            if (!number(publicKey, "n").equals(numbers.asn1().getModulus())
                    || !number(publicKey, "e").equals(numbers.asn1().getPublicExponent())) {
                throw new InvalidValueException("private key file", "holds halves of different pairs");
            }
        }
        return numbers;
    }

    private static RsaNumbers numbers(Map<String, Object> jwk) {
        if (!"RSA".equals(jwk.get("kty"))) {
            throw new InvalidValueException("private key file", "is not the JSON of an RSA key");
        }
        return RsaNumbers.of(new RSAPrivateKey(
                number(jwk, "n"),
                number(jwk, "e"),
                number(jwk, "d"),
                number(jwk, "p"),
                number(jwk, "q"),
                number(jwk, "dp"),
                number(jwk, "dq"),
                number(jwk, "qi")));
    }

    private static BigInteger number(Map<String, Object> jwk, String name) {
        if (!(jwk.get(name) instanceof String digits) || digits.isEmpty()) {
            throw new InvalidValueException("private key file", "lacks the number " + name);
        }
        try {
            return new BigInteger(1, Base64.getUrlDecoder().decode(digits));
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
