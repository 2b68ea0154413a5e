package io.keyholder.testkit.internal;

import io.keyholder.domain.credential.TotpSecret;
import java.time.Instant;
import java.util.List;

/**
 * A code known to be right at a moment, after RFC 6238 appendix B, whose keys for SHA-256 and SHA-512 are 32 and 64
 * bytes.
 */
public record OneTimePasswordVectors(TotpSecret secret, String code, Instant now) {
    public static final int STEP_SECONDS = 30;

    /** The ASCII digits 12345678901234567890. */
    public static final String KEY_OF_20_BYTES = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    /** The same digits, going on to 32. */
    public static final String KEY_OF_32_BYTES = KEY_OF_20_BYTES + "GEZDGNBVGY3TQOJQGEZA";
    /** The same digits, going on to 64. */
    static final String KEY_OF_64_BYTES = KEY_OF_20_BYTES + KEY_OF_20_BYTES + KEY_OF_20_BYTES + "GEZDGNA";

    /** The secret of RFC 4226 appendix D. */
    public static final TotpSecret SHA1_6 = TotpSecret.of(KEY_OF_20_BYTES);

    public static final List<OneTimePasswordVectors> RFC_6238 = List.of(
            sha1("94287082", 59),
            sha1("07081804", 1111111109),
            sha1("14050471", 1111111111),
            sha1("89005924", 1234567890),
            sha1("69279037", 2000000000),
            sha1("65353130", 20000000000L),
            sha256("46119246", 59),
            sha256("68084774", 1111111109),
            sha256("67062674", 1111111111),
            sha256("91819424", 1234567890),
            sha256("90698825", 2000000000),
            sha256("77737706", 20000000000L),
            sha512("90693936", 59),
            sha512("25091201", 1111111109),
            sha512("99943326", 1111111111),
            sha512("93441116", 1234567890),
            sha512("38618901", 2000000000),
            sha512("47863826", 20000000000L));

    /** Stored forms of one secret, as people and programs write it. */
    public static final List<String> SPELLINGS_OF_SHA1_6 = List.of(
            KEY_OF_20_BYTES,
            " " + KEY_OF_20_BYTES + "\n",
            "gezd gnbv gy3t qojq gezd gnbv gy3t qojq",
            "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ",
            "\uFEFFGEZDGNBVGY3TQOJQ\u00A0GEZDGNBVGY3TQOJQ\u200B",
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ====",
            "SHA1:6:" + KEY_OF_20_BYTES,
            "SHA-1:6:gezd gnbvgy3tqojq gezdgnbvgy3tqojq",
            "hmacsha1:6:" + KEY_OF_20_BYTES,
            "otpauth://totp/Practice:mary?secret=" + KEY_OF_20_BYTES,
            "otpauth://totp/Practice%3Amary?issuer=Practice&secret=gezdgnbvgy3tqojqgezdgnbvgy3tqojq&algorithm=SHA1",
            "otpauth://totp/mary?digits=6&period=30&secret=GEZD%20GNBVGY3TQOJQGEZDGNBVGY3TQOJQ%3D%3D"
                    + "&algorithm=HmacSHA1",
            "OTPAUTH://TOTP/?SECRET=" + KEY_OF_20_BYTES);

    /** Stored forms that no one may get in with. */
    public static final List<String> UNREADABLE = List.of(
            "*",
            "A",
            "JBSWY3DP",
            "0189" + KEY_OF_20_BYTES,
            KEY_OF_20_BYTES + "!",
            "SHA1:" + KEY_OF_20_BYTES,
            "SHA1:6:",
            "SHA1:7:" + KEY_OF_20_BYTES,
            "SHA1:60:" + KEY_OF_20_BYTES,
            "SHA1:-6:" + KEY_OF_20_BYTES,
            "SHA1:٦:" + KEY_OF_20_BYTES,
            "MD5:6:" + KEY_OF_20_BYTES,
            "SHA3:6:" + KEY_OF_20_BYTES,
            ":6:" + KEY_OF_20_BYTES,
            "SHA1:6:6:" + KEY_OF_20_BYTES,
            "7:" + KEY_OF_20_BYTES,
            "otpauth://hotp/mary?counter=1&secret=" + KEY_OF_20_BYTES,
            "otpauth://totp/mary?secret=",
            "otpauth://totp/mary?secret=JBSWY3DP",
            "otpauth://totp/mary?digits=7&secret=" + KEY_OF_20_BYTES,
            "otpauth://totp/mary?period=0&secret=" + KEY_OF_20_BYTES,
            "otpauth://totp/mary?algorithm=MD5&secret=" + KEY_OF_20_BYTES,
            "otpauth://totp/mary",
            "sealed1:0123456789abcdef:" + KEY_OF_20_BYTES);

    private static OneTimePasswordVectors sha1(String code, long seconds) {
        return of("SHA1:8:" + KEY_OF_20_BYTES, code, seconds);
    }

    private static OneTimePasswordVectors sha256(String code, long seconds) {
        return of("SHA256:8:" + KEY_OF_32_BYTES, code, seconds);
    }

    private static OneTimePasswordVectors sha512(String code, long seconds) {
        return of("SHA512:8:" + KEY_OF_64_BYTES, code, seconds);
    }

    private static OneTimePasswordVectors of(String secret, String code, long seconds) {
        return new OneTimePasswordVectors(TotpSecret.of(secret), code, Instant.ofEpochSecond(seconds));
    }
}
