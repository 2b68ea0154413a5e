package io.keyholder.application.notice;

import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.login.SecurityChange;
import io.keyholder.domain.user.User;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The words of notices, in the host's languages. Implementations must be thread-safe. */
@FunctionalInterface
public interface NoticeTexts {
    /** No notice is sent. */
    NoticeTexts NONE = (change, user) -> Optional.empty();

    /**
     * The words about a change.
     *
     * @param user as it was before the change, such as to choose its language by
     * @return absent when this change is not worth a notice here
     */
    Optional<NoticeTemplate> about(SecurityChange change, User user);

    /** Short English texts that name the change: a start, which a host replaces by its own. */
    static NoticeTexts plain(Contact.Email from) {
        return (change, user) -> {
            String text = "Hello ${name}, " + plainWordsOf(change)
                    + " on ${when}. If this was not you, ask your practice for help at once.";
            return Optional.of(new NoticeTemplate(
                    from, "Your account", text, Optional.empty(), text, Locale.ENGLISH, ZoneOffset.UTC));
        };
    }

    private static String plainWordsOf(SecurityChange change) {
        return switch (change) {
            case CONTACT_CHANGED -> "your email address or phone number was changed";
            case PASSWORD_CHANGED -> "your password was changed";
            case SECOND_FACTOR_ADDED -> "a second factor was added to your account";
            case SECOND_FACTOR_REMOVED -> "the second factor was removed from your account";
            case RECOVERY_CODES_RENEWED -> "your recovery codes were renewed";
        };
    }
}
