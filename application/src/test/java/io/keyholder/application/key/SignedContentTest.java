package io.keyholder.application.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The form of a signed property: what is written is read, and nothing else is taken for it. */
class SignedContentTest {
    private static final String SIGNER = "0123456789abcdef".repeat(4);
    private static final String LABEL = "keyholder signed property 1\n";

    @Property(tries = 100)
    void readsWhatItWrote(@ForAll @Size(max = 600) byte[] signature, @ForAll @Size(max = 600) byte[] sealed) {
        SignedContent read = SignedContent.read(new SignedContent(SIGNER, signature, sealed).encoded())
                .orElseThrow();

        assertThat(read.signer()).isEqualTo(SIGNER);
        assertThat(read.signature()).isEqualTo(signature);
        assertThat(read.sealed()).isEqualTo(sealed);
    }

    @Property(tries = 100)
    void takesNothingElseForIt(@ForAll @Size(max = 200) byte[] any) {
        assertThat(SignedContent.read(any)).isEmpty();
    }

    /** A part of it is none, or has less of the signature or the content: neither verifies. */
    @Test
    void readsNoMoreThanIsThere() {
        byte[] signature = {1, 2, 3};
        byte[] whole = new SignedContent(SIGNER, signature, new byte[] {4, 5}).encoded();
        int head = LABEL.length() + 32 + 2;
        for (int length = 0; length < whole.length; length++) {
            Optional<SignedContent> read = SignedContent.read(Arrays.copyOf(whole, length));
            assertThat(read.isPresent()).as("%s bytes", length).isEqualTo(length >= head);
            int kept = Math.max(0, length - head);
            read.ifPresent(part -> {
                assertThat(part.signature()).hasSize(Math.min(kept, signature.length));
                assertThat(part.sealed()).hasSize(Math.max(0, kept - signature.length));
            });
        }
    }

    @Test
    void aLabelOfAnotherVersionIsNone() {
        byte[] other = new SignedContent(SIGNER, new byte[1], new byte[1]).encoded();
        other[LABEL.length() - 2] = '2';
        assertThat(SignedContent.read(other)).isEmpty();
        assertThat(SignedContent.read(LABEL.getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }
}
