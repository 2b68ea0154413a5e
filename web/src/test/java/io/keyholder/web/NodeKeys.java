package io.keyholder.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Calls of our JavaScript in a process of Node: they are collected, then run together. Without Node the test is
 * skipped, unless the environment says {@code CI=true}.
 */
final class NodeKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Map<String, Object>> calls = new ArrayList<>();

    /** Adds a call; names and values follow each other. */
    NodeKeys call(String name, Object... arguments) {
        Map<String, Object> call = new HashMap<>(Map.of("call", name));
        for (int index = 0; index < arguments.length; index += 2) {
            call.put((String) arguments[index], encoded(arguments[index + 1]));
        }
        calls.add(call);
        return this;
    }

    /** What each call returned or threw. */
    List<Outcome> run() {
        byte[] output = run(JSON.writeValueAsBytes(calls));
        List<Outcome> outcomes = new ArrayList<>();
        JSON.readTree(output).forEach(node -> outcomes.add(new Outcome(node)));
        assertThat(outcomes).hasSameSizeAs(calls);
        return outcomes;
    }

    private static Object encoded(Object value) {
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value;
    }

    private static byte[] run(byte[] input) {
        Process node = start();
        try (OutputStream stdin = node.getOutputStream()) {
            stdin.write(input);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        try {
            byte[] output = node.getInputStream().readAllBytes();
            assertThat(node.waitFor()).as("exit code of node").isZero();
            return output;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static Process start() {
        try {
            return new ProcessBuilder("node", "src/test/js/exchange.mjs")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("node is not installed", missing);
            }
            return Assumptions.abort("node is not installed");
        }
    }

    /** What one call returned or threw. */
    record Outcome(JsonNode node) {
        JsonNode value() {
            assertThat(node.has("error"))
                    .as("%s: %s", node.path("error"), node.path("message"))
                    .isFalse();
            return node.path("value");
        }

        String text() {
            return value().asString();
        }

        byte[] ascii() {
            return text().getBytes(StandardCharsets.US_ASCII);
        }

        byte[] bytes() {
            return Base64.getDecoder().decode(text());
        }

        /** The code of the error that was thrown. */
        String error() {
            return node.path("error").asString("none");
        }

        String message() {
            return node.path("message").asString("");
        }
    }
}
