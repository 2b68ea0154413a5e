package io.keyholder.springboot.security.web;

import io.keyholder.springboot.message.KeyholderMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/**
 * A plain page for a step of the login, for hosts that bring none of their own: a heading and some fields. Immutable.
 *
 * @param path where it is; the form goes to the same path
 * @param heading the key of its heading
 * @param fields what is asked for
 */
record StepPage(String path, String heading, List<Field> fields) {
    private static final List<String> NOTICES = List.of("logout", "changed");

    /**
     * A field of the form.
     *
     * @param label the key of its label
     * @param completion what a browser may fill in
     */
    record Field(String name, String label, String type, String completion) {}

    /** The page as HTML. */
    String html(HttpServletRequest request, KeyholderMessages messages) {
        StringBuilder page = new StringBuilder();
        String title = escaped(messages.text(heading));
        page.append("<!DOCTYPE html>\n<html lang=\"")
                .append(escaped(LocaleContextHolder.getLocale().toLanguageTag()))
                .append("\">\n<head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(title)
                .append("</title></head>\n<body><main><h1>")
                .append(title)
                .append("</h1>\n");
        notice(request, messages).ifPresent(text -> page.append(text).append('\n'));
        page.append("<form method=\"post\" action=\"")
                .append(escaped(request.getContextPath() + path))
                .append("\">\n");
        fields.forEach(field -> page.append(html(field, messages)));
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            page.append("<input type=\"hidden\" name=\"")
                    .append(escaped(token.getParameterName()))
                    .append("\" value=\"")
                    .append(escaped(token.getToken()))
                    .append("\">\n");
        }
        return page.append("<p><button>")
                .append(title)
                .append("</button></p>\n</form></main></body>\n</html>\n")
                .toString();
    }

    private static String html(Field field, KeyholderMessages messages) {
        return "<p><label>" + escaped(messages.text(field.label())) + " <input name=\"" + field.name() + "\" type=\""
                + field.type() + "\" autocomplete=\"" + field.completion() + "\" required></label></p>\n";
    }

    private static Optional<String> notice(HttpServletRequest request, KeyholderMessages messages) {
        if (request.getParameter("error") != null) {
            return Optional.of("<p role=\"alert\">" + escaped(failure(request, messages)) + "</p>");
        }
        return NOTICES.stream()
                .filter(name -> request.getParameter(name) != null)
                .map(name -> "<p role=\"status\">" + escaped(messages.text("page.notice." + name)) + "</p>")
                .findFirst();
    }

    private static String failure(HttpServletRequest request, KeyholderMessages messages) {
        HttpSession session = request.getSession(false);
        boolean isKnown = session != null
                && session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION) instanceof AuthenticationException;
        return isKnown
                ? String.valueOf(
                        ((AuthenticationException) session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION))
                                .getMessage())
                : messages.text("login.WRONG_CREDENTIAL");
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }
}
