package io.keyholder.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RecoveryKeyProperties {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    /** Bytes 0 to 31; the Base32 as {@code python3 -c 'import base64; base64.b32encode(bytes(range(32)))'} gives it. */
    private static final String ICURE_KEY = "AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPQ";

    @Example
    void isKnownByTheNameAndTheBase32ThatIcureGivesIt() {
        RecoveryKey key = known();
        assertThat(key.revealForIcure()).isEqualTo(ICURE_KEY);
        // printf of the 32 bytes | sha256sum
        assertThat(key.name()).isEqualTo("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
    }

    /**
     * Printed on paper, it must never change. The letters are those of another program, written in Python from the
     * description.
     */
    @Example
    void keepsItsForm() {
        assertThat(known().reveal())
                .matches("([A-Z2-7]{5}-){13}[A-Z2-7]{5}")
                .startsWith("AAAQ")
                .isEqualTo("AAAQF-EAYEM-AUDA7-OCAJ2-BIFQP-YDIO5-B4IBK-CEQTO-CQKRT-MFYYA-DENBJ-WHA5L-DYPQ3-MMG4Z");
    }

    @Property(tries = 100)
    void isReadAsItWasWrittenInEveryForm(@ForAll("keys") RecoveryKey key, @ForAll("between") String between) {
        String groups = key.reveal();
        for (String text : List.of(
                groups,
                groups.replace("-", ""),
                groups.replace("-", between),
                groups.toLowerCase(Locale.ROOT),
                groups.replace('O', '0').replace('B', '8'),
                key.revealForIcure(),
                key.revealForIcure() + "====",
                HexFormat.of().formatHex(key.bytes()),
                HexFormat.ofDelimiter(" ").withUpperCase().formatHex(key.bytes()))) {
            assertThat(read(text)).as(text.length() + " characters").isEqualTo(key);
        }
    }

    @Property(tries = 100)
    void readsEachOneAsWhatItWas(@ForAll("keys") RecoveryKey key, @ForAll @IntRange(max = 69) int position) {
        StringBuilder letters = new StringBuilder(key.reveal().replace("-", ""));
        char letter = letters.charAt(position);
        if (letter == 'I' || letter == 'L') {
            letters.setCharAt(position, '1');
        }
        assertThat(read(letters)).isEqualTo(key);
    }

    @Property(tries = 200)
    void locatesEveryWrongLetter(
            @ForAll("keys") RecoveryKey key,
            @ForAll @IntRange(max = 69) int position,
            @ForAll @IntRange(min = 1, max = 31) int difference) {
        StringBuilder letters = new StringBuilder(key.reveal().replace("-", ""));
        int wrong = (ALPHABET.indexOf(letters.charAt(position)) + difference) % ALPHABET.length();
        letters.setCharAt(position, ALPHABET.charAt(wrong));
        assertThat(RecoveryKey.read(letters)).isEqualTo(mistyped(position / 5 + 1));
    }

    @Property(tries = 100)
    void locatesLettersThatChangedPlaces(
            @ForAll("keys") RecoveryKey key,
            @ForAll @IntRange(max = 13) int group,
            @ForAll @IntRange(max = 4) int first,
            @ForAll @IntRange(max = 4) int second) {
        char[] letters = key.reveal().replace("-", "").toCharArray();
        char moved = letters[5 * group + first];
        letters[5 * group + first] = letters[5 * group + second];
        letters[5 * group + second] = moved;
        String text = new String(letters);
        assertThat(RecoveryKey.read(text))
                .isEqualTo(
                        text.equals(key.reveal().replace("-", ""))
                                ? new RecoveryKeyReading.Read(key)
                                : mistyped(group + 1));
    }

    @Property(tries = 100)
    void locatesGroupsThatChangedPlaces(
            @ForAll("keys") RecoveryKey key,
            @ForAll @IntRange(max = 12) int first,
            @ForAll @IntRange(max = 13) int second) {
        List<String> groups = Arrays.asList(groupsOf(key));
        Collections.swap(groups, first, second);
        assertThat(RecoveryKey.read(String.join(" ", groups)))
                .isEqualTo(
                        first == second
                                ? new RecoveryKeyReading.Read(key)
                                : mistyped(Math.min(first, second) + 1, Math.max(first, second) + 1));
    }

    @Property(tries = 50)
    void locatesLettersTooFewAndTooManyByTheirGroup(
            @ForAll("keys") RecoveryKey key, @ForAll @IntRange(max = 13) int group) {
        String[] groups = groupsOf(key);
        String whole = groups[group];
        for (String typed :
                List.of(whole.substring(1), whole + "A", whole.substring(0, 2) + "é" + whole.substring(3))) {
            groups[group] = typed;
            assertThat(RecoveryKey.read(String.join("-", groups))).isEqualTo(mistyped(group + 1));
        }
    }

    /** Errors that each check letter misses, one in 32 of those in two letters, are found by the whole. */
    @Property(tries = 100)
    void findsWhatTheCheckLettersMiss(@ForAll("keys") RecoveryKey key, @ForAll("keys") RecoveryKey other) {
        String[] mixed = groupsOf(key);
        mixed[0] = groupsOf(other)[0];
        mixed[7] = groupsOf(other)[7];
        RecoveryKeyReading reading = RecoveryKey.read(String.join("-", mixed));
        assertThat(reading instanceof RecoveryKeyReading.Inconsistent || key.equals(other))
                .isTrue();
    }

    @Property(tries = 100)
    void readsAnythingWithoutFailing(@ForAll String text) {
        assertThat(RecoveryKey.read(text)).isNotNull();
    }

    @Example
    void saysHowLongATextOfNoFormIs() {
        assertThat(RecoveryKey.read("")).isEqualTo(new RecoveryKeyReading.WrongLength(0));
        assertThat(RecoveryKey.read("ABC-DEF")).isEqualTo(new RecoveryKeyReading.WrongLength(6));
        assertThat(RecoveryKey.read("A".repeat(1_001))).isEqualTo(new RecoveryKeyReading.WrongLength(1_001));
    }

    @Example
    void locatesWrongLettersInTheFormsOfIcure() {
        assertThat(RecoveryKey.read("1" + ICURE_KEY.substring(1))).isEqualTo(mistyped(1));
        assertThat(RecoveryKey.read(ICURE_KEY.substring(0, 51) + "R")).isEqualTo(mistyped(13));
        assertThat(RecoveryKey.read("00g0".repeat(16)))
                .isEqualTo(new RecoveryKeyReading.Mistyped(
                        java.util.stream.IntStream.rangeClosed(1, 16).boxed().toList()));
        assertThat(RecoveryKey.read("\u00b2" + "0".repeat(63))).isEqualTo(mistyped(1));
    }

    /** Bits that belong to no byte would give one key two spellings. */
    @Example
    void refusesBitsThatBelongToNoByte() {
        String groups = known().reveal();
        String changed = groups.replace("DYPQ3", "DYPRZ");
        assertThat(RecoveryKey.read(changed)).isEqualTo(mistyped(13));
    }

    @Example
    void isSilentAndWipeable() {
        RecoveryKey key = known();
        assertThat(key.toString()).isEqualTo("RecoveryKey[hidden]");
        assertThat(RecoveryKey.read(key.reveal()).toString()).doesNotContain("AAAQ");
        key.close();
        assertThatThrownBy(key::bytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(key::reveal).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(key::name).isInstanceOf(IllegalStateException.class);
        assertThat(key).isNotEqualTo(known());
        assertThatThrownBy(() -> RecoveryKey.of(new byte[31])).isInstanceOf(InvalidValueException.class);
    }

    @Example
    void copiesItsBytesInAndOut() {
        byte[] bytes = new byte[32];
        RecoveryKey key = RecoveryKey.of(bytes);
        bytes[0] = 1;
        key.bytes()[1] = 1;
        assertThat(key).isEqualTo(RecoveryKey.of(new byte[32]));
        try (ContentKey content = key.asContentKey()) {
            assertThat(content).isEqualTo(ContentKey.of(new byte[32]));
        }
    }

    @Provide
    Arbitrary<RecoveryKey> keys() {
        return Arbitraries.bytes().array(byte[].class).ofSize(32).map(RecoveryKey::of);
    }

    @Provide
    Arbitrary<String> between() {
        return Arbitraries.of(" ", "  ", "\n", " - ", "\u2013", "\u00a0", "\t", ".", "_", "\u2010");
    }

    private static RecoveryKey known() {
        byte[] bytes = new byte[32];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) index;
        }
        return RecoveryKey.of(bytes);
    }

    private static RecoveryKey read(CharSequence text) {
        RecoveryKeyReading reading = RecoveryKey.read(text);
        assertThat(reading).isInstanceOf(RecoveryKeyReading.Read.class);
        return ((RecoveryKeyReading.Read) reading).key();
    }

    private static String[] groupsOf(RecoveryKey key) {
        return key.reveal().split("-", -1);
    }

    private static RecoveryKeyReading mistyped(Integer... groups) {
        return new RecoveryKeyReading.Mistyped(List.of(groups));
    }
}
