package io.keyholder.documents;

import io.keyholder.documents.internal.Json;
import io.keyholder.documents.internal.JsonBoolean;
import io.keyholder.documents.internal.JsonNumber;
import io.keyholder.documents.internal.JsonObject;
import io.keyholder.documents.internal.JsonObjectBuilder;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.ValueType;
import java.util.Optional;

/** The {@code typedValue} of a property (FORMATS section 2). One without a type or with another type's value cannot be read. */
final class TypedValueForm implements Form<TypedValue> {
    static final Shape SHAPE = Shape.object(
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
