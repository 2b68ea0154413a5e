package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonBoolean;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.EnumForm;
import io.keyholder.documents.internal.lossless.KnownMembers;
import io.keyholder.documents.internal.lossless.MergeRule;
import io.keyholder.documents.internal.lossless.MomentForm;
import io.keyholder.documents.internal.lossless.ValueCodec;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.ValueType;
import java.util.Optional;

/**
 * The {@code typedValue} of a property (FORMATS section 2). One without a type or with another type's value cannot be
 * read.
 */
public final class TypedValueForm implements ValueCodec<TypedValue> {
    static final MergeRule SHAPE = MergeRule.object(
            KnownMembers.of("type", "booleanValue", "integerValue", "doubleValue", "stringValue", "dateValue"));

    private static final EnumForm<ValueType> TYPE = EnumForm.of(ValueType.class);

    @Override
    public Optional<TypedValue> read(Json json) {
        return json instanceof JsonObject source
                ? source.get("type").flatMap(TYPE::read).flatMap(type -> read(source, type))
                : Optional.empty();
    }

    @Override
    public JsonObject write(TypedValue value) {
        JsonObjectBuilder builder = new JsonObjectBuilder().put("type", TYPE.write(value.type()));
        if (value instanceof TypedValue.BooleanValue flag) {
            builder.put("booleanValue", JsonBoolean.of(flag.value()));
        } else if (value instanceof TypedValue.IntegerValue integer) {
            builder.put("integerValue", JsonNumber.of(integer.value()));
        } else if (value instanceof TypedValue.DoubleValue number) {
            builder.put("doubleValue", JsonNumber.of(number.value()));
        } else if (value instanceof TypedValue.DateValue date) {
            builder.put("dateValue", MomentForm.MOMENT.write(date.value()));
        } else {
            builder.putText("stringValue", text(value));
        }
        return builder.build();
    }

    private static Optional<TypedValue> read(JsonObject source, ValueType type) {
        return switch (type) {
            case BOOLEAN -> source.get("booleanValue").flatMap(TypedValueForm::flag);
            case INTEGER ->
                source.number("integerValue").flatMap(JsonNumber::asLong).map(TypedValue.IntegerValue::new);
            case DOUBLE ->
                source.number("doubleValue").flatMap(JsonNumber::asDouble).map(TypedValue.DoubleValue::new);
            case DATE -> MomentForm.MOMENT.read(source, "dateValue").map(TypedValue.DateValue::new);
            case STRING -> Values.text(source, "stringValue", TypedValue.StringValue::new);
            case CLOB -> Values.text(source, "stringValue", TypedValue.ClobValue::new);
            case JSON -> Values.text(source, "stringValue", TypedValue.JsonValue::new);
        };
    }

    private static Optional<TypedValue> flag(Json json) {
        return json instanceof JsonBoolean flag
                ? Optional.of(new TypedValue.BooleanValue(flag == JsonBoolean.TRUE))
                : Optional.empty();
    }

    private static String text(TypedValue value) {
        if (value instanceof TypedValue.StringValue string) {
            return string.value();
        }
        if (value instanceof TypedValue.ClobValue clob) {
            return clob.value();
        }
        if (value instanceof TypedValue.JsonValue json) {
            return json.value();
        }
        throw new IllegalStateException(value.type() + " is no text");
    }
}
