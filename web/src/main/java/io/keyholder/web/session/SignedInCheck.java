package io.keyholder.web.session;

import io.keyholder.application.Keyholder;
import io.keyholder.application.user.FindResult;
import io.keyholder.domain.access.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Reads the user of a session, which the starter has judged anew, for the pages to show. */
@Component
public class SignedInCheck implements HandlerInterceptor {
    static final String ATTRIBUTE = "me";

    private final Keyholder keyholder;

    SignedInCheck(Keyholder keyholder) {
        this.keyholder = keyholder;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Optional<Actor.LoggedIn> actor = Logins.actor();
        if (actor.isEmpty()) {
            return true;
        }
        FindResult found = keyholder.users().find(actor.get(), actor.get().user());
        if (found instanceof FindResult.Found self) {
            request.setAttribute(ATTRIBUTE, new SignedIn(self.user(), actor.get()));
            return true;
        }
        Logins.end(request);
        response.sendRedirect("/welcome");
        return false;
    }
}
