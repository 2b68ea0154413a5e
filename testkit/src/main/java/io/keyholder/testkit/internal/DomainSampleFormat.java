package io.keyholder.testkit.internal;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.TokenValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.SampleReportingFormat;

/**
 * Shows values of the domain and of the ports in the report of a failed property, secrets included: their own
 * {@code toString} is silent on purpose. A record is shown by its components, without those that are empty. Unpaired
 * surrogates and control characters are escaped. Stateless.
 */
public final class DomainSampleFormat implements SampleReportingFormat {
    private static final List<String> SHOWN = List.of("io.keyholder.domain.", "io.keyholder.ports.");

    private static final List<PlainPart> PLAIN_PARTS = List.of(
            PlainPart.ofText(PasswordHash.class, PasswordHash::encoded),
            PlainPart.ofText(TotpSecret.class, TotpSecret::encoded),
            PlainPart.ofText(ApplicationToken.class, ApplicationToken::value),
            PlainPart.ofText(Password.class, password -> new String(password.utf8(), StandardCharsets.UTF_8)),
            PlainPart.ofText(TokenValue.class, TokenValue::reveal),
            PlainPart.ofText(DeviceMark.class, DeviceMark::reveal),
            PlainPart.ofText(RecoveryKey.class, RecoveryKey::reveal),
            PlainPart.ofBytes(EncryptionPrivateKey.class, EncryptionPrivateKey::pkcs8),
            PlainPart.ofBytes(ContentKey.class, ContentKey::bytes),
            PlainPart.ofBytes(PossessionProof.class, PossessionProof::bytes),
            PlainPart.of(EncryptionPublicKey.class, key -> key.padding() + " " + key.hex()),
            PlainPart.of(
                    PreservedJson.class,
                    json -> labelled(Map.of("members", json.jsonByName(), "absent", json.absentNames()))));

    /** For jqwik, which makes it. */
    public DomainSampleFormat() {}

    @Override
    public boolean appliesTo(Object value) {
        Class<?> type = value.getClass();
        boolean isRecord = type.isRecord() && Modifier.isPublic(type.getModifiers());
        return SHOWN.stream().anyMatch(type.getName()::startsWith)
                && (isRecord || plainPart(value).isPresent());
    }

    @Override
    public Object report(Object value) {
        return plainPart(value).orElseGet(() -> components(value));
    }

    @Override
    public Optional<String> label(Object value) {
        return Optional.of(value.getClass().getSimpleName() + " ");
    }

    /** What a type that is no record holds. */
    private static Optional<Object> plainPart(Object value) {
        return PLAIN_PARTS.stream()
                .filter(part -> part.type().isInstance(value))
                .findFirst()
                .map(part -> part.shown().apply(value));
    }

    /** How the values of a type that is no record are shown. */
    private record PlainPart(Class<?> type, Function<Object, Object> shown) {
        static <T> PlainPart of(Class<T> type, Function<T, Object> shown) {
            return new PlainPart(type, value -> shown.apply(type.cast(value)));
        }

        static <T> PlainPart ofText(Class<T> type, Function<T, String> text) {
            return of(type, value -> escaped(text.apply(value)));
        }

        static <T> PlainPart ofBytes(Class<T> type, Function<T, byte[]> bytes) {
            return of(type, value -> HexFormat.of().formatHex(bytes.apply(value)));
        }
    }

    private static Map<Object, Object> components(Object value) {
        Map<String, Object> valueByName = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            valueByName.put(component.getName(), valueOf(component, value));
        }
        return labelled(valueByName);
    }

    private static Object valueOf(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            return SampleReportingFormat.plainLabel("not to be read: " + unreadable);
        }
    }

    private static Map<Object, Object> labelled(Map<String, ?> valueByName) {
        Map<Object, Object> shown = new LinkedHashMap<>();
        valueByName.forEach((name, value) -> {
            if (!isEmpty(value)) {
                shown.put(SampleReportingFormat.plainLabel(name), shown(value));
            }
        });
        return shown;
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty();
        }
        return value instanceof Collection<?> collection
                ? collection.isEmpty()
                : value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static Object shown(Object value) {
        if (value instanceof Optional<?> optional && optional.isPresent()) {
            return shown(optional.get());
        }
        if (value instanceof Collection<?> collection) {
            List<Object> all = new ArrayList<>();
            collection.forEach(element -> all.add(shown(element)));
            return all;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            map.forEach((key, element) -> all.put(shown(key), shown(element)));
            return all;
        }
        return value instanceof String text ? escaped(text) : value;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR ->
                    new String(Character.toChars(point))
                            .chars()
                            .forEach(unit ->
                                    escaped.append("\\u").append(HexFormat.of().toHexDigits((char) unit)));
                default -> escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
