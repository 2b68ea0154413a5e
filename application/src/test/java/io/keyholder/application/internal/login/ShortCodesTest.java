package io.keyholder.application.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShortCodesTest {
    /** 250 is the largest multiple of ten that a byte holds: 250 to 255 would make 0 to 5 likelier than 6 to 9. */
    @Test
    void bytesThatWouldFavourLowDigitsAreThrownAway() {
        AtomicInteger next = new AtomicInteger(244);

        String code = ShortCodes.fresh(count -> new byte[] {(byte) next.getAndIncrement()}, 8);

        assertThat(code).as("of the bytes 244 to 249, then 0 and 1").isEqualTo("45678901");
    }
}
