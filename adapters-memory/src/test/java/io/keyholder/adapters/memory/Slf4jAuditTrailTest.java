package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.keyholder.adapters.memory.internal.audit.AuditLine;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.audit.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class Slf4jAuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AuditEvent ACCEPTED = new AuditEvent.LoginAccepted(
            NOW, new UserId("mary"), ProofStrength.PASSWORD, Optional.of("{} %s ${jndi:ldap://x}"));
    private static final AuditEvent REFUSED =
            new AuditEvent.LoginRefused(NOW, Optional.empty(), RefusalReason.UNKNOWN_USER, Optional.empty());

    private final List<String> lines = new ArrayList<>();

    @Test
    void writesOneLineAnEventAndWarnsOfRefusals() {
        Slf4jAuditTrail trail = new Slf4jAuditTrail(new ListLogger(lines::add));
        trail.record(ACCEPTED);
        trail.record(REFUSED);
        assertThat(lines).containsExactly("INFO " + AuditLine.of(ACCEPTED), "WARN " + AuditLine.of(REFUSED));
    }

    @Test
    void leavesNothingForALoggingSystemToExpand() {
        new Slf4jAuditTrail(new ListLogger(lines::add)).record(ACCEPTED);
        assertThat(lines.get(0)).contains("source=\"{} %s \\u{24}{jndi:ldap://x}\"");
    }

    @Test
    void leavesABrokenLogToItself() {
        Slf4jAuditTrail failing = new Slf4jAuditTrail(new ListLogger(line -> {
            throw new IllegalStateException("disk full");
        }));
        Slf4jAuditTrail miswired = new Slf4jAuditTrail(new ListLogger(line -> {
            throw new NoClassDefFoundError("org/example/Appender");
        }));
        assertThatCode(() -> failing.record(ACCEPTED)).doesNotThrowAnyException();
        assertThatCode(() -> miswired.record(REFUSED)).doesNotThrowAnyException();
    }

    @Test
    void worksWithWhateverLogTheHostHas() {
        assertThatCode(() -> Slf4jAuditTrail.create().record(ACCEPTED)).doesNotThrowAnyException();
        assertThatCode(() -> Slf4jAuditTrail.toLogger("audit").record(REFUSED)).doesNotThrowAnyException();
    }

    /** A logger that writes into whatever takes lines. */
    private static final class ListLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient Consumer<String> taker;

        ListLogger(Consumer<String> taker) {
            this.taker = taker;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
            taker.accept(level + " " + MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return ListLogger.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
