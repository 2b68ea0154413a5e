package io.keyholder.springboot.security.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.json.JsonWriter;
import org.springframework.http.HttpStatus;

/** Writes what went wrong for a program: problem details (RFC 9457). Thread-safe. */
final class ProblemWriter {
    private static final JsonWriter<Map<String, Object>> JSON = JsonWriter.standard();

    private ProblemWriter() {}

    /** @param reason the key of the sentence */
    static void write(HttpServletResponse response, HttpStatus status, String reason, String sentence)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", sentence);
        problem.put("reason", reason);
        response.setStatus(status.value());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(JSON.writeToString(problem));
    }
}
