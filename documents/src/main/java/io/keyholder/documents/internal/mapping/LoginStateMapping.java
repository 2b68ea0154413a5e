package io.keyholder.documents.internal.mapping;

import static io.keyholder.documents.internal.lossless.MomentForm.MOMENT;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.TextForm;
import io.keyholder.documents.internal.lossless.ValueCodec;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.PendingContact;
import io.keyholder.domain.login.PendingLogin;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.Recognition;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.login.Sessions;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The members of a login state's document. Moments are epoch milliseconds with up to six decimals. */
public final class LoginStateMapping {
    /** The version that is written, and the latest that is read. */
    public static final int VERSION = 1;

    private static final ValueCodec<PasswordHash> HASH = new TextForm<>(PasswordHash::of, PasswordHash::encoded);

    private static final ValueCodec<String> TEXT = new TextForm<>(text -> text, text -> text);

    private static final ValueCodec<ProofStrength> STRENGTH =
            new TextForm<>(LoginStateMapping::strength, ProofStrength::name);

    private LoginStateMapping() {}

    public static LoginState read(StrictMembers source) {
        requireKnownVersion(source.required("version", StrictMembers::wholeNumber));
        return new LoginState(
                attempts(source),
                codeStep(source),
                source.optional("secondFactorConfirmed", MOMENT::read),
                source.optional("secondFactorRemoval", MOMENT::read),
                source.list("recoveryCodes", HASH::read),
                source.optional("pendingLogin", StrictMembers::object).map(LoginStateMapping::pendingLogin),
                source.optional("pendingContact", StrictMembers::object).map(LoginStateMapping::pendingContact),
                source.optional("passwordChangeDemanded", MOMENT::read),
                source.optional("lastLogin", MOMENT::read),
                source.map("tokenLastUse", MOMENT::read),
                source.optional("recognition", StrictMembers::object).map(LoginStateMapping::recognition),
                sessions(source),
                wrongCodes(source));
    }

    public static JsonObject write(LoginState state) {
        return new JsonObjectBuilder()
                .put("version", JsonNumber.of(VERSION))
                .put("failedAttempts", failures(state))
                .put("lastFailedAttempt", moment(state.attempts().last()))
                .put("failedAttemptsDecayFrom", decay(state.attempts()))
                .put("lastCodeStep", codeStep(state))
                .put("secondFactorConfirmed", moment(state.secondFactorConfirmed()))
                .put("secondFactorRemoval", moment(state.secondFactorRemoval()))
                .put("recoveryCodes", recoveryCodes(state))
                .put("pendingLogin", state.pendingLogin().map(LoginStateMapping::write))
                .put("pendingContact", state.pendingContact().map(LoginStateMapping::write))
                .put("passwordChangeDemanded", moment(state.passwordChangeDemanded()))
                .put("lastLogin", moment(state.lastLogin()))
                .put("tokenLastUse", moments(state.tokenLastUse()))
                .put("recognition", state.recognition().map(LoginStateMapping::write))
                .put("sessions", running(state.sessions()))
                .put("sessionsEnded", moment(state.sessions().allEnded()))
                .put(
                        "wrongCodes",
                        Optional.of(state.wrongCodes())
                                .filter(count -> count > 0)
                                .map(JsonNumber::of))
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

    private static Attempts attempts(StrictMembers source) {
        int failures =
                source.optional("failedAttempts", LoginStateMapping::count).orElse(0);
        Optional<Instant> last = source.optional("lastFailedAttempt", MOMENT::read);
        Optional<Instant> decaysFrom =
                source.optional("failedAttemptsDecayFrom", MOMENT::read).or(() -> last);
        return Values.valid(() -> new Attempts(failures, last, decaysFrom))
                .orElseThrow(() -> DocumentException.of("has a damaged member: failedAttempts"));
    }

    private static Optional<Integer> count(Json json) {
        return StrictMembers.wholeNumber(json)
                .filter(number -> number == number.intValue())
                .map(Long::intValue);
    }

    private static OptionalLong codeStep(StrictMembers source) {
        return source.optional("lastCodeStep", StrictMembers::wholeNumber)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static PendingLogin pendingLogin(StrictMembers source) {
        return new PendingLogin(source.required("ticket", HASH::read), source.required("expires", MOMENT::read));
    }

    private static JsonObject write(PendingLogin pending) {
        return new JsonObjectBuilder()
                .put("ticket", HASH.write(pending.ticketHash()))
                .put("expires", MOMENT.write(pending.expires()))
                .build();
    }

    private static PendingContact pendingContact(StrictMembers source) {
        Contact contact = ContactMembers.read(source);
        Optional<String> previous = source.optional("previous", TEXT::read);
        PasswordHash code = source.required("code", HASH::read);
        Instant requested = source.required("requested", MOMENT::read);
        int wrongCodes = source.optional("wrongCodes", LoginStateMapping::count).orElse(0);
        return Values.valid(() -> new PendingContact(contact, previous, code, requested, wrongCodes))
                .orElseThrow(() -> DocumentException.of("has a damaged member: pendingContact"));
    }

    private static JsonObject write(PendingContact pending) {
        return new JsonObjectBuilder()
                .put(ContactMembers.nameOf(pending.contact()), ContactMembers.write(pending.contact()))
                .put("previous", pending.previous().map(TEXT::write))
                .put("code", HASH.write(pending.codeHash()))
                .put("requested", MOMENT.write(pending.requested()))
                .put("wrongCodes", JsonNumber.of(pending.wrongCodes()))
                .build();
    }

    private static Optional<JsonNumber> failures(LoginState state) {
        return Optional.of(state.attempts().failures())
                .filter(failures -> failures > 0)
                .map(JsonNumber::of);
    }

    /** Only where it is not the moment of the last attempt. */
    private static Optional<JsonNumber> decay(Attempts attempts) {
        return moment(attempts.decaysFrom().filter(from -> !attempts.last().equals(Optional.of(from))));
    }

    private static Optional<JsonNumber> codeStep(LoginState state) {
        return state.lastCodeStep().stream().mapToObj(JsonNumber::of).findFirst();
    }

    private static Optional<JsonArray> recoveryCodes(LoginState state) {
        List<Json> codes = state.recoveryCodes().stream().map(HASH::write).toList();
        return Optional.of(new JsonArray(codes)).filter(array -> !codes.isEmpty());
    }

    private static int wrongCodes(StrictMembers source) {
        int wrong = source.optional("wrongCodes", LoginStateMapping::count).orElse(0);
        if (wrong < 0) {
            throw DocumentException.of("has a damaged member: wrongCodes");
        }
        return wrong;
    }

    private static Recognition recognition(StrictMembers source) {
        String key = source.required("key", TEXT::read);
        String password = source.required("password", TEXT::read);
        Map<String, Instant> sources = source.map("sources", MOMENT::read);
        return Values.valid(() -> new Recognition(key, password, sources))
                .orElseThrow(() -> DocumentException.of("has a damaged member: recognition"));
    }

    private static JsonObject write(Recognition recognition) {
        return new JsonObjectBuilder()
                .put("key", TEXT.write(recognition.key()))
                .put("password", TEXT.write(recognition.password()))
                .put("sources", moments(recognition.sources()))
                .build();
    }

    private static Sessions sessions(StrictMembers source) {
        List<StrictMembers> running = source.list("sessions", StrictMembers::object);
        Optional<Instant> allEnded = source.optional("sessionsEnded", MOMENT::read);
        return Values.valid(() -> new Sessions(
                        running.stream().map(LoginStateMapping::session).toList(), allEnded))
                .orElseThrow(() -> DocumentException.of("has a damaged member: sessions"));
    }

    private static Session session(StrictMembers source) {
        String id = source.required("id", TEXT::read);
        Instant since = source.required("since", MOMENT::read);
        ProofStrength strength = source.required("strength", STRENGTH::read);
        Optional<String> from = source.optional("source", TEXT::read);
        Instant lastUse = source.required("lastUse", MOMENT::read);
        return new Session(new SessionId(id), since, strength, from, lastUse);
    }

    private static ProofStrength strength(String name) {
        return Arrays.stream(ProofStrength.values())
                .filter(strength -> strength.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("session strength", "is not known"));
    }

    private static Optional<JsonArray> running(Sessions sessions) {
        List<Json> written = sessions.running().stream()
                .<Json>map(session -> new JsonObjectBuilder()
                        .put("id", TEXT.write(session.id().value()))
                        .put("since", MOMENT.write(session.since()))
                        .put("strength", STRENGTH.write(session.strength()))
                        .put("source", session.source().map(TEXT::write))
                        .put("lastUse", MOMENT.write(session.lastUse()))
                        .build())
                .toList();
        return Optional.of(new JsonArray(written)).filter(array -> !written.isEmpty());
    }

    private static Optional<JsonObject> moments(Map<String, Instant> named) {
        Map<String, Json> uses = new LinkedHashMap<>();
        named.forEach((name, when) -> uses.put(name, MOMENT.write(when)));
        return Optional.of(new JsonObject(uses)).filter(object -> !uses.isEmpty());
    }

    private static Optional<JsonNumber> moment(Optional<Instant> moment) {
        return moment.map(MOMENT::write);
    }
}
