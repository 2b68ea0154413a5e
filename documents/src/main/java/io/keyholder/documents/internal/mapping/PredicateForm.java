package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonBoolean;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.lossless.EnumForm;
import io.keyholder.documents.internal.lossless.KnownMembers;
import io.keyholder.documents.internal.lossless.MergeRule;
import io.keyholder.documents.internal.lossless.ValueCodec;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Operator;
import io.keyholder.domain.permission.Predicate;
import java.util.List;
import java.util.Optional;

/**
 * The {@code predicate} of a permission item (FORMATS section 3). Everything can be read: what is not understood
 * becomes {@link Predicate.Unreadable}, which is written as {@code {"unreadable": true}} unless its stored spelling is
 * at hand.
 */
final class PredicateForm implements ValueCodec<Predicate> {
    static final MergeRule SHAPE = MergeRule.object(KnownMembers.of(
            "java_type",
            "itemType",
            "$type",
            "predicates",
            "predicate",
            "key",
            "operator",
            "value",
            PredicateForm.UNREADABLE));

    private static final String UNREADABLE = "unreadable";
    private static final String PACKAGE = "org.taktik.icure.domain.filter.impl.predicate.";
    private static final String SUFFIX = "Predicate";
    private static final EnumForm<Operator> OPERATOR = EnumForm.of(Operator.class);

    /** An absent predicate holds for everything. */
    Predicate read(Optional<Json> json) {
        return json.map(this::readAny).orElseGet(Predicate::always);
    }

    @Override
    public Optional<Predicate> read(Json json) {
        return Optional.of(readAny(json));
    }

    @Override
    public JsonObject write(Predicate predicate) {
        if (predicate instanceof Predicate.Always) {
            return JsonObject.EMPTY;
        }
        if (predicate instanceof Predicate.And and) {
            return named("And").put("predicates", writeAll(and.predicates())).build();
        }
        if (predicate instanceof Predicate.Or or) {
            return named("Or").put("predicates", writeAll(or.predicates())).build();
        }
        if (predicate instanceof Predicate.Not not) {
            return named("Not").put("predicate", write(not.predicate())).build();
        }
        if (predicate instanceof Predicate.KeyValue compared) {
            return named("KeyValue")
                    .putText("key", compared.key())
                    .put("operator", OPERATOR.write(compared.operator()))
                    .put("value", write(compared.value()))
                    .build();
        }
        return new JsonObjectBuilder().put(UNREADABLE, JsonBoolean.TRUE).build();
    }

    private Predicate readAny(Json json) {
        return json instanceof JsonObject source
                ? Values.valid(() -> readMembers(source))
                        .flatMap(found -> found)
                        .orElseGet(Predicate.Unreadable::new)
                : new Predicate.Unreadable();
    }

    private Optional<Predicate> readMembers(JsonObject source) {
        List<String> variants = ClassNames.variants(source)
                .map(PredicateForm::variant)
                .distinct()
                .toList();
        if (variants.isEmpty()) {
            return source.members().keySet().stream().allMatch(ClassNames::isDiscriminator)
                    ? Optional.of(Predicate.always())
                    : Optional.empty();
        }
        return variants.size() == 1 ? readVariant(variants.get(0), source) : Optional.empty();
    }

    private Optional<Predicate> readVariant(String variant, JsonObject source) {
        return switch (variant) {
            case "Always" -> Optional.of(Predicate.always());
            case "And" -> source.get("predicates").flatMap(this::readAll).map(Predicate.And::new);
            case "Or" -> source.get("predicates").flatMap(this::readAll).map(Predicate.Or::new);
            case "Not" -> source.value("predicate").map(this::readAny).map(Predicate.Not::new);
            case "KeyValue" -> readComparison(source);
            default -> Optional.empty();
        };
    }

    private Optional<Predicate> readComparison(JsonObject source) {
        return source.text("key")
                .flatMap(key -> source.get("operator")
                        .flatMap(OPERATOR::read)
                        .flatMap(operator -> source.get("value")
                                .flatMap(PredicateForm::readValue)
                                .map(value -> new Predicate.KeyValue(key, operator, value))));
    }

    private Optional<List<Predicate>> readAll(Json json) {
        return json instanceof JsonArray array
                ? Optional.of(array.elements().stream().map(this::readAny).toList())
                : Optional.empty();
    }

    private static Optional<AttributeValue> readValue(Json json) {
        if (json instanceof JsonString text) {
            return Optional.of(AttributeValue.of(text.value()));
        }
        if (json instanceof JsonNumber number) {
            return number.asDecimal().map(AttributeValue::of);
        }
        return json instanceof JsonBoolean flag
                ? Optional.of(AttributeValue.of(flag == JsonBoolean.TRUE))
                : Optional.empty();
    }

    private static Json write(AttributeValue value) {
        if (value instanceof AttributeValue.TextValue text) {
            return new JsonString(text.value());
        }
        return value instanceof AttributeValue.NumberValue number
                ? JsonNumber.of(number.value())
                : JsonBoolean.of(((AttributeValue.FlagValue) value).value());
    }

    private JsonArray writeAll(List<Predicate> predicates) {
        return new JsonArray(predicates.stream().<Json>map(this::write).toList());
    }

    private static String variant(String simpleName) {
        return simpleName.endsWith(SUFFIX)
                ? simpleName.substring(0, simpleName.length() - SUFFIX.length())
                : simpleName;
    }

    private static JsonObjectBuilder named(String variant) {
        return new JsonObjectBuilder().putText("java_type", PACKAGE + variant + SUFFIX);
    }
}
