package io.keyholder.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserLimits;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.PermissionType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts that a person may see: each has a key of its own, and is a sentence. */
class LocalizableTextTest {
    private static final PermissionType BOOKING = PermissionType.of("BOOK_APPOINTMENT");

    @Test
    void everyTextIsASentenceUnderAKeyOfItsOwn() {
        List<LocalizableText> texts = Stream.of(
                        Arrays.stream(Refusal.Reason.values()).map(Refusal.Reason::text),
                        Arrays.stream(RefusalReason.values()).map(RefusalReason::text),
                        Arrays.stream(UserLimits.Limited.values())
                                .map(what -> new UserLimits.Excess(what, 6, 5).text()),
                        Stream.of(new Decision.NotGranted(BOOKING).text(), new Decision.OutOfScope(BOOKING).text()))
                .flatMap(each -> each)
                .toList();

        assertThat(texts).extracting(LocalizableText::key).doesNotHaveDuplicates();
        assertThat(texts)
                .allSatisfy(text -> assertThat(text.english()).matches("[A-Z][^\\n]*\\."))
                .allSatisfy(text -> assertThat(text.key()).matches("[a-z]+\\.[A-Za-z_]+"));
    }

    @Test
    void aLimitCarriesItsNumbers() {
        LocalizableText text = new UserLimits.Excess(UserLimits.Limited.PROPERTIES, 101, 100).text();
        assertThat(text.numbers()).isEqualTo(Map.of("wanted", 101L, "allowed", 100L));
        assertThat(text.english()).isEqualTo("The user would have 101 properties, and 100 are allowed.");
    }

    @Test
    void aRefusalIsSentences() {
        for (UserAction action : UserAction.values()) {
            assertThat(Refusal.of(action, Refusal.Reason.HOST_ONLY).explanation())
                    .matches("You may not [a-z][a-z ]+\\. Only the application itself does this\\.");
        }
    }
}
