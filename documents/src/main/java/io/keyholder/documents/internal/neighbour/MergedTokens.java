package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.neighbour.ThreeWayMerge.Changes;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of a user after another server's save: those that it makes and removes count, those that a generation
 * drops come back, unless another one may have removed them. Used once.
 */
final class MergedTokens {
    private final Tokens ours;
    private final Tokens published;
    private final Tokens theirs;
    private final Changes changes;

    MergedTokens(Tokens ours, Tokens published, Tokens theirs, Changes changes) {
        this.ours = ours;
        this.published = published;
        this.theirs = theirs;
        this.changes = changes;
    }

    /** @param isClosed whether the user was published as one that cannot log in there */
    Tokens tokens(boolean isClosed) {
        return new Tokens(authentication(isClosed), application(isClosed));
    }

    private Map<String, AuthenticationToken> authentication(boolean isClosed) {
        Map<String, AuthenticationToken> merged = new LinkedHashMap<>();
        ours.authentication().forEach((name, own) -> {
            boolean wasPublished = published.named(name).isPresent();
            Optional<AuthenticationToken> after = theirs.named(name);
            if (!wasPublished) {
                after.ifPresent(token -> changes.note(Kind.WITHHELD, member(name)));
                merged.put(name, own);
            } else if (after.isPresent()) {
                merged.put(name, changed(name, own, after.get()));
            } else if (changes.evidence().isFirstAmongOthers()) {
                changes.unclear().add(name, own);
            } else if (changes.evidence().byFirst()) {
                changes.note(Kind.RESTORED, member(name));
                merged.put(name, own);
            } else {
                changes.note(Kind.CHANGED, member(name));
            }
        });
        theirs.authentication().forEach((name, token) -> {
            if (!ours.authentication().containsKey(name)) {
                boolean isTaken = !isClosed && Published.isPublished(name, token);
                changes.note(isTaken ? Kind.CHANGED : Kind.WITHHELD, member(name));
                if (isTaken) {
                    merged.put(name, token);
                }
            }
        });
        return merged;
    }

    /** A token of the same value never lives longer than before. */
    private AuthenticationToken changed(String name, AuthenticationToken own, AuthenticationToken after) {
        if (!after.hash().equals(own.hash())) {
            changes.note(Kind.CHANGED, member(name));
            return after;
        }
        boolean isOfSameMoment = MergedParts.isRounded(own.created(), after.created());
        if (after.validity().equals(own.validity()) && isOfSameMoment) {
            return own;
        }
        boolean isShorter = isOfSameMoment
                && after.validity() instanceof TokenValidity.Limited limited
                && !(own.validity() instanceof TokenValidity.Limited before
                        && before.duration().compareTo(limited.duration()) < 0);
        changes.note(isShorter ? Kind.CHANGED : Kind.WITHHELD, member(name));
        return isShorter
                ? new AuthenticationToken(
                        own.hash(), own.created(), after.validity(), own.scope(), own.revoked(), own.unknownMembers())
                : own;
    }

    private Map<String, ApplicationToken> application(boolean isClosed) {
        Map<String, ApplicationToken> merged = new LinkedHashMap<>();
        ours.application().forEach((name, own) -> {
            Optional<ApplicationToken> after =
                    Optional.ofNullable(theirs.application().get(name));
            if (!published.application().containsKey(name)) {
                merged.put(name, own);
            } else if (after.isPresent()) {
                merged.put(name, after.get());
                noteChange(name, own.equals(after.get()));
            } else if (changes.evidence().isCurrentAmongOthers()) {
                changes.unclear().add(name, own);
            } else if (changes.evidence().byCurrent()) {
                changes.note(Kind.RESTORED, member(name));
                merged.put(name, own);
            } else {
                changes.note(Kind.CHANGED, member(name));
            }
        });
        theirs.application().forEach((name, token) -> {
            if (!ours.application().containsKey(name)) {
                changes.note(isClosed ? Kind.WITHHELD : Kind.CHANGED, member(name));
                if (!isClosed) {
                    merged.put(name, token);
                }
            }
        });
        return merged;
    }

    private void noteChange(String name, boolean isUnchanged) {
        if (!isUnchanged) {
            changes.note(Kind.CHANGED, member(name));
        }
    }

    static String member(String name) {
        return "token '" + name + "'";
    }
}
