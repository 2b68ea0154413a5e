package io.keyholder.springboot.message;

import io.keyholder.domain.text.LocalizableText;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * The sentences that persons read, in the language of the running request: English, French, Dutch or German. Every
 * sentence has a key, documented with the starter. A message of the host under {@code keyholder.} and that key takes
 * the place of ours. Thread-safe.
 */
public final class KeyholderMessages {
    /** The base name of the bundles. */
    public static final String BUNDLE = "io.keyholder.springboot.message.keyholder";

    /** What a host puts before our keys. */
    public static final String HOST_PREFIX = "keyholder.";

    private final MessageSource bundles;
    private final Optional<MessageSource> host;

    private KeyholderMessages(Optional<MessageSource> host) {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename(BUNDLE);
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        this.bundles = source;
        this.host = host;
    }

    /** Our sentences. */
    public static KeyholderMessages ours() {
        return new KeyholderMessages(Optional.empty());
    }

    /** Those of the host, and ours where it has none. */
    public static KeyholderMessages preferring(MessageSource host) {
        return new KeyholderMessages(Optional.of(host));
    }

    /** A sentence of the library, in the language of the running request. */
    public String text(LocalizableText text) {
        return text(text, LocaleContextHolder.getLocale());
    }

    /** A sentence of the library in a language. A sentence that no bundle has is in English. */
    public String text(LocalizableText text, Locale language) {
        Object[] numbers = new TreeMap<>(text.numbers()).values().toArray();
        return text(text.key(), language, text.english(), numbers);
    }

    /** The sentence of this key in the language of the running request. */
    public String text(String key, Object... arguments) {
        return text(key, LocaleContextHolder.getLocale(), key, arguments);
    }

    private String text(String key, Locale language, String otherwise, Object... arguments) {
        return host.map(source -> find(source, HOST_PREFIX + key, language, arguments))
                .or(() -> Optional.ofNullable(find(bundles, key, language, arguments)))
                .orElse(otherwise);
    }

    private static @Nullable String find(MessageSource source, String key, Locale language, Object... arguments) {
        return source.getMessage(key, arguments, null, language);
    }
}
