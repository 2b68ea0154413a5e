package io.keyholder.adapters.crypto.internal.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.kdf.Pbkdf2KeyDerivation;
import io.keyholder.adapters.crypto.internal.kdf.Scrypt;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.SealingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers that standards give, asked of our own code. Those of RFC 4648, 4226 and 6238 stand with what they are about.
 */
class KnownAnswersTest {
    /** NIST SP 800-38A, F.2.5: AES-256 in CBC mode. */
    private static final byte[] CBC_KEY = hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");

    private static final byte[] CBC_IV = hex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] CBC_PLAIN = hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
    private static final byte[] CBC_CIPHER = hex("f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
            + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b");

    /** Test case 14 of McGrew and Viega's GCM, with AES-256: the key, the nonce and the text are zero. */
    private static final byte[] GCM_CIPHER = hex("cea7403d4d606b6e074ec5d3baf39d18");

    @Test
    void enciphersIcuresFormAsNistDoes() {
        AesContentCipher cipher = new AesContentCipher(count -> CBC_IV.clone());
        try (ContentKey key = ContentKey.of(CBC_KEY)) {
            byte[] sealed = cipher.sealUnauthenticated(CBC_PLAIN, key);
            assertThat(Arrays.copyOf(sealed, 16 + CBC_CIPHER.length)).isEqualTo(joined(CBC_IV, CBC_CIPHER));
            assertThat(sealed).as("a block of padding follows").hasSize(16 + CBC_CIPHER.length + 16);
            assertThat(cipher.openUnauthenticated(sealed, key)).isEqualTo(CBC_PLAIN);
        }
    }

    /** The first of several chunks has the nonce zero when the prefix is. */
    @Test
    void enciphersChunksAsGcmDoes() throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        new SealedChunks(new byte[32], new byte[SealedHeader.NONCE_PREFIX_BYTES])
                .seal(new ByteArrayInputStream(new byte[SealedChunks.CHUNK_BYTES + 1]), sealed);
        assertThat(Arrays.copyOf(sealed.toByteArray(), GCM_CIPHER.length)).isEqualTo(GCM_CIPHER);
    }

    /** RFC 5869, sections 2.2 and 2.3, with the platform's HMAC. */
    @Test
    void derivesTheKeysOfAMessageAsHkdfDoes() throws GeneralSecurityException {
        byte[] secret = hex("0b".repeat(32));
        byte[] header = {1, 2, 3};
        byte[] info = joined(
                "keyholder sealed data 1".getBytes(StandardCharsets.US_ASCII),
                MessageDigest.getInstance("SHA-256").digest(header),
                "rapport é".getBytes(StandardCharsets.UTF_8));
        byte[] extracted = hmac(new byte[32], secret);
        byte[] first = hmac(extracted, joined(info, new byte[] {1}));
        byte[] second = hmac(extracted, joined(first, info, new byte[] {2}));
        try (ContentKey key = ContentKey.of(secret);
                MessageKeys keys = MessageKeys.derive(key, header, new SealingContext("rapport é"))) {
            assertThat(keys.chunkKey()).isEqualTo(first);
            assertThat(keys.commitment()).isEqualTo(second);
        }
    }

    /** RFC 7914, section 11. */
    @ParameterizedTest
    @CsvSource({
        "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc",
        "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
    })
    void derivesKeysOfFilesAsPbkdf2Does(String password, String salt, int iterations, String expected) {
        byte[] derived = new Pbkdf2KeyDerivation(iterations).derive(utf8(password), utf8(salt));
        assertThat(derived).isEqualTo(hex(expected));
    }

    /** RFC 7914, section 12. */
    @ParameterizedTest
    @CsvSource({
        "'', '', 16, 1, 1, 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442",
        "password, NaCl, 1024, 8, 16, fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162",
        "pleaseletmein, SodiumChloride, 16384, 8, 1, 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    })
    void derivesKeysOfFilesAsScryptDoes(
            String password, String salt, int cost, int blockSize, int parallelization, String expected) {
        byte[] derived = new Scrypt(utf8(salt), cost, blockSize, parallelization).derive(utf8(password), 32);
        assertThat(derived).isEqualTo(hex(expected));
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
