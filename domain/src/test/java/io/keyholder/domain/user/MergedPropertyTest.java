package io.keyholder.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.document.PreservedJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergedPropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PreservedJson UNKNOWN = PreservedJson.of(Map.of("x", "1"), Set.of());
    private static final Property QUOTA = new Property(
            Optional.of("p1"),
            Optional.of("quota"),
            Optional.of(ValueType.INTEGER),
            Optional.of(new TypedValue.IntegerValue(1)),
            Optional.empty(),
            Optional.empty(),
            UNKNOWN);
    private static final Property COLOUR = Property.of("colour", new TypedValue.StringValue("red"));

    @Test
    void addsWhatHasAnotherIdentifierOrNone() {
        Property anonymous = anonymous();
        assertThat(merged(List.of(QUOTA, anonymous), COLOUR, anonymous))
                .containsExactly(QUOTA, anonymous, COLOUR, anonymous);
    }

    @Test
    void changesEachOfItsIdentifierInItsPlaceAndKeepsWhatItDoesNotKnow() {
        Property fresh = Property.of("quota", new TypedValue.IntegerValue(7));
        assertThat(merged(List.of(QUOTA, COLOUR, QUOTA), fresh))
                .containsExactly(
                        QUOTA.withValue(new TypedValue.IntegerValue(7)),
                        COLOUR,
                        QUOTA.withValue(new TypedValue.IntegerValue(7)));
    }

    @Test
    void leavesDeletedOnesAlone() {
        Property deleted = new Property(
                QUOTA.id(),
                QUOTA.identifier(),
                QUOTA.declaredType(),
                QUOTA.value(),
                Optional.of(NOW),
                Optional.empty(),
                UNKNOWN);
        Property fresh = Property.of("quota", new TypedValue.IntegerValue(7));
        assertThat(merged(List.of(deleted), fresh)).containsExactly(deleted, fresh);
    }

    @Test
    void putsEncryptedContentInThePlaceOfAValue() {
        Property fresh = COLOUR.withEncryptedSelf("sealed");
        assertThat(fresh.declaredType()).contains(ValueType.STRING);
        Property stored = Property.of("colour", new TypedValue.StringValue("blue"));
        assertThat(merged(List.of(stored), fresh)).containsExactly(stored.withEncryptedSelf("sealed"));
        Property undeclared = new Property(
                Optional.empty(),
                Optional.of("colour"),
                Optional.empty(),
                Optional.of(new TypedValue.StringValue("blue")),
                Optional.empty(),
                Optional.empty(),
                UNKNOWN);
        assertThat(undeclared.withEncryptedSelf("sealed").declaredType()).contains(ValueType.STRING);
    }

    @Test
    void isTheFreshOneWhereThatHasNeitherValueNorContent() {
        Property bare = bare(Optional.of(ValueType.INTEGER));
        assertThat(merged(List.of(QUOTA), bare)).containsExactly(bare);
    }

    @Test
    void refusesAValueOfAnotherKind() {
        Property text = Property.of("quota", new TypedValue.StringValue("7"));
        assertThatThrownBy(() -> merged(List.of(QUOTA), text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("property is of another kind than the stored one of its identifier");
        Property untyped = new Property(
                QUOTA.id(),
                QUOTA.identifier(),
                Optional.empty(),
                QUOTA.value(),
                Optional.empty(),
                Optional.empty(),
                UNKNOWN);
        assertThatThrownBy(() -> merged(List.of(untyped), text)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> merged(List.of(QUOTA), bare(Optional.of(ValueType.CLOB))))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void takesAnyKindWhereNoneIsKnown() {
        Property text = Property.of("quota", new TypedValue.StringValue("7"));
        Property unknown = bare(Optional.empty());
        assertThat(merged(List.of(unknown), text))
                .containsExactly(unknown.withValue(text.value().orElseThrow()));
        assertThat(merged(List.of(QUOTA), unknown)).containsExactly(unknown);
    }

    private static List<Property> merged(List<Property> stored, Property... fresh) {
        return User.of(
                        new io.keyholder.domain.identity.UserId("u"),
                        LoginIdentifiers.login("bob"),
                        Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
                .withProperties(stored)
                .withMergedProperties(List.of(fresh))
                .properties();
    }

    private static Property bare(Optional<ValueType> declared) {
        return new Property(
                Optional.of("p2"),
                Optional.of("quota"),
                declared,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PreservedJson.NONE);
    }

    private static Property anonymous() {
        return new Property(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new TypedValue.BooleanValue(true)),
                Optional.empty(),
                Optional.empty(),
                PreservedJson.NONE);
    }
}
