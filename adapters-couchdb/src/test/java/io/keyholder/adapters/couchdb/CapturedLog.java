package io.keyholder.adapters.couchdb;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The log of the tests: nothing, but for a test that captures it, with every detail that the libraries have to tell.
 */
public final class CapturedLog implements SLF4JServiceProvider {
    private static final AtomicReference<@Nullable Queue<String>> LINES = new AtomicReference<>();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** What is logged while this runs, by all threads. */
    static List<String> during(Runnable work) {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        LINES.set(lines);
        try {
            work.run();
        } finally {
            LINES.set(null);
        }
        return List.copyOf(lines);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new Lines(name);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Lines extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        Lines(String name) {
            this.name = name;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            Queue<String> lines = LINES.get();
            if (lines != null) {
                StringWriter stack = new StringWriter();
                if (thrown != null) {
                    thrown.printStackTrace(new PrintWriter(stack));
                }
                lines.add(name + " " + MessageFormatter.basicArrayFormat(message, arguments) + stack);
            }
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Lines.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return LINES.get() != null;
        }

        @Override
        public boolean isDebugEnabled() {
            return LINES.get() != null;
        }

        @Override
        public boolean isInfoEnabled() {
            return LINES.get() != null;
        }

        @Override
        public boolean isWarnEnabled() {
            return LINES.get() != null;
        }

        @Override
        public boolean isErrorEnabled() {
            return LINES.get() != null;
        }
    }
}
