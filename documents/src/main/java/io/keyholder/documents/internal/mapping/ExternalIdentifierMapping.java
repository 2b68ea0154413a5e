package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.KnownMembers;
import io.keyholder.documents.internal.lossless.Mapping;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.user.ExternalIdentifier;
import java.util.Optional;

/**
 * An element of {@code identifier} (FORMATS section 1). Its id, assigner, period and type are kept without being read.
 */
final class ExternalIdentifierMapping implements Mapping<ExternalIdentifier> {
    private static final KnownMembers KNOWN = KnownMembers.of("system", "use", "value");

    @Override
    public Optional<ExternalIdentifier> read(JsonObject source) {
        return Optional.of(new ExternalIdentifier(
                source.text("system"), source.text("value"), source.text("use"), PreservedJson.NONE));
    }

    @Override
    public JsonObject write(ExternalIdentifier identifier) {
        return new JsonObjectBuilder()
                .putText("system", identifier.system())
                .putText("value", identifier.value())
                .putText("use", identifier.use())
                .build();
    }

    @Override
    public KnownMembers known() {
        return KNOWN;
    }

    @Override
    public PreservedJson unknownMembers(ExternalIdentifier identifier) {
        return identifier.unknownMembers();
    }

    @Override
    public ExternalIdentifier withUnknownMembers(ExternalIdentifier identifier, PreservedJson unknown) {
        return new ExternalIdentifier(identifier.system(), identifier.value(), identifier.use(), unknown);
    }
}
