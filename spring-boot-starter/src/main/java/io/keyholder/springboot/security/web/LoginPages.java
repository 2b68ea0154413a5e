package io.keyholder.springboot.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the steps of a login are. Immutable.
 *
 * @param loginPage asks for identifier and password
 * @param codePage asks for the code of the second factor
 * @param passwordPage asks for a new password
 */
record LoginPages(String loginPage, String codePage, String passwordPage) {
    /** Where the code is posted to, whatever page asks for it. */
    static final String CODE_STEP = "/login/code";

    /** Where a new password is posted to, whatever page asks for it. */
    static final String PASSWORD_STEP = "/login/password";

    private static final String LOGOUT = "/logout";

    static final LoginPages OURS = new LoginPages("/login", CODE_STEP, PASSWORD_STEP);

    /** The pages that the host brings none of its own for. */
    List<StepPage> shown() {
        StepPage.Field name = new StepPage.Field("username", "page.login.username", "text", "username");
        StepPage.Field password = new StepPage.Field("password", "page.login.password", "password", "current-password");
        StepPage.Field code = new StepPage.Field(CodeLoginFilter.CODE, "page.code.field", "text", "one-time-code");
        StepPage.Field old =
                new StepPage.Field(PasswordStepFilter.OLD, "page.password.old", "password", "current-password");
        StepPage.Field fresh =
                new StepPage.Field(PasswordStepFilter.FRESH, "page.password.fresh", "password", "new-password");
        return Stream.of(
                        new StepPage(OURS.loginPage, "page.login", List.of(name, password)),
                        new StepPage(OURS.codePage, "page.code", List.of(code)),
                        new StepPage(OURS.passwordPage, "page.password", List.of(old, fresh)),
                        new StepPage(LOGOUT, "page.logout", List.of()))
                .filter(page -> isOurs(page.path()))
                .toList();
    }

    private boolean isOurs(String path) {
        return Set.of(loginPage, codePage, passwordPage).contains(path)
                || (path.equals(LOGOUT) && loginPage.equals(OURS.loginPage));
    }

    /** Whether the request is the second step. */
    boolean isCodeStep(HttpServletRequest request) {
        return request.getServletPath().concat(pathInfo(request)).equals(CODE_STEP);
    }

    LoginPages withLoginPage(String page) {
        return new LoginPages(page, codePage, passwordPage);
    }

    LoginPages withCodePage(String page) {
        return new LoginPages(loginPage, page, passwordPage);
    }

    LoginPages withPasswordPage(String page) {
        return new LoginPages(loginPage, codePage, page);
    }

    private static String pathInfo(HttpServletRequest request) {
        return request.getPathInfo() == null ? "" : request.getPathInfo();
    }
}
