package io.keyholder.domain.text;

import io.keyholder.domain.internal.Check;
import java.util.Map;

/**
 * A sentence for a person, which a host translates by its key. Holds no personal data. Immutable.
 *
 * @param key names the sentence and stays the same in every version, such as {@code password.tooShort}
 * @param numbers what the sentence counts, by the names that its documentation gives
 * @param english the sentence in English
 */
public record LocalizableText(String key, Map<String, Long> numbers, String english) {
    public LocalizableText {
        numbers = Check.map(numbers);
    }

    /** A sentence without numbers. */
    public static LocalizableText of(String key, String english) {
        return new LocalizableText(key, Map.of(), english);
    }
}
