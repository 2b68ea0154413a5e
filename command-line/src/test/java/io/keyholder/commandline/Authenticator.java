package io.keyholder.commandline;

import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a person's authenticator does with an otpauth URI (RFC 6238), written without the code under test. */
final class Authenticator {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP_SECONDS = 30;

    private final Map<String, String> parameters;

    private Authenticator(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Authenticator scanning(String uri) {
        return new Authenticator(Arrays.stream(URI.create(uri).getQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1])));
    }

    String codeAt(Instant moment) {
        try {
            String algorithm = "Hmac" + parameters.getOrDefault("algorithm", "SHA1");
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(decode(parameters.get("secret")), algorithm));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(moment.getEpochSecond() / STEP_SECONDS)
                    .array());
            int offset = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            int digits = Integer.parseInt(parameters.getOrDefault("digits", "6"));
            String all = "%010d".formatted(number);
            return all.substring(all.length() - digits);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] decode(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int value = BASE32.indexOf(base32.charAt(bit / 5));
            if ((value >> (4 - bit % 5) & 1) == 1) {
                bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
        }
        return bytes;
    }
}
