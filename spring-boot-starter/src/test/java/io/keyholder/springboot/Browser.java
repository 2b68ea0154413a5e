package io.keyholder.springboot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser, as far as a test needs one: cookies, forms with their CSRF token, no redirects by itself. */
public final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private URI site;
    private final Map<String, String> headers = new HashMap<>();

    public Browser(int port) {
        this.site = URI.create("http://localhost:" + port);
    }

    /** The same header with every request from now on. */
    public Browser sending(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Goes on at another instance of the same host, with the same cookies. */
    public Browser movedTo(int port) {
        site = URI.create("http://localhost:" + port);
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(site.resolve(path)).GET());
    }

    /** Posts a form with the CSRF token of a page. */
    public HttpResponse<String> submit(String page, String path, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        Matcher token = CSRF.matcher(get(page).body());
        if (!token.find()) {
            throw new IllegalStateException("no CSRF token in " + page);
        }
        form.put("_csrf", token.group(1));
        return post(path, form);
    }

    /** Posts a form as it is. */
    public HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(site.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> logIn(String name, String password) {
        return submit("/login", "/login", Map.of("username", name, "password", password));
    }

    /** Where a response leads, without the site. */
    public static String leadsTo(HttpResponse<String> response) {
        URI location = URI.create(response.headers().firstValue("Location").orElse("nowhere"));
        return location.getPath() + (location.getQuery() == null ? "" : "?" + location.getQuery());
    }

    /** The value of a cookie. */
    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Brings a cookie that another person chose. */
    public void plant(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setDomain("localhost.local");
        cookie.setVersion(0);
        cookies.getCookieStore().add(site, cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
