package io.keyholder.verification.promise;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Pieces of the secret numbers of an RSA key in every form that a private key is written in: DER, iCure's hex, PEM and
 * Base64 at each offset, and the members of a JWK. A part of a key is enough to be found.
 */
final class Spellings {
    private static final int PIECE_BYTES = 18;

    private Spellings() {}

    static List<String> of(byte[] pkcs8) {
        List<String> spellings = new ArrayList<>();
        for (BigInteger number : secretNumbers(pkcs8)) {
            byte[] bytes = number.toByteArray();
            for (int start : List.of(2, bytes.length / 2)) {
                add(spellings, bytes, start);
            }
        }
        return spellings;
    }

    /** Whether some text holds one of them, broken into lines or not. */
    static boolean areIn(String text, List<String> spellings) {
        if (text.length() < PIECE_BYTES) {
            return false;
        }
        String joined = text.replace("\\n", "").replace("\r", "").replace("\n", "");
        return spellings.stream().anyMatch(piece -> text.contains(piece))
                || (!joined.equals(text) && spellings.stream().anyMatch(joined::contains));
    }

    private static void add(List<String> spellings, byte[] bytes, int start) {
        byte[] piece = Arrays.copyOfRange(bytes, start, start + PIECE_BYTES);
        String hex = HexFormat.of().formatHex(piece);
        spellings.addAll(List.of(new String(piece, StandardCharsets.ISO_8859_1), hex, hex.toUpperCase(Locale.ROOT)));
        for (int offset = 0; offset < 3; offset++) {
            byte[] aligned = Arrays.copyOfRange(bytes, start + offset, start + offset + PIECE_BYTES);
            spellings.add(Base64.getEncoder().encodeToString(aligned));
            spellings.add(Base64.getUrlEncoder().encodeToString(aligned));
        }
    }

    private static List<BigInteger> secretNumbers(byte[] pkcs8) {
        try {
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return List.of(
                    key.getPrivateExponent(),
                    key.getPrimeP(),
                    key.getPrimeQ(),
                    key.getPrimeExponentP(),
                    key.getPrimeExponentQ(),
                    key.getCrtCoefficient());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform reads RSA keys", impossible);
        }
    }
}
