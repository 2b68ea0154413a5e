package io.keyholder.domain.person;

import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is held about one person, for the person to read: no password hash, no secret, and of tokens what is
 * known about them and not what they are checked with. Immutable; without content in {@code toString}, because it is
 * personal data.
 *
 * @param user the user, its secrets taken out
 * @param login what is remembered about logging in, its secrets hidden; with a contact that waits for its code
 * @param publicKeys the public keys of the data owner it stands for
 * @param invitations its invitations, open and closed
 */
public record PersonData(User user, LoginState login, List<RegisteredKey> publicKeys, List<Invitation> invitations) {
    private static final PasswordHash HIDDEN = PasswordHash.of("(hidden)");
    private static final ApplicationToken HIDDEN_TOKEN = ApplicationToken.of("(hidden)");
    private static final List<String> SECRET_WORDS = List.of("token", "secret", "password", "hash", "key");

    public PersonData {
        publicKeys = Check.list(publicKeys);
        invitations = Check.list(invitations);
        user = withoutSecrets(user);
        login = login.withSecretsHidden(HIDDEN);
    }

    @Override
    public String toString() {
        return "PersonData[" + user.id() + "]";
    }

    private static User withoutSecrets(User user) {
        Map<String, AuthenticationToken> tokens = new LinkedHashMap<>();
        user.tokens().authentication().forEach((name, token) -> tokens.put(name, hidden(token)));
        Map<String, ApplicationToken> applications = new LinkedHashMap<>();
        user.tokens().application().keySet().forEach(name -> applications.put(name, HIDDEN_TOKEN));
        return user.withCredentials(new Credentials(user.credentials().source(), Optional.empty(), SecondFactor.off()))
                .withTokens(new Tokens(tokens, applications))
                .withUnknownMembers(harmless(user.unknownMembers()));
    }

    private static AuthenticationToken hidden(AuthenticationToken token) {
        return new AuthenticationToken(
                HIDDEN, token.created(), token.validity(), token.scope(), token.revoked(), PreservedJson.NONE);
    }

    /** A legacy document may hold secrets in members that this version does not understand. */
    private static PreservedJson harmless(PreservedJson members) {
        Map<String, String> kept = new LinkedHashMap<>();
        members.jsonByName().forEach((name, json) -> {
            String folded = name.toLowerCase(Locale.ROOT);
            if (SECRET_WORDS.stream().noneMatch(folded::contains)) {
                kept.put(name, json);
            }
        });
        return PreservedJson.of(kept, Set.of());
    }
}
