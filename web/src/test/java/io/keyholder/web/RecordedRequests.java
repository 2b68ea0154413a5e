package io.keyholder.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** Remembers all that browsers send: line, headers, body. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RecordedRequests extends OncePerRequestFilter {
    private static final int MOST_BYTES = 1_000_000;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingRequestWrapper recorded = new ContentCachingRequestWrapper(request, MOST_BYTES);
        try {
            chain.doFilter(recorded, response);
        } finally {
            requests.add(text(recorded));
        }
    }

    List<String> all() {
        return List.copyOf(requests);
    }

    private static String text(ContentCachingRequestWrapper request) {
        StringBuilder text = new StringBuilder(request.getMethod())
                .append(' ')
                .append(request.getRequestURI())
                .append('?')
                .append(request.getQueryString());
        Collections.list(request.getHeaderNames())
                .forEach(name -> text.append('\n').append(name).append(": ").append(request.getHeader(name)));
        return text.append("\n\n")
                .append(new String(request.getContentAsByteArray(), StandardCharsets.ISO_8859_1))
                .toString();
    }
}
