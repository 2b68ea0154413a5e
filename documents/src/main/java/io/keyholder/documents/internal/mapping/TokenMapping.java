package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.KnownMembers;
import io.keyholder.documents.internal.lossless.ListForm;
import io.keyholder.documents.internal.lossless.Mapping;
import io.keyholder.documents.internal.lossless.MomentForm;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A value of {@code authenticationTokens} (FORMATS section 7). One of which a part cannot be read cannot be read at
 * all: it does not work, and stays in the document.
 *
 * <p>A revoked token is written with a validity of 0 seconds, so that an iCure server, which knows no revocation,
 * refuses it too; its own validity moves to {@code revokedValidity}.
 */
final class TokenMapping implements Mapping<AuthenticationToken> {
    private static final String VALIDITY = "validity";
    private static final String REVOKED_VALIDITY = "revokedValidity";
    private static final long NEVER_VALID = 0;
    static final long UNLIMITED = -1;
    private static final long DEFAULT_SECONDS = 3_600;
    private static final ListForm<PermissionType> SCOPES = new ListForm<>(PermissionItemMapping.TYPE);
    private static final KnownMembers KNOWN = KnownMembers.of(
                    "token", "creationTime", "validity", "scopes", "revoked", REVOKED_VALIDITY)
            .together(names())
            .shaped("scopes", SCOPES.shape());

    @Override
    public Optional<AuthenticationToken> read(JsonObject source) {
        Optional<PasswordHash> hash = Values.text(source, "token", PasswordHash::of);
        Optional<Instant> created = MomentForm.MOMENT.read(source, "creationTime");
        Optional<TokenValidity> validity = validity(source);
        Optional<TokenScope> scope = scope(source);
        Optional<Instant> revoked = MomentForm.MOMENT.read(source, "revoked");
        Optional<Instant> ended = revoked.or(() -> RemovalMembers.ofToken(source));
        boolean readable = hash.isPresent()
                && created.isPresent()
                && validity.isPresent()
                && scope.isPresent()
                && revoked.isPresent() == source.value("revoked").isPresent()
                && (ended.isPresent() || source.value(REVOKED_VALIDITY).isEmpty());
        return readable
                ? Optional.of(new AuthenticationToken(
                        hash.get(), created.get(), validity.get(), scope.get(), ended, PreservedJson.NONE))
                : Optional.empty();
    }

    @Override
    public JsonObject write(AuthenticationToken token) {
        return new JsonObjectBuilder()
                .putText("token", token.hash().encoded())
                .put("creationTime", MomentForm.MOMENT.write(token.created()))
                .put(VALIDITY, JsonNumber.of(token.revoked().isPresent() ? NEVER_VALID : seconds(token.validity())))
                .put("scopes", scopes(token.scope()))
                .put("revoked", token.revoked().map(MomentForm.MOMENT::write))
                .put(REVOKED_VALIDITY, token.revoked().map(when -> JsonNumber.of(seconds(token.validity()))))
                .build();
    }

    @Override
    public KnownMembers known() {
        return KNOWN;
    }

    @Override
    public PreservedJson unknownMembers(AuthenticationToken token) {
        return token.unknownMembers();
    }

    @Override
    public AuthenticationToken withUnknownMembers(AuthenticationToken token, PreservedJson unknown) {
        return new AuthenticationToken(
                token.hash(), token.created(), token.validity(), token.scope(), token.revoked(), unknown);
    }

    /** A removed token is read as a revoked one, which is written by several members. */
    private static String[] names() {
        return Stream.concat(Stream.of(VALIDITY, "revoked", REVOKED_VALIDITY), Stream.of(RemovalMembers.names()))
                .toArray(String[]::new);
    }

    private static Optional<TokenValidity> validity(JsonObject source) {
        String member = source.value(REVOKED_VALIDITY).isPresent() ? REVOKED_VALIDITY : VALIDITY;
        return source.value(member).isEmpty()
                ? Optional.of(TokenValidity.seconds(DEFAULT_SECONDS))
                : source.number(member).flatMap(JsonNumber::asLong).flatMap(TokenMapping::validity);
    }

    private static Optional<TokenValidity> validity(long seconds) {
        return seconds == UNLIMITED
                ? Optional.of(TokenValidity.unlimited())
                : Values.valid(() -> TokenValidity.seconds(seconds));
    }

    private static long seconds(TokenValidity validity) {
        return validity instanceof TokenValidity.Limited limited
                ? limited.duration().toSeconds()
                : UNLIMITED;
    }

    /** Types that are not known narrow the scope: a list with none that is known cannot be read. */
    private static Optional<TokenScope> scope(JsonObject source) {
        Optional<Json> scopes = source.value("scopes");
        return scopes.isEmpty()
                ? Optional.of(TokenScope.unrestricted())
                : scopes.flatMap(SCOPES::read).flatMap(TokenMapping::restricted);
    }

    private static Optional<TokenScope> restricted(List<PermissionType> types) {
        Set<PermissionType> distinct = new LinkedHashSet<>(types);
        return Values.valid(() -> new TokenScope.Restricted(distinct));
    }

    private static Optional<Json> scopes(TokenScope scope) {
        return scope instanceof TokenScope.Restricted restricted
                ? Optional.of(SCOPES.writeAll(restricted.types()))
                : Optional.empty();
    }
}
