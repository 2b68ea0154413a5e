package io.keyholder.web.view;

import io.keyholder.domain.user.User;
import java.util.Optional;
import java.util.stream.Stream;

/** How users are shown to people. Stateless. */
public final class Names {
    private Names() {}

    /** The name, or else what the user logs in with. */
    public static String of(User user) {
        return user.profile().name().orElseGet(() -> contact(user));
    }

    /** The email address, phone or login. */
    public static String contact(User user) {
        return Stream.of(
                        user.identifiers().email(),
                        user.identifiers().mobilePhone(),
                        user.identifiers().login())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(user.id().value());
    }
}
