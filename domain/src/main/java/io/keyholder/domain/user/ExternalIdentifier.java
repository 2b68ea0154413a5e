package io.keyholder.domain.user;

import io.keyholder.domain.document.PreservedJson;
import java.util.Optional;

/**
 * A business identifier of the person, such as a national register number, as FHIR models it. Immutable; without
 * content in {@code toString}, because it is personal data.
 *
 * @param system who defined the kind of identifier, usually a URI
 * @param value the identifier within that system
 * @param use what it is for: usual, official, temp, secondary, old
 * @param unknownMembers everything else its stored form said
 */
public record ExternalIdentifier(
        Optional<String> system, Optional<String> value, Optional<String> use, PreservedJson unknownMembers) {
    @Override
    public String toString() {
        return "ExternalIdentifier[hidden]";
    }
}
