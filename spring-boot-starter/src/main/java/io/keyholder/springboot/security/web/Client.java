package io.keyholder.springboot.security.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** What a client reads. */
enum Client {
    /** Pages. */
    BROWSER,
    /** Problem details. */
    PROGRAM,
    /** It did not state it. */
    UNKNOWN;

    /** The client of a request, by what it accepts. */
    static Client of(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains("text/html")) {
            return BROWSER;
        }
        boolean readsJson = accepted != null && accepted.contains("json");
        return readsJson || "XMLHttpRequest".equals(request.getHeader("X-Requested-With")) ? PROGRAM : UNKNOWN;
    }
}
