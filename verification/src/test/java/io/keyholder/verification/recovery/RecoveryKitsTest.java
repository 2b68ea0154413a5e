package io.keyholder.verification.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.application.recovery.RecoveryKit;
import io.keyholder.application.recovery.RecoveryKits;
import io.keyholder.application.recovery.RecoveryResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.RecoveryKeyReading;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

class RecoveryKitsTest {
    private final RecoveryKits kits = new RecoveryKits(BouncyCastleCrypto.create());

    @Property(tries = 10)
    void recoversThePairFromFileAndPrintedKey(@ForAll KeyPadding padding) {
        try (EncryptionKeyPair pair = TestKeyPairs.mary(padding);
                RecoveryKit kit = kits.make(pair)) {
            RecoveryResult result = kits.recover(kit.file(), typed(kit.key().reveal()));
            assertThat(result).isInstanceOf(RecoveryResult.Recovered.class);
            try (EncryptionKeyPair recovered = ((RecoveryResult.Recovered) result).pair()) {
                assertThat(recovered).isEqualTo(pair);
            }
            assertThat(pair.privateKey().pkcs8()).isNotEmpty();
        }
    }

    @Example
    void namesTheFileAsIcureNamesItsRecoveryDocument() {
        try (RecoveryKit kit = kits.make(TestKeyPairs.mary())) {
            assertThat(kit.fileName()).isEqualTo(kit.key().name() + ".recovery").matches("[0-9a-f]{64}\\.recovery");
        }
    }

    @Example
    void saysWhichKeyAFileNeeds() {
        try (RecoveryKit kit = kits.make(TestKeyPairs.mary());
                RecoveryKit other = kits.make(TestKeyPairs.mary())) {
            assertThat(kits.recover(kit.file(), other.key()))
                    .isEqualTo(new RecoveryResult.WrongKit(kit.key().name()));
        }
    }

    @Property(tries = 100)
    void noticesEveryChangedCharacter(
            @ForAll @IntRange(max = 10_000) int position, @ForAll @CharRange(from = ' ', to = '~') char replacement) {
        try (RecoveryKit kit = kits.make(TestKeyPairs.mary())) {
            byte[] file = kit.file();
            byte[] changed = Damage.at(file, position, replacement);
            RecoveryResult result = kits.recover(changed, kit.key());
            if (isTheSame(file, changed)) {
                assertThat(result).isInstanceOf(RecoveryResult.Recovered.class);
            } else {
                assertThat(result).isInstanceOf(RecoveryResult.Damaged.class);
            }
        }
    }

    /** What the checksum is no help against: nothing of the file can be put in another's place. */
    @Property(tries = 100)
    void noticesEveryForgery(@ForAll @IntRange(max = 10_000) int position) {
        try (RecoveryKit kit = kits.make(TestKeyPairs.mary())) {
            assertThat(kits.recover(Damage.forged(kit.file(), position), kit.key()))
                    .isInstanceOfAny(RecoveryResult.Damaged.class, RecoveryResult.WrongKit.class);
        }
    }

    @Property(tries = 30)
    void noticesACutFile(@ForAll @IntRange(max = 1_500) int length) {
        try (RecoveryKit kit = kits.make(TestKeyPairs.mary())) {
            assertThat(kits.recover(Arrays.copyOf(kit.file(), length), kit.key()))
                    .isInstanceOf(RecoveryResult.Damaged.class);
        }
    }

    @Example
    void readsAFileThatWentThroughMail() {
        try (RecoveryKit kit = kits.make(TestKeyPairs.mary())) {
            String mail = "Dear me,\r\n\r\n" + new String(kit.file(), StandardCharsets.US_ASCII).replace("\n", "\r\n")
                    + "\r\nYours";
            assertThat(kits.recover(mail.getBytes(StandardCharsets.US_ASCII), kit.key()))
                    .isInstanceOf(RecoveryResult.Recovered.class);
            assertThat(kits.recover(new byte[200_000], kit.key())).isInstanceOf(RecoveryResult.Damaged.class);
            assertThat(kits.recover(new byte[0], kit.key()).toString()).contains("KEYHOLDER RECOVERY KIT");
        }
    }

    @Example
    void makesNoKitOfHalvesThatDoNotFit() {
        EncryptionKeyPair mixed = new EncryptionKeyPair(
                TestKeyPairs.mary().publicKey(), TestKeyPairs.john().privateKey());
        assertThatThrownBy(() -> kits.make(mixed)).isInstanceOf(InvalidValueException.class);
    }

    @Example
    void hidesTheKeyAndIsWiped() {
        EncryptionKeyPair pair = TestKeyPairs.mary();
        RecoveryKit kit = kits.make(pair);
        String file = new String(kit.file(), StandardCharsets.US_ASCII);
        assertThat(file)
                .doesNotContain(
                        HexFormat.of().formatHex(pair.privateKey().pkcs8()).substring(100, 140));
        assertThat(kit).hasToString("RecoveryKit[hidden]");
        kit.close();
        assertThatThrownBy(() -> kit.key().reveal()).isInstanceOf(IllegalStateException.class);
    }

    private static RecoveryKey typed(String text) {
        return ((RecoveryKeyReading.Read) RecoveryKey.read(text)).key();
    }

    /** White space is of no account, and nor is text around. */
    private static boolean isTheSame(byte[] file, byte[] changed) {
        return stripped(file).equals(stripped(changed));
    }

    private static String stripped(byte[] file) {
        return new String(file, StandardCharsets.US_ASCII).replaceAll("\\s", "");
    }
}
