package io.keyholder.web.account;

import io.keyholder.application.token.TokenSummary;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.web.view.Moments;
import java.time.Instant;

/**
 * A token as its owner sees it in the list.
 *
 * @param name its name
 * @param created when it was made
 * @param end until when it works
 * @param lastUse when it was used last
 * @param isUsable whether it works now
 */
record TokenView(String name, String created, String end, String lastUse, boolean isUsable) {
    static TokenView of(TokenSummary summary, Instant now) {
        return new TokenView(
                summary.name(),
                Moments.dateAndTime(summary.token().created()),
                end(summary),
                summary.lastUse().map(Moments::dateAndTime).orElse("never"),
                summary.token().isUsableAt(now));
    }

    private static String end(TokenSummary summary) {
        if (summary.token().revoked().isPresent()) {
            return "revoked";
        }
        return summary.token().validity() instanceof TokenValidity.Limited limited
                ? Moments.dateAndTime(summary.token().created().plus(limited.duration()))
                : "until revoked";
    }
}
