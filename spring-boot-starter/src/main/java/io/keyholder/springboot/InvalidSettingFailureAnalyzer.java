package io.keyholder.springboot;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that a wrong setting stopped. */
public final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {
    /** Made by Spring Boot. */
    public InvalidSettingFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
        String action = cause.actions().stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
        return new FailureAnalysis(cause.getMessage(), action, cause);
    }
}
