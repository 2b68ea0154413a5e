package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time passwords that break one clause each. */
final class OneTimePasswordFaults {
    private OneTimePasswordFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("AcceptsTwoStepsAround", new AcceptsTwoStepsAround(), "acceptsTheStepBeforeAndAfterAndNoOther"),
                of("MissesEachTenthStep", new MissesEachTenthStep(), "computesTheVectorsOfRfc4226"),
                of("ReadsSecondsAsAnInt", new ReadsSecondsAsAnInt(), "computesTheVectorsOfRfc6238"),
                of("FailsBeforeTheEpoch", new FailsBeforeTheEpoch(), "doesNotFailAtTheEndsOfTime"),
                of("LeavesTheIssuerOut", new LeavesTheIssuerOut(), "givesAuthenticatorsAllTheyNeed"),
                of("ReadsSevenDigits", new ReadsSevenDigits(), "letsNobodyInWithAnUnreadableSecret"),
                of("MakesSecretsOf80Bits", new MakesSecretsOf80Bits(), "makesReadableSecretsOfAtLeast160Bits"),
                of("ReadsNoUri", new ReadsNoUri(), "readsASecretHoweverItIsWritten"),
                of("ReadsNoFormOfTwoParts", new ReadsNoFormOfTwoParts(), "readsEveryStoredForm"),
                of("TriesSha1Too", new TriesSha1Too(), "refusesTheVectorsOfOneAlgorithmUnderAnother"),
                of("StripsCodes", new StripsCodes(), "takesMalformedCodesForWrong"));
    }

    private static CryptoFault of(String name, OneTimePassword passwords, String clause) {
        return CryptoFault.of(name, OneTimePasswordContract.class, passwords, clause);
    }

    /** A secret as it is read. */
    private record ReadSecret(String algorithm, int digits, String base32) {}

    /** Right in everything. */
    static class PlainPasswords implements OneTimePassword {
        private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

        long window() {
            return 1;
        }

        long seconds(Instant now) {
            return now.getEpochSecond();
        }

        boolean isMissed(long step) {
            return step < 0;
        }

        String digits() {
            return "[68]";
        }

        int letters() {
            return 32;
        }

        boolean isForm(int parts) {
            return parts <= 3;
        }

        boolean isUri(String stored) {
            return stored.toLowerCase(Locale.ROOT).startsWith("otpauth://totp/");
        }

        List<String> algorithms(String own) {
            return List.of(own);
        }

        @Override
        public TotpSecret newSecret() {
            return TotpSecret.of(new SecureRandom()
                    .ints(letters(), 0, LETTERS.length())
                    .mapToObj(index -> LETTERS.substring(index, index + 1))
                    .collect(Collectors.joining("", "SHA256:6:", "")));
        }

        @Override
        public boolean isReadable(TotpSecret secret) {
            return read(secret.encoded()).isPresent();
        }

        @Override
        public OptionalLong matchingStep(TotpSecret secret, String code, Instant now) {
            ReadSecret readable = read(secret.encoded()).orElse(null);
            if (readable == null || !code.matches("[0-9]{" + readable.digits() + "}")) {
                return OptionalLong.empty();
            }
            long current = Math.floorDiv(seconds(now), 30L);
            for (long step = current - window(); step <= current + window(); step++) {
                for (String algorithm : algorithms(readable.algorithm())) {
                    if (!isMissed(step) && codeOf(readable, algorithm, step).equals(code)) {
                        return OptionalLong.of(step);
                    }
                }
            }
            return OptionalLong.empty();
        }

        @Override
        public String enrolmentUri(TotpSecret secret, String issuer, String account) {
            ReadSecret readable =
                    read(secret.encoded()).orElseThrow(() -> new InvalidValueException("secret", "cannot be read"));
            return "otpauth://totp/" + escaped(issuer) + ":" + escaped(account) + "?secret=" + readable.base32()
                    + "&issuer=" + escaped(issuer) + "&algorithm=" + readable.algorithm() + "&digits="
                    + readable.digits() + "&period=30";
        }

        private Optional<ReadSecret> read(String stored) {
            if (isUri(stored)) {
                Map<String, String> values = new HashMap<>(Map.of("algorithm", "SHA1", "digits", "6", "period", "30"));
                for (String parameter :
                        stored.substring(stored.indexOf('?') + 1).split("&", -1)) {
                    int equals = Math.max(parameter.indexOf('='), 0);
                    values.put(
                            parameter.substring(0, equals).toLowerCase(Locale.ROOT),
                            URLDecoder.decode(parameter.substring(equals), StandardCharsets.UTF_8)
                                    .substring(equals == 0 ? 0 : 1));
                }
                return values.getOrDefault("period", "").equals("30")
                        ? read(
                                values.getOrDefault("algorithm", ""),
                                values.getOrDefault("digits", ""),
                                values.getOrDefault("secret", ""))
                        : Optional.empty();
            }
            String[] parts = stored.split(":", -1);
            if (!isForm(parts.length)) {
                return Optional.empty();
            }
            return switch (parts.length) {
                case 1 -> read("SHA1", "6", parts[0]);
                case 2 -> read("SHA256", parts[0], parts[1]);
                default -> read(parts[0], parts[1], parts[2]);
            };
        }

        private Optional<ReadSecret> read(String algorithm, String digits, String base32) {
            String name = algorithm.toUpperCase(Locale.ROOT).replace("-", "").replaceFirst("^HMAC", "");
            String key = base32.toUpperCase(Locale.ROOT)
                    .replaceAll("[\\s\\u00a0\\ufeff\\u200b-]", "")
                    .replaceAll("=+$", "");
            boolean isReadable = Set.of("SHA1", "SHA256", "SHA512").contains(name)
                    && digits.matches(digits())
                    && key.matches("[A-Z2-7]{16,}");
            return isReadable ? Optional.of(new ReadSecret(name, Integer.parseInt(digits), key)) : Optional.empty();
        }

        private static String codeOf(ReadSecret secret, String algorithm, long step) {
            try {
                Mac mac = Mac.getInstance("Hmac" + algorithm);
                mac.init(new SecretKeySpec(decoded(secret.base32()), "RAW"));
                byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
                int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & 0x7fff_ffff;
                String padded = "0".repeat(10) + number;
                return padded.substring(padded.length() - secret.digits());
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        private static byte[] decoded(String base32) {
            byte[] bytes = new byte[base32.length() * 5 / 8];
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                int value = LETTERS.indexOf(base32.charAt(bit / 5)) >> (4 - bit % 5) & 1;
                bytes[bit / 8] |= (byte) (value << (7 - bit % 8));
            }
            return bytes;
        }

        private static String escaped(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    private static final class AcceptsTwoStepsAround extends PlainPasswords {
        @Override
        long window() {
            return 2;
        }
    }

    private static final class MissesEachTenthStep extends PlainPasswords {
        @Override
        boolean isMissed(long step) {
            return super.isMissed(step) || step % 10 == 9;
        }
    }

    private static final class ReadsSecondsAsAnInt extends PlainPasswords {
        @Override
        long seconds(Instant now) {
            return (int) super.seconds(now);
        }
    }

    private static final class FailsBeforeTheEpoch extends PlainPasswords {
        @Override
        long seconds(Instant now) {
            if (now.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException("before the epoch");
            }
            return super.seconds(now);
        }
    }

    private static final class LeavesTheIssuerOut extends PlainPasswords {
        @Override
        public String enrolmentUri(TotpSecret secret, String issuer, String account) {
            return super.enrolmentUri(secret, issuer, account).replaceFirst("&issuer=[^&]*", "");
        }
    }

    private static final class ReadsSevenDigits extends PlainPasswords {
        @Override
        String digits() {
            return "[678]";
        }
    }

    private static final class MakesSecretsOf80Bits extends PlainPasswords {
        @Override
        int letters() {
            return 16;
        }
    }

    private static final class ReadsNoUri extends PlainPasswords {
        @Override
        boolean isUri(String stored) {
            return false;
        }
    }

    private static final class ReadsNoFormOfTwoParts extends PlainPasswords {
        @Override
        boolean isForm(int parts) {
            return parts == 1 || parts == 3;
        }
    }

    private static final class TriesSha1Too extends PlainPasswords {
        @Override
        List<String> algorithms(String own) {
            return List.of(own, "SHA1");
        }
    }

    private static final class StripsCodes extends PlainPasswords {
        @Override
        public OptionalLong matchingStep(TotpSecret secret, String code, Instant now) {
            return super.matchingStep(secret, code.strip(), now);
        }
    }
}
