package io.keyholder.testkit.sample;

import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Keeps messages instead of sending them, and fails when a test asks it to. For tests only: it keeps the secrets that
 * messages hold. Thread-safe.
 */
public final class CollectingInvitationSender implements InvitationSender {
    private final List<InvitationMessage> sent = new ArrayList<>();
    private final Deque<SendFailure> failures = new ArrayDeque<>();
    private Optional<Runnable> interruption = Optional.empty();

    /** A sender that has sent nothing yet and does not fail. */
    public CollectingInvitationSender() {}

    @Override
    public synchronized SendOutcome send(InvitationMessage message) {
        Optional<Runnable> now = interruption;
        interruption = Optional.empty();
        now.ifPresent(Runnable::run);
        if (!failures.isEmpty()) {
            return SendOutcome.notSent(failures.remove());
        }
        sent.add(message);
        return SendOutcome.sent();
    }

    /** The next message that is not planned to fail yet does. */
    public synchronized void failNext(SendFailure failure) {
        failures.add(failure);
    }

    /** Runs this, which may throw, in the place of a server, before the next message is taken. */
    public synchronized void beforeNext(Runnable action) {
        interruption = Optional.of(action);
    }

    /** The messages that left, the first first. */
    public synchronized List<InvitationMessage> sent() {
        return List.copyOf(sent);
    }

    /** The message that left last. */
    public synchronized InvitationMessage last() {
        return sent.get(sent.size() - 1);
    }
}
