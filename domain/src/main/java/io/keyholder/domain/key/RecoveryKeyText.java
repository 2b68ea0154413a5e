package io.keyholder.domain.key;

import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.internal.Digests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recovery keys in letters. Base32 of RFC 4648 holds 256 bits in 52 letters, four bits being left over; four letters
 * and a check letter are a group, and a 14th group holds the first 20 bits of the SHA-256 of the key.
 *
 * <p>The check letter is a sum over the field of 32 elements, each letter weighted by another power of a generator and
 * the place of the group added: any one wrong letter, any two letters of a group that changed places, and any two
 * groups that did are found, always. Stateless; wipes its arrays, texts cannot be wiped.
 */
final class RecoveryKeyText {
    /** The longest text that is looked at, in UTF-16 units. */
    private static final int MAX_LENGTH = 1_000;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS_PER_LETTER = 5;
    private static final int LETTER_MASK = 31;
    private static final int KEY_LETTERS = 52;
    private static final int HEX_DIGITS = 2 * RecoveryKey.SIZE_BYTES;
    private static final int DATA_PER_GROUP = 4;
    private static final int GROUP_LETTERS = DATA_PER_GROUP + 1;
    private static final int KEY_GROUPS = KEY_LETTERS / DATA_PER_GROUP;
    private static final int GROUPS = KEY_GROUPS + 1;
    private static final int LETTERS = GROUPS * GROUP_LETTERS;
    private static final int SPARE_BITS = KEY_LETTERS * BITS_PER_LETTER - RecoveryKey.SIZE_BYTES * Byte.SIZE;
    /** x^5 + x^2 + 1, which is primitive. */
    private static final int FIELD_POLYNOMIAL = 0b100101;

    private static final int UNREADABLE = -1;
    private static final int HEX_RADIX = 16;
    private static final int CHECKSUM_HEX_DIGITS = DATA_PER_GROUP * BITS_PER_LETTER / 4;

    private RecoveryKeyText() {}

    static String base32(byte[] key) {
        StringBuilder text = new StringBuilder(KEY_LETTERS);
        int[] values = valuesOf(key);
        for (int value : values) {
            text.append(ALPHABET.charAt(value));
        }
        Arrays.fill(values, 0);
        return text.toString();
    }

    static String groups(byte[] key) {
        int[] data = Arrays.copyOf(valuesOf(key), GROUPS * DATA_PER_GROUP);
        System.arraycopy(checksumOf(key), 0, data, KEY_LETTERS, DATA_PER_GROUP);
        StringBuilder text = new StringBuilder(LETTERS + GROUPS);
        for (int group = 0; group < GROUPS; group++) {
            text.append(group == 0 ? "" : "-");
            int[] members = Arrays.copyOfRange(data, group * DATA_PER_GROUP, (group + 1) * DATA_PER_GROUP);
            for (int value : members) {
                text.append(ALPHABET.charAt(value));
            }
            text.append(ALPHABET.charAt(checkOf(members, group)));
        }
        Arrays.fill(data, 0);
        return text.toString();
    }

    static RecoveryKeyReading read(CharSequence text) {
        if (text.length() > MAX_LENGTH) {
            return new RecoveryKeyReading.WrongLength(text.length());
        }
        char[] spaced = CopiedText.spaced(text);
        List<char[]> words = wordsOf(spaced);
        Arrays.fill(spaced, '\0');
        char[] letters = joined(words);
        try {
            if (letters.length == HEX_DIGITS) {
                return readHex(letters);
            }
            if (letters.length == KEY_LETTERS) {
                return readBase32(letters);
            }
            if (words.size() == GROUPS) {
                return readGroups(words);
            }
            return letters.length == LETTERS
                    ? readGroups(cut(letters))
                    : new RecoveryKeyReading.WrongLength(letters.length);
        } finally {
            Arrays.fill(letters, '\0');
            words.forEach(word -> Arrays.fill(word, '\0'));
        }
    }

    private static RecoveryKeyReading readHex(char[] digits) {
        byte[] key = new byte[RecoveryKey.SIZE_BYTES];
        List<Integer> wrong = new ArrayList<>();
        for (int index = 0; index < digits.length; index++) {
            int value = digits[index] < 0x80 ? Character.digit(digits[index], HEX_RADIX) : UNREADABLE;
            if (value < 0) {
                addOnce(wrong, index / DATA_PER_GROUP + 1);
            }
            key[index / 2] = (byte) ((key[index / 2] << 4) | (value & 0xf));
        }
        return wrong.isEmpty() ? found(key) : new RecoveryKeyReading.Mistyped(wrong);
    }

    private static RecoveryKeyReading readBase32(char[] letters) {
        int[] values = new int[KEY_LETTERS];
        List<Integer> wrong = new ArrayList<>();
        for (int index = 0; index < KEY_LETTERS; index++) {
            values[index] = valueOf(letters[index]);
            if (values[index] == UNREADABLE) {
                addOnce(wrong, index / DATA_PER_GROUP + 1);
            }
        }
        if (hasSpareBits(values)) {
            addOnce(wrong, KEY_GROUPS);
        }
        return wrong.isEmpty() ? found(bytesOf(values)) : new RecoveryKeyReading.Mistyped(wrong);
    }

    private static RecoveryKeyReading readGroups(List<char[]> groups) {
        int[] data = new int[GROUPS * DATA_PER_GROUP];
        List<Integer> wrong = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            int[] members = membersOf(groups.get(group), group);
            if (members.length == DATA_PER_GROUP) {
                System.arraycopy(members, 0, data, group * DATA_PER_GROUP, DATA_PER_GROUP);
            } else {
                wrong.add(group + 1);
            }
        }
        if (!wrong.contains(KEY_GROUPS) && hasSpareBits(data)) {
            wrong.add(KEY_GROUPS);
        }
        if (!wrong.isEmpty()) {
            return new RecoveryKeyReading.Mistyped(wrong);
        }
        byte[] key = bytesOf(data);
        int[] checksum = Arrays.copyOfRange(data, KEY_LETTERS, data.length);
        if (!Arrays.equals(checksum, checksumOf(key))) {
            Arrays.fill(key, (byte) 0);
            return new RecoveryKeyReading.Inconsistent();
        }
        return found(key);
    }

    /** The four values of a group; none when it has not the one reading that fits. */
    private static int[] membersOf(char[] group, int place) {
        List<int[]> fitting = new ArrayList<>();
        if (group.length == GROUP_LETTERS) {
            for (int[] values : readingsOf(group)) {
                int[] members = Arrays.copyOf(values, DATA_PER_GROUP);
                if (checkOf(members, place) == values[DATA_PER_GROUP]) {
                    fitting.add(members);
                }
            }
        }
        return fitting.size() == 1 ? fitting.get(0) : new int[0];
    }

    /** All that the letters may mean: a 1 is an I or an L. None when one means nothing. */
    private static List<int[]> readingsOf(char[] group) {
        List<int[]> readings = new ArrayList<>();
        readings.add(new int[group.length]);
        for (int index = 0; index < group.length; index++) {
            int at = index;
            if (group[index] == '1') {
                List<int[]> others = readings.stream().map(int[]::clone).toList();
                readings.forEach(values -> values[at] = ALPHABET.indexOf('I'));
                others.forEach(values -> values[at] = ALPHABET.indexOf('L'));
                readings.addAll(others);
                continue;
            }
            int value = valueOf(group[index]);
            if (value == UNREADABLE) {
                return List.of();
            }
            readings.forEach(values -> values[at] = value);
        }
        return readings;
    }

    private static int valueOf(char letter) {
        return switch (letter) {
            case '0' -> ALPHABET.indexOf('O');
            case '8' -> ALPHABET.indexOf('B');
            default -> ALPHABET.indexOf(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
        };
    }

    private static int checkOf(int[] members, int place) {
        int sum = 0;
        for (int value : members) {
            sum = timesGenerator(sum ^ value);
        }
        return sum ^ place;
    }

    private static int timesGenerator(int value) {
        int doubled = value << 1;
        return doubled > LETTER_MASK ? doubled ^ FIELD_POLYNOMIAL : doubled;
    }

    private static int[] checksumOf(byte[] key) {
        int bits = Integer.parseInt(Digests.sha256Hex(key).substring(0, CHECKSUM_HEX_DIGITS), HEX_RADIX);
        int[] values = new int[DATA_PER_GROUP];
        for (int index = DATA_PER_GROUP - 1; index >= 0; index--) {
            values[index] = bits & LETTER_MASK;
            bits >>= BITS_PER_LETTER;
        }
        return values;
    }

    private static int[] valuesOf(byte[] key) {
        int[] values = new int[KEY_LETTERS];
        for (int bit = 0; bit < key.length * Byte.SIZE; bit++) {
            int isSet = key[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1;
            values[bit / BITS_PER_LETTER] |= isSet << (BITS_PER_LETTER - 1 - bit % BITS_PER_LETTER);
        }
        return values;
    }

    private static byte[] bytesOf(int[] values) {
        byte[] key = new byte[RecoveryKey.SIZE_BYTES];
        for (int bit = 0; bit < key.length * Byte.SIZE; bit++) {
            int isSet = values[bit / BITS_PER_LETTER] >> (BITS_PER_LETTER - 1 - bit % BITS_PER_LETTER) & 1;
            key[bit / Byte.SIZE] |= (byte) (isSet << (Byte.SIZE - 1 - bit % Byte.SIZE));
        }
        return key;
    }

    private static boolean hasSpareBits(int[] values) {
        return (values[KEY_LETTERS - 1] & ((1 << SPARE_BITS) - 1)) != 0;
    }

    private static RecoveryKeyReading found(byte[] key) {
        RecoveryKey read = RecoveryKey.of(key);
        Arrays.fill(key, (byte) 0);
        return new RecoveryKeyReading.Read(read);
    }

    private static List<char[]> wordsOf(char[] text) {
        List<char[]> words = new ArrayList<>();
        int start = 0;
        for (int index = 0; index <= text.length; index++) {
            if (index == text.length || isBetween(text[index])) {
                if (index > start) {
                    words.add(Arrays.copyOfRange(text, start, index));
                }
                start = index + 1;
            }
        }
        return words;
    }

    /** What people and programs put between letters; the padding of Base32 among it. */
    private static boolean isBetween(char letter) {
        return " -_.,:=".indexOf(letter) >= 0;
    }

    private static char[] joined(List<char[]> words) {
        char[] letters = new char[words.stream().mapToInt(word -> word.length).sum()];
        int end = 0;
        for (char[] word : words) {
            System.arraycopy(word, 0, letters, end, word.length);
            end += word.length;
        }
        return letters;
    }

    private static List<char[]> cut(char[] letters) {
        List<char[]> groups = new ArrayList<>();
        for (int start = 0; start < letters.length; start += GROUP_LETTERS) {
            groups.add(Arrays.copyOfRange(letters, start, start + GROUP_LETTERS));
        }
        return groups;
    }

    private static void addOnce(List<Integer> groups, int group) {
        if (!groups.contains(group)) {
            groups.add(group);
        }
    }
}
