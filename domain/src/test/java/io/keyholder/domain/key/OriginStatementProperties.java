package io.keyholder.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** The laws of what is signed. */
class OriginStatementProperties {
    private static final String SIGNER = "a".repeat(64);

    /** Digits and colons, which are what could shift from one part to the next. */
    @Property
    void twoStatementsNeverHaveTheSameMessage(
            @ForAll @Chars({'1', '2', ':'}) @StringLength(min = 1, max = 6) String user,
            @ForAll @Chars({'1', '2', ':'}) @StringLength(max = 6) String property,
            @ForAll @Chars({'1', '2', ':'}) @StringLength(min = 1, max = 6) String otherUser,
            @ForAll @Chars({'1', '2', ':'}) @StringLength(max = 6) String otherProperty) {
        OriginStatement one = new OriginStatement(new UserId(user), property, SIGNER, SIGNER);
        OriginStatement other = new OriginStatement(new UserId(otherUser), otherProperty, SIGNER, SIGNER);
        assertThat(Arrays.equals(one.message(), other.message())).isEqualTo(one.equals(other));
    }

    @Example
    void theMessageIsTheLabelAndEachPartAfterItsLength() {
        OriginStatement statement = OriginStatement.about(
                new UserId("ada"), "org.example.note", SIGNER, "abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(statement.message())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("27:keyholder property origin 13:ada16:org.example.note64:" + SIGNER
                        + "64:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Example
    void digestsHaveOneSpelling() {
        for (String bad : new String[] {"", "a".repeat(63), "A".repeat(64), "a".repeat(65), "g".repeat(64)}) {
            assertThatThrownBy(() -> new OriginStatement(new UserId("ada"), "note", bad, SIGNER))
                    .isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> new OriginStatement(new UserId("ada"), "note", SIGNER, bad))
                    .isInstanceOf(InvalidValueException.class);
        }
    }
}
