package io.keyholder.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of a user: what they refuse, and what they show of themselves. */
class UserPartsTest {
    private static final String HALF = "x\ud800";

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("login is empty", () -> LoginIdentifiers.login("")),
                refused("email is empty", () -> LoginIdentifiers.login("bob").withEmail("")),
                refused("property id holds half of a surrogate pair", () -> property(HALF, "i", "c")),
                refused("property identifier holds half of a surrogate pair", () -> property("i", HALF, "c")),
                refused("property content holds half of a surrogate pair", () -> property("i", "i", HALF)),
                refused("name has 10001 characters", () -> Profile.NONE.withName("x".repeat(10_001))),
                refused("property value is not a finite", () -> new TypedValue.DoubleValue(Double.NaN)),
                refused("property value holds half", () -> new TypedValue.StringValue(HALF)),
                refused("property value holds half", () -> new TypedValue.ClobValue(HALF)),
                refused("property value holds half", () -> new TypedValue.JsonValue(HALF)),
                refused("delegation tag has 513", () -> new DelegationTag("x".repeat(513))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBe(String problem, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(InvalidValueException.class).hasMessageStartingWith(problem);
    }

    static Stream<Arguments> shown() {
        return Stream.of(
                Arguments.of(Profile.NONE.withName("Mary"), "Profile[hidden]"),
                Arguments.of(new TypedValue.StringValue("Mary"), "StringValue[hidden]"),
                Arguments.of(new TypedValue.ClobValue("Mary"), "ClobValue[hidden]"),
                Arguments.of(new TypedValue.JsonValue("1"), "JsonValue[hidden]"),
                Arguments.of(DelegationTag.ALL, "all"),
                Arguments.of(
                        new ExternalIdentifier(
                                Optional.of("s"), Optional.of("v"), Optional.empty(), PreservedJson.NONE),
                        "ExternalIdentifier[hidden]"),
                Arguments.of(Property.of("quota", new TypedValue.IntegerValue(1)), "Property['quota']"),
                Arguments.of(
                        new Property(
                                Optional.of("secret"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                PreservedJson.NONE),
                        "Property[without identifier]"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void showsNoPersonalData(Object part, String shown) {
        assertThat(part).hasToString(shown);
    }

    @Test
    void namesTheFlawOfAnEmailAndAPhone() {
        LoginIdentifiers bob = LoginIdentifiers.login("bob");
        assertThat(bob.flaw()).isEmpty();
        assertThat(bob.withEmail(" bob@example.org ").flaw()).isEmpty();
        for (String wrong : List.of("bob", "@example.org", "bob@", "bob@a@b")) {
            assertThat(bob.withEmail(wrong).flaw()).contains("email is not one name, one @ and one domain");
        }
        assertThat(bob.withMobilePhone("+").flaw()).contains("mobile phone has no digit");
        assertThat(bob.withMobilePhone("tel. 7").flaw()).isEmpty();
    }

    @Test
    void knowsTheDelegatesOfEachKindOfData() {
        AutoDelegations shared = AutoDelegations.NONE.with(DelegationTag.ALL, List.of(new DataOwnerId("h")));
        assertThat(shared.delegates(DelegationTag.ALL)).containsExactly(new DataOwnerId("h"));
        assertThat(shared.delegates(new DelegationTag("other"))).isEmpty();
    }

    private static Arguments refused(String problem, ThrowingCallable making) {
        return Arguments.of(problem, making);
    }

    private static Property property(String id, String identifier, String content) {
        return new Property(
                Optional.of(id),
                Optional.of(identifier),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(content),
                PreservedJson.NONE);
    }
}
