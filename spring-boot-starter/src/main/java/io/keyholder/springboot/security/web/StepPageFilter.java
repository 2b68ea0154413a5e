package io.keyholder.springboot.security.web;

import io.keyholder.springboot.message.KeyholderMessages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Shows the plain pages of the login. */
final class StepPageFilter extends OncePerRequestFilter {
    private final Map<RequestMatcher, StepPage> pages = new LinkedHashMap<>();
    private final KeyholderMessages messages;

    StepPageFilter(List<StepPage> pages, KeyholderMessages messages) {
        pages.forEach(page ->
                this.pages.put(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, page.path()), page));
        this.messages = messages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<StepPage> page = pages.entrySet().stream()
                .filter(entry -> entry.getKey().matches(request))
                .map(Map.Entry::getValue)
                .findFirst();
        if (page.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(page.get().html(request, messages));
    }
}
