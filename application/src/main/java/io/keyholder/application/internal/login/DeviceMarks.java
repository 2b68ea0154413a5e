package io.keyholder.application.internal.login;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.DeviceMark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and checks the marks of devices: a random device id, the second at which the mark expires, and the HMAC-SHA256
 * of both and of the user under a key of the user. Stateless.
 */
final class DeviceMarks {
    /** How many random bytes name a device. */
    static final int DEVICE_SIZE_BYTES = 16;

    private static final int MAC_SIZE_BYTES = 32;
    private static final int SIZE_BYTES = DEVICE_SIZE_BYTES + Long.BYTES + MAC_SIZE_BYTES;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] FOR_MARK = {1};
    private static final byte[] FOR_SOURCE = {2};

    private DeviceMarks() {}

    /**
     * A mark of a user's device.
     *
     * @param device {@value #DEVICE_SIZE_BYTES} bytes
     */
    static DeviceMark sign(byte[] key, UserId user, byte[] device, Instant expires) {
        byte[] named = ByteBuffer.allocate(DEVICE_SIZE_BYTES + Long.BYTES)
                .put(device)
                .putLong(expires.getEpochSecond())
                .array();
        byte[] mac = mac(key, FOR_MARK, named, utf8(user.value()));
        return DeviceMark.of(DeviceMark.PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ByteBuffer.allocate(SIZE_BYTES)
                                .put(named)
                                .put(mac)
                                .array()));
    }

    /** The device that a mark names; absent when the mark is not genuine or has expired. */
    static Optional<String> deviceOf(byte[] key, UserId user, DeviceMark mark, Instant now) {
        byte[] bytes = decoded(mark);
        if (bytes.length != SIZE_BYTES) {
            return Optional.empty();
        }
        byte[] named = Arrays.copyOf(bytes, DEVICE_SIZE_BYTES + Long.BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, named.length, SIZE_BYTES);
        boolean genuine = MessageDigest.isEqual(mac, mac(key, FOR_MARK, named, utf8(user.value())));
        long expires = ByteBuffer.wrap(named, DEVICE_SIZE_BYTES, Long.BYTES).getLong();
        return genuine && now.getEpochSecond() < expires
                ? Optional.of(HexFormat.of().formatHex(named, 0, DEVICE_SIZE_BYTES))
                : Optional.empty();
    }

    /** Under what a source is remembered, so that the record of a user does not show it. */
    static String digestOf(byte[] key, String source) {
        return HexFormat.of().formatHex(mac(key, FOR_SOURCE, utf8(source), new byte[0]));
    }

    private static byte[] decoded(DeviceMark mark) {
        try {
            return Base64.getUrlDecoder().decode(mark.reveal().substring(DeviceMark.PREFIX.length()));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static byte[] mac(byte[] key, byte[] purpose, byte[] first, byte[] second) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(purpose);
            mac.update(first);
            return mac.doFinal(second);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
