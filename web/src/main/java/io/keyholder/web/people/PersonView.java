package io.keyholder.web.people;

import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.web.practice.Role;
import io.keyholder.web.view.Moments;
import io.keyholder.web.view.Names;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A user as pages show it.
 *
 * @param id its id
 * @param name its name
 * @param contact what it logs in with
 * @param roles the labels of its roles
 * @param status the word for its status, which is also a class of the style sheet
 * @param since when it was made, or a dash
 */
record PersonView(String id, String name, String contact, String roles, String status, String since) {
    static PersonView of(User user) {
        return new PersonView(
                user.id().value(),
                Names.of(user),
                Names.contact(user),
                labels(Role.allOf(user)),
                status(user),
                user.lifecycle().created().map(Moments::dateAndTime).orElse("–"));
    }

    private static String labels(List<Role> roles) {
        return roles.isEmpty() ? "–" : roles.stream().map(Role::label).collect(Collectors.joining(", "));
    }

    private static String status(User user) {
        return switch (user.lifecycle().status().orElse(UserStatus.DISABLED)) {
            case ACTIVE -> "active";
            case REGISTERING -> "invited";
            case DISABLED -> "disabled";
        };
    }
}
