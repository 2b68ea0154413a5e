package io.keyholder.verification.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.recovery.KeyTransfer;
import io.keyholder.application.recovery.TransferOffer;
import io.keyholder.application.recovery.TransferRequest;
import io.keyholder.application.recovery.TransferResult;
import io.keyholder.application.recovery.TransferSealing;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever a carrier does to a key on its way to a new device, it arrives as it was or not at all. */
class KeyTransferProperties {
    private static final KeyTransfer TRANSFER =
            new KeyTransfer(BouncyCastleCrypto.create(CryptoOptions.defaults().icureCompatible()));

    @Property(tries = 15)
    void arrivesAsItWasAndOnce(
            @ForAll KeyPadding padding, @ForAll boolean isUpperCase, @ForAll @IntRange(max = 10_000) int place) {
        try (EncryptionKeyPair pair = TestKeyPairs.mary(padding);
                TransferOffer offer = TRANSFER.offer()) {
            TransferRequest scanned =
                    TransferRequest.read(offer.request().text()).orElseThrow();
            String shown = offer.request().comparison();
            byte[] sealed = sealed(pair, scanned, isUpperCase ? shown.toUpperCase(Locale.ROOT) : shown);
            byte[] changed = sealed.clone();
            changed[place % changed.length] ^= 1;
            byte[] cut = Arrays.copyOf(sealed, place % sealed.length);
            for (byte[] arrived : List.of(changed, cut)) {
                assertThat(offer.receive(arrived, List.of(pair.publicKey())))
                        .isEqualTo(new TransferResult.Unopenable());
            }
            assertThat(offer.receive(sealed, List.of(TestKeyPairs.john().publicKey())))
                    .isInstanceOf(TransferResult.ForeignKey.class);
            assertThat(offer.receive(sealed, List.of(pair.publicKey()))).isEqualTo(new TransferResult.Received(pair));
        }
    }

    @Property(tries = 100)
    void isSealedForNoRequestThatAnyOtherLettersAreReadFor(
            @ForAll @StringLength(max = 40) String typed, @ForAll @IntRange(max = 23) int place) {
        TransferRequest request = Requests.ONE;
        String letters = request.comparison().replace(" ", "");
        char other = letters.charAt(place) == '0' ? '1' : '0';
        String oneOff = letters.substring(0, place) + other + letters.substring(place + 1);
        for (String wrong : List.of(typed, oneOff, letters.substring(0, place), letters + letters.charAt(place))) {
            try (EncryptionKeyPair pair = TestKeyPairs.mary()) {
                assertThat(TRANSFER.seal(pair, request, wrong)).isEqualTo(new TransferSealing.NotConfirmed());
            }
        }
    }

    private static byte[] sealed(EncryptionKeyPair pair, TransferRequest request, String comparison) {
        return ((TransferSealing.Sealed) TRANSFER.seal(pair, request, comparison)).bytes();
    }

    /** Made once, because a request needs a pair. */
    private static final class Requests {
        static final TransferRequest ONE = TRANSFER.offer().request();
    }
}
