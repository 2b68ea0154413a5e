package io.keyholder.application.internal.invitation;

import io.keyholder.application.internal.login.InvitationRedemption;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTemplate.Invitee;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Secrets of invitations, and the messages that carry them. Thread-safe. */
final class InvitationDelivery {
    private final Crypto crypto;
    private final InvitationOptions options;

    InvitationDelivery(Crypto crypto, InvitationOptions options) {
        this.crypto = crypto;
        this.options = options;
    }

    /**
     * The secret of one message.
     *
     * @param name of its token
     */
    record Secret(String name, TokenValue value) {}

    /** The token by which a user holds the secret of this invitation. */
    static String tokenName(InvitationId id) {
        return InvitationRedemption.TOKEN_PREFIX + id;
    }

    /** A fresh one. */
    Secret secret(UserId user, InvitationId id) {
        String name = tokenName(id);
        byte[] bytes = crypto.secretGenerator().nextBytes(TokenValue.SECRET_SIZE_BYTES);
        TokenValue value = TokenValue.of(user, name, bytes);
        Arrays.fill(bytes, (byte) 0);
        return new Secret(name, value);
    }

    /** The user with this secret and no other of an invitation. */
    User holding(User user, Secret secret, Instant created, Duration life) {
        try (Password plain = secret.value().asPassword()) {
            AuthenticationToken token =
                    AuthenticationToken.of(crypto.tokenHasher().hash(plain), created, new TokenValidity.Limited(life));
            return user.withTokens(
                    InvitationRedemption.withoutInvitations(user.tokens()).with(secret.name(), token));
        }
    }

    /** Sends the message; why it was not sent, or absent. A sender that breaks its promise and throws has not sent. */
    Optional<SendFailure> send(User user, Invitation invitation, Secret secret) {
        InvitationMessage message = message(user, invitation, secret);
        try {
            return options.sender().send(message) instanceof SendOutcome.NotSent notSent
                    ? Optional.of(notSent.failure())
                    : Optional.empty();
        } catch (RuntimeException broken) {
            return Optional.of(SendFailure.BROKEN);
        }
    }

    private InvitationMessage message(User user, Invitation invitation, Secret secret) {
        Locale language = Locale.forLanguageTag(invitation.language());
        String name = user.profile().name().orElseGet(invitation.contact()::value);
        return options.texts()
                .in(language)
                .message(
                        invitation.contact(),
                        new Invitee(name, secret.value().reveal(), invitation.expires()),
                        language);
    }
}
