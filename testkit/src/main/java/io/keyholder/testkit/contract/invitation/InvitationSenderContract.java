package io.keyholder.testkit.contract.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link InvitationSender} promises when nothing is in its way. */
@EndsInTime
@Promise(
        of = InvitationSender.class,
        value = "MUST answer SendOutcome.Sent only when another server has taken the message, "
                + "since it is not sent again then")
public interface InvitationSenderContract {
    /** A sender that can send. */
    InvitationSender sender();

    /** A message of a kind that it supports, with this text. */
    InvitationMessage message(String text);

    /** The texts that arrived at the other side, in any order. */
    List<String> arrived();

    @Test
    default void whatIsCalledSentArrives() {
        assertThat(sender().send(message("one text"))).isEqualTo(SendOutcome.sent());
        assertThat(arrived()).containsExactly("one text");
    }

    @Test
    @Promise(of = InvitationSender.class, value = "They need not notice that they send a message twice.")
    default void sendsTheSameMessageAsOftenAsItIsAskedTo() {
        InvitationSender sender = sender();
        sender.send(message("again"));
        sender.send(message("again"));
        assertThat(arrived()).containsExactly("again", "again");
    }

    @Test
    @Promise(of = InvitationSender.class, value = "Sends one message.")
    default void carriesTextOfAnyScriptUnchanged() {
        String text = "Größe & <b>1</b> \"日本\" שלום 🔑 %s ${x} .";
        assertThat(sender().send(message(text))).isEqualTo(SendOutcome.sent());
        assertThat(arrived()).containsExactly(text);
    }

    @Test
    @Promise(of = InvitationSender.class, value = "Implementations MUST be thread-safe")
    default void sendsForManyAtOnce() {
        InvitationSender sender = sender();
        List<String> texts = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            texts.add("text " + number);
        }
        List<SendOutcome> outcomes = Race.between(texts.size(), number -> sender.send(message(texts.get(number))));
        assertThat(outcomes).containsOnly(SendOutcome.sent());
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(texts);
    }
}
