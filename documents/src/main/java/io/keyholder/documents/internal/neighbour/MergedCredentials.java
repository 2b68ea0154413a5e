package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.neighbour.ThreeWayMerge.Changes;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user proves itself with after another server's save. Used once. */
final class MergedCredentials {
    private static final Pattern SALTED = Pattern.compile("(\\{[^{}]{1,100}\\})([0-9a-f]{64})");

    private final Credentials ours;
    private final Credentials published;
    private final Credentials theirs;
    private final Changes changes;

    MergedCredentials(Credentials ours, Credentials published, Credentials theirs, Changes changes) {
        this.ours = ours;
        this.published = published;
        this.theirs = theirs;
        this.changes = changes;
    }

    Credentials credentials() {
        return new Credentials(source(), passwordHash(), secondFactor());
    }

    private Optional<AuthenticationSource> source() {
        if (theirs.source().equals(published.source())) {
            return ours.source();
        }
        boolean isNarrower = theirs.source().orElse(AuthenticationSource.DATABASE) != AuthenticationSource.DATABASE;
        changes.note(isNarrower ? Kind.CHANGED : Kind.WITHHELD, "type");
        return isNarrower ? theirs.source() : ours.source();
    }

    /** A password that is changed there is changed here too, unless the user was closed to that server. */
    private Optional<PasswordHash> passwordHash() {
        Optional<PasswordHash> before = published.passwordHash();
        Optional<PasswordHash> after = theirs.passwordHash();
        if (after.equals(before)) {
            return ours.passwordHash();
        }
        if (before.isPresent()
                && after.filter(hash -> isHashOf(hash.encoded(), before.get().encoded()))
                        .isPresent()) {
            changes.note(Kind.REHASHED, "passwordHash");
            return ours.passwordHash();
        }
        boolean isClosed = before.isEmpty() && ours.passwordHash().isPresent();
        changes.note(isClosed ? Kind.WITHHELD : Kind.CHANGED, "passwordHash");
        return isClosed ? ours.passwordHash() : after;
    }

    /** Whether a hash is the one that an iCure server makes of a text. */
    private static boolean isHashOf(String hash, String text) {
        Matcher salted = SALTED.matcher(hash);
        return salted.matches()
                ? Sha256.hex(text + salted.group(1)).equals(salted.group(2))
                : Sha256.hex(text).equals(hash);
    }

    private SecondFactor secondFactor() {
        SecondFactor before = published.secondFactor();
        SecondFactor after = theirs.secondFactor();
        if (after.equals(before)) {
            return ours.secondFactor();
        }
        boolean isWider = rank(after) < rank(ours.secondFactor());
        changes.note(isWider ? Kind.WITHHELD : Kind.CHANGED, "secret");
        return isWider ? ours.secondFactor() : after;
    }

    private static int rank(SecondFactor factor) {
        if (factor instanceof SecondFactor.Unusable) {
            return 3;
        }
        if (factor instanceof SecondFactor.On) {
            return 2;
        }
        return factor instanceof SecondFactor.Pending ? 1 : 0;
    }
}
