package io.keyholder.springboot.security.authentication;

import io.keyholder.domain.login.RefusalReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why Keyholder refused a login: the cause of the exception of Spring Security that stands for it. */
public final class LoginRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final @Nullable Instant retryAt;

    LoginRefusedException(RefusalReason reason, Optional<Instant> retryAt) {
        super(reason.text().english());
        this.reason = reason;
        this.retryAt = retryAt.orElse(null);
    }

    /** The refusal behind an exception of Spring Security; absent when it is of another kind. */
    public static Optional<LoginRefusedException> behind(Throwable failure) {
        return failure.getCause() instanceof LoginRefusedException refused ? Optional.of(refused) : Optional.empty();
    }

    /** What the person may learn. */
    public RefusalReason reason() {
        return reason;
    }

    /** When a further attempt is judged; absent when at once. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
