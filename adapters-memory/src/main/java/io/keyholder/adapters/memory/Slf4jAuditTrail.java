package io.keyholder.adapters.memory;

import io.keyholder.adapters.memory.internal.audit.AuditLine;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An audit trail in the host's log: one line of {@code key=value} pairs an event, refusals as warnings, all else as
 * information. What came from outside is quoted, escaped and shortened, so that no input can forge a line, colour a
 * terminal or reach a logging system's own expressions. A log that fails is left to fail: it never decides who gets in.
 * Thread-safe as the logging system is.
 */
public final class Slf4jAuditTrail implements AuditTrail {
    /** The name of the logger unless a host chooses another. */
    public static final String LOGGER_NAME = "io.keyholder.audit";

    private final Logger logger;

    Slf4jAuditTrail(Logger logger) {
        this.logger = logger;
    }

    /** A trail to the logger named {@value #LOGGER_NAME}. */
    public static Slf4jAuditTrail create() {
        return toLogger(LOGGER_NAME);
    }

    /** A trail to the logger of this name. */
    public static Slf4jAuditTrail toLogger(String name) {
        return new Slf4jAuditTrail(LoggerFactory.getLogger(name));
    }

    @Override
    public void record(AuditEvent event) {
        try {
            log(event);
        } catch (RuntimeException | LinkageError brokenLog) {
            // Nothing is left to tell it to, and AuditTrail forbids to throw.
        }
    }

    private void log(AuditEvent event) {
        String line = AuditLine.of(event);
        if (event instanceof AuditEvent.LoginRefused) {
            logger.warn("{}", line);
        } else {
            logger.info("{}", line);
        }
    }
}
