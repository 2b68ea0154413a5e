package io.keyholder.domain.access;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The text form of an actor who logged in: {@code kha1.} and nine fields in Base64url. Stateless. */
final class ActorText {
    private static final String PREFIX = "kha1";
    private static final int FIELDS = 10;
    private static final int MAX_LENGTH = 16_384;
    private static final String UNRESTRICTED = "*";

    private ActorText() {}

    static String encode(Actor.LoggedIn actor) {
        CredentialSeal credential = actor.credential();
        return List.of(
                        actor.user().value(),
                        actor.strength().name(),
                        scope(actor.scope()),
                        actor.until().map(Instant::toString).orElse(""),
                        credential.token().isPresent() ? "token" : "password",
                        credential.token().orElse(""),
                        credential.session().map(SessionId::value).orElse(""),
                        credential.loggedIn().toString(),
                        credential.seal())
                .stream()
                .map(ActorText::field)
                .collect(Collectors.joining(".", PREFIX + ".", ""));
    }

    static Actor.LoggedIn decode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refused("is longer than " + MAX_LENGTH + " characters");
        }
        String[] fields = text.split("\\.", -1);
        if (fields.length != FIELDS || !fields[0].equals(PREFIX)) {
            throw refused("is not of the form " + PREFIX + " with " + (FIELDS - 1) + " fields");
        }
        try {
            List<String> values =
                    Arrays.stream(fields).skip(1).map(ActorText::value).toList();
            Optional<String> token = values.get(4).equals("token") ? Optional.of(values.get(5)) : Optional.empty();
            Optional<SessionId> session =
                    values.get(6).isEmpty() ? Optional.empty() : Optional.of(new SessionId(values.get(6)));
            return new Actor.LoggedIn(
                    new UserId(values.get(0)),
                    ProofStrength.valueOf(values.get(1)),
                    scopeOf(values.get(2)),
                    values.get(3).isEmpty() ? Optional.empty() : Optional.of(Instant.parse(values.get(3))),
                    new CredentialSeal(token, session, Instant.parse(values.get(7)), values.get(8)));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw refused("has an unreadable field");
        }
    }

    static String scope(TokenScope scope) {
        return scope instanceof TokenScope.Restricted restricted
                ? restricted.types().stream().map(PermissionType::name).sorted().collect(Collectors.joining(","))
                : UNRESTRICTED;
    }

    private static TokenScope scopeOf(String text) {
        return text.equals(UNRESTRICTED)
                ? TokenScope.unrestricted()
                : new TokenScope.Restricted(Set.copyOf(Arrays.stream(text.split(",", -1))
                        .map(PermissionType::of)
                        .toList()));
    }

    private static String field(String value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(String field) {
        return new String(Base64.getUrlDecoder().decode(field), StandardCharsets.UTF_8);
    }

    private static InvalidValueException refused(String problem) {
        return new InvalidValueException("actor text", problem);
    }
}
