package io.keyholder.documents.internal.mapping;

import static io.keyholder.documents.internal.lossless.MomentForm.MOMENT;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.TextForm;
import io.keyholder.documents.internal.lossless.ValueCodec;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.invitation.SendFailure;
import java.time.Instant;
import java.util.Optional;

/** The members of an invitation's document. Moments are epoch milliseconds with up to six decimals. */
public final class InvitationMapping {
    /** The version that is written, and the latest that is read. */
    public static final int VERSION = 1;

    private static final ValueCodec<InvitationId> ID = new TextForm<>(InvitationId::new, InvitationId::value);
    private static final ValueCodec<UserId> USER = new TextForm<>(UserId::new, UserId::value);
    private static final ValueCodec<String> TEXT = new TextForm<>(text -> text, text -> text);
    private static final ValueCodec<SendFailure> FAILURE =
            new TextForm<>(InvitationMapping::failure, SendFailure::name);

    private InvitationMapping() {}

    public static Invitation read(StrictMembers source) {
        requireKnownVersion(source.required("version", StrictMembers::wholeNumber));
        InvitationId id = source.required("id", ID::read);
        UserId user = source.required("user", USER::read);
        Contact contact = ContactMembers.read(source);
        String language = source.required("language", TEXT::read);
        Instant created = source.required("created", MOMENT::read);
        Instant expires = source.required("expires", MOMENT::read);
        int attempts = source.required("attempts", InvitationMapping::count);
        InvitationState state = state(source);
        return Values.valid(() -> new Invitation(id, user, contact, language, created, expires, attempts, state))
                .orElseThrow(() -> DocumentException.of("has members that contradict each other"));
    }

    public static JsonObject write(Invitation invitation) {
        return new JsonObjectBuilder()
                .put("version", JsonNumber.of(VERSION))
                .put("id", ID.write(invitation.id()))
                .put("user", USER.write(invitation.user()))
                .put(ContactMembers.nameOf(invitation.contact()), ContactMembers.write(invitation.contact()))
                .put("language", TEXT.write(invitation.language()))
                .put("created", MOMENT.write(invitation.created()))
                .put("expires", MOMENT.write(invitation.expires()))
                .put("attempts", JsonNumber.of(invitation.attempts()))
                .put("state", TEXT.write(nameOf(invitation.state())))
                .put("since", sinceOf(invitation.state()).map(MOMENT::write))
                .put("failure", failureOf(invitation.state()).map(FAILURE::write))
                .build();
    }

    private static void requireKnownVersion(long version) {
        if (version > VERSION) {
            throw new DocumentVersionException(version, VERSION);
        }
        if (version < 1) {
            throw DocumentException.of("has a damaged member: version");
        }
    }

    private static InvitationState state(StrictMembers source) {
        String name = source.required("state", TEXT::read);
        Optional<Instant> since = source.optional("since", MOMENT::read);
        Optional<SendFailure> failure = source.optional("failure", FAILURE::read);
        if (name.equals("failed") != failure.isPresent() || name.equals("pending") == since.isPresent()) {
            throw damagedState();
        }
        return switch (name) {
            case "pending" -> new InvitationState.Pending();
            case "sent" -> new InvitationState.Sent(since.orElseThrow());
            case "failed" -> new InvitationState.Failed(since.orElseThrow(), failure.orElseThrow());
            case "accepted" -> new InvitationState.Accepted(since.orElseThrow());
            case "revoked" -> new InvitationState.Revoked(since.orElseThrow());
            case "expired" -> new InvitationState.Expired(since.orElseThrow());
            default -> throw damagedState();
        };
    }

    private static DocumentException damagedState() {
        return DocumentException.of("has a damaged member: state");
    }

    private static String nameOf(InvitationState state) {
        if (state instanceof InvitationState.Pending) {
            return "pending";
        }
        if (state instanceof InvitationState.Sent) {
            return "sent";
        }
        if (state instanceof InvitationState.Failed) {
            return "failed";
        }
        if (state instanceof InvitationState.Accepted) {
            return "accepted";
        }
        return state instanceof InvitationState.Revoked ? "revoked" : "expired";
    }

    private static Optional<Instant> sinceOf(InvitationState state) {
        if (state instanceof InvitationState.Sent sent) {
            return Optional.of(sent.at());
        }
        return state instanceof InvitationState.Failed failed ? Optional.of(failed.at()) : state.closedAt();
    }

    private static Optional<SendFailure> failureOf(InvitationState state) {
        return state instanceof InvitationState.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    private static SendFailure failure(String name) {
        try {
            return SendFailure.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidValueException("failure", "is not known");
        }
    }

    private static Optional<Integer> count(Json json) {
        return StrictMembers.wholeNumber(json)
                .filter(number -> number == number.intValue())
                .map(Long::intValue);
    }
}
