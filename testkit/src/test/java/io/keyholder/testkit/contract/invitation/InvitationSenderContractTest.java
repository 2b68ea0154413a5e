package io.keyholder.testkit.contract.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** That the contract of senders passes for the collecting one and fails for broken ones; and what messages refuse. */
class InvitationSenderContractTest {
    @Test
    void passesForTheCollectingSender() {
        ContractRun run = ContractRun.of(OfTheCollectingSender.class);
        assertThat(run.failures()).as("failures of %s", run).isEmpty();
        assertThat(run.tests()).hasSize(4);
    }

    @Test
    void findsASenderThatClaimsToHaveSent() {
        assertThat(ContractRun.of(Claiming.class).failures()).contains("whatIsCalledSentArrives");
    }

    @Test
    void findsASenderThatDropsWhatItSentBefore() {
        assertThat(ContractRun.of(Deduplicating.class).failures())
                .containsExactly("sendsTheSameMessageAsOftenAsItIsAskedTo");
    }

    @Test
    void findsASenderThatKnowsOneScriptOnly() {
        assertThat(ContractRun.of(AsciiOnly.class).failures()).containsExactly("carriesTextOfAnyScriptUnchanged");
    }

    @Test
    void failsAsOftenAsItIsToldTo() {
        CollectingInvitationSender sender = new CollectingInvitationSender();
        sender.failNext(SendFailure.TIMED_OUT);
        assertThat(sender.send(sms("one"))).isEqualTo(SendOutcome.notSent(SendFailure.TIMED_OUT));
        assertThat(sender.send(sms("two"))).isEqualTo(SendOutcome.sent());
        assertThat(sender.sent()).containsExactly(sms("two"));
        assertThat(sender.last()).isEqualTo(sms("two"));
        sender.beforeNext(() -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> sender.send(sms("three"))).isInstanceOf(IllegalStateException.class);
        assertThat(sender.sent()).hasSize(1);
    }

    @Test
    void noSubjectBecomesAnotherHeader() {
        for (String subject : List.of(
                "a\r\nBcc: eve@example.org", "a\nb", "a\rb", "a\u0000", "a\u2028b", "a\u2029b", "a\u0085b", "")) {
            assertThatThrownBy(() -> email(subject)).isInstanceOf(InvalidValueException.class);
        }
        assertThat(email("a b: c").subject()).isEqualTo("a b: c");
    }

    @Test
    void messagesShowNothingInText() {
        assertThat(email("sentinel").toString() + sms("sentinel")).doesNotContain("sentinel", "mary", "123456");
        assertThatThrownBy(() -> sms("")).isInstanceOf(InvalidValueException.class);
    }

    private static InvitationMessage.Email email(String subject) {
        return new InvitationMessage.Email(
                new Contact.Email("practice@example.org"),
                new Contact.Email("mary@example.org"),
                subject,
                "sentinel",
                Optional.empty());
    }

    private static InvitationMessage sms(String text) {
        return new InvitationMessage.Sms(new Contact.MobilePhone("123456"), text);
    }

    @Test
    void findsMessagesThatAreLostOnOtherThreads() {
        assertThat(ContractRun.of(BoundToOneThread.class).failures()).containsExactly("sendsForManyAtOnce");
    }

    /** A sender whose messages end up in a list. */
    abstract static class Trial implements InvitationSenderContract {
        final List<String> texts = Collections.synchronizedList(new ArrayList<>());

        @Override
        public InvitationSender sender() {
            return message -> {
                take(((InvitationMessage.Sms) message).text());
                return SendOutcome.sent();
            };
        }

        @Override
        public InvitationMessage message(String text) {
            return sms(text);
        }

        @Override
        public List<String> arrived() {
            return List.copyOf(texts);
        }

        abstract void take(String text);
    }

    static class Claiming extends Trial {
        @Override
        void take(String text) {}
    }

    static class Deduplicating extends Trial {
        @Override
        synchronized void take(String text) {
            if (!texts.contains(text)) {
                texts.add(text);
            }
        }
    }

    static class BoundToOneThread extends Trial {
        private final AtomicReference<Thread> owner = new AtomicReference<>();

        @Override
        public InvitationSender sender() {
            owner.set(Thread.currentThread());
            return super.sender();
        }

        @Override
        void take(String text) {
            if (owner.get() == Thread.currentThread()) {
                texts.add(text);
            }
        }
    }

    static class AsciiOnly extends Trial {
        @Override
        void take(String text) {
            texts.add(text.replaceAll("[^\\x00-\\x7f]", "?"));
        }
    }

    static class OfTheCollectingSender implements InvitationSenderContract {
        private final CollectingInvitationSender sender = new CollectingInvitationSender();

        @Override
        public InvitationSender sender() {
            return sender;
        }

        @Override
        public InvitationMessage message(String text) {
            return sms(text);
        }

        @Override
        public List<String> arrived() {
            return sender.sent().stream()
                    .map(message -> ((InvitationMessage.Sms) message).text())
                    .toList();
        }
    }
}
