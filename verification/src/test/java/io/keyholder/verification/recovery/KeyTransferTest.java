package io.keyholder.verification.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.qr.QrCode;
import io.keyholder.application.recovery.KeyTransfer;
import io.keyholder.application.recovery.TransferOffer;
import io.keyholder.application.recovery.TransferRequest;
import io.keyholder.application.recovery.TransferResult;
import io.keyholder.application.recovery.TransferSealing;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KeyTransferTest {
    private final KeyTransfer transfer =
            new KeyTransfer(BouncyCastleCrypto.create(CryptoOptions.defaults().icureCompatible()));
    private final EncryptionKeyPair pair = TestKeyPairs.mary();
    private final List<EncryptionPublicKey> registered =
            List.of(TestKeyPairs.john().publicKey(), pair.publicKey());

    @Test
    void bringsTheKeyToTheNewDevice() {
        try (TransferOffer offer = transfer.offer()) {
            String shown = offer.request().comparison();
            TransferRequest scanned =
                    TransferRequest.read(offer.request().text()).orElseThrow();
            assertThat(scanned.comparison()).isEqualTo(shown).matches("([0-9a-f]{4} ){5}[0-9a-f]{4}");
            for (String typed : List.of(shown, shown.replace(" ", ""), shown.toUpperCase(Locale.ROOT))) {
                assertThat(transfer.seal(pair, scanned, typed)).isInstanceOf(TransferSealing.Sealed.class);
            }
            byte[] sealed = sealed(scanned, shown);
            assertThat(offer.receive(sealed, registered)).isEqualTo(new TransferResult.Received(pair));
            assertThatThrownBy(() -> offer.receive(sealed, registered)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void comparesLettersAsTheyAreTyped() {
        try (TransferOffer offer = transfer.offer()) {
            String shown = offer.request().comparison();
            for (String typed :
                    List.of(shown.toUpperCase(Locale.ROOT), shown.replace(' ', '\u2013'), "\uFEFF" + shown + "\n")) {
                assertThat(transfer.seal(pair, offer.request(), typed)).isInstanceOf(TransferSealing.Sealed.class);
            }
            assertThat(TransferRequest.read("\u200B" + offer.request().text() + "\u00A0\n"))
                    .isPresent();
        }
    }

    @Test
    void fitsIntoAQrCode() {
        KeyTransfer ofDefaultKeys = new KeyTransfer(BouncyCastleCrypto.create());
        try (TransferOffer offer = ofDefaultKeys.offer()) {
            assertThat(QrCode.of(offer.request().text()).png(2)).isNotEmpty();
        }
    }

    /** Whoever carries the request may put in his own; the letters of the new device do not fit it. */
    @Test
    void sealsForNobodyWhoPutsInHisOwnRequest() {
        try (TransferOffer offer = transfer.offer();
                TransferOffer carrier = transfer.offer()) {
            for (String typed : List.of(offer.request().comparison(), "", "0000")) {
                assertThat(transfer.seal(pair, carrier.request(), typed)).isEqualTo(new TransferSealing.NotConfirmed());
            }
        }
    }

    @Test
    void opensNothingThatIsNotForIt() {
        try (TransferOffer offer = transfer.offer();
                TransferOffer other = transfer.offer()) {
            byte[] forOther = sealed(other.request(), other.request().comparison());
            assertThat(offer.receive(forOther, registered)).isEqualTo(new TransferResult.Unopenable());
            byte[] changed = sealed(offer.request(), offer.request().comparison());
            changed[changed.length / 2] ^= 1;
            assertThat(offer.receive(changed, registered)).isEqualTo(new TransferResult.Unopenable());
            assertThat(offer.receive(new byte[0], registered)).isEqualTo(new TransferResult.Unopenable());
            byte[] own = sealed(offer.request(), offer.request().comparison());
            assertThat(offer.receive(own, registered)).isInstanceOf(TransferResult.Received.class);
        }
    }

    /** Anybody can seal for a request that he sees: what arrives must be the owner's. */
    @Test
    void takesNoKeyThatIsNotTheOwners() {
        try (TransferOffer offer = transfer.offer()) {
            byte[] sealed = sealed(offer.request(), offer.request().comparison());
            assertThat(offer.receive(sealed, List.of(TestKeyPairs.john().publicKey())))
                    .isEqualTo(new TransferResult.ForeignKey(
                            pair.publicKey().fingerprint().sha256()));
        }
    }

    @Test
    void readsNoDamagedRequest() {
        try (TransferOffer offer = transfer.offer()) {
            String text = offer.request().text();
            assertThat(TransferRequest.read(" " + text.substring(0, 70) + "\n" + text.substring(70) + "\n"))
                    .isPresent();
            for (int position = 0; position < text.length(); position += 13) {
                char other = text.charAt(position) == 'x' ? 'y' : 'x';
                String changed = text.substring(0, position) + other + text.substring(position + 1);
                assertThat(TransferRequest.read(changed)).isEmpty();
                assertThat(TransferRequest.read(text.substring(0, position))).isEmpty();
            }
            assertThat(TransferRequest.read("x".repeat(10_000))).isEmpty();
        }
    }

    @Test
    void isWipedOnClosing() {
        TransferOffer offer = transfer.offer();
        byte[] sealed = sealed(offer.request(), offer.request().comparison());
        offer.close();
        assertThatThrownBy(() -> offer.receive(sealed, registered)).isInstanceOf(IllegalStateException.class);
    }

    private byte[] sealed(TransferRequest request, String comparison) {
        return ((TransferSealing.Sealed) transfer.seal(pair, request, comparison)).bytes();
    }
}
