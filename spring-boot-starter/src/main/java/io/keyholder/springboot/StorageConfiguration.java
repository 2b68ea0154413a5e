package io.keyholder.springboot;

import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.ports.Storage;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store that the property {@code keyholder.store} names. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    static final String STORE = "keyholder.store";
    private static final String COUCHDB_STORAGE = "io.keyholder.adapters.couchdb.CouchDbStorage";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Storage.class)
    @ConditionalOnProperty(name = STORE, havingValue = "embedded", matchIfMissing = true)
    static class InFiles {
        @Bean
        Storage keyholderStorage(KeyholderProperties properties) {
            KeyholderProperties.Embedded settings = properties.embedded();
            Path directory = Settings.required(
                    "keyholder.embedded.directory",
                    settings.directory(),
                    "Set it to a directory of this application alone, such as /var/lib/practice/users.",
                    "Set " + STORE + "=memory for a trial, whose users are gone when the application stops.");
            Integer cache = settings.cacheMebibytes();
            H2Options standard = H2Options.defaults()
                    .withDurability(settings.durability())
                    .withWhenMissing(
                            settings.createWhenMissing() ? H2Options.WhenMissing.CREATE : H2Options.WhenMissing.REFUSE);
            H2Options options = Settings.using(
                    "keyholder.embedded.cache-mebibytes",
                    () -> new H2Options(
                            standard.durability(),
                            standard.whenMissing(),
                            cache == null ? standard.cacheMebibytes() : cache),
                    "Leave it out, which means a sixteenth of the largest heap.");
            return Settings.using(
                    "keyholder.embedded.directory",
                    () -> H2Storage.at(directory, options),
                    "Stop the other process when one has the directory open: it is for one process at a time.",
                    "Name a directory that this application owns and no other account may write.",
                    "Set keyholder.embedded.create-when-missing=true when a new store shall be made.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Storage.class)
    @ConditionalOnProperty(name = STORE, havingValue = "memory")
    static class InMemory {
        @Bean
        Storage keyholderStorage() {
            return MapStorage.create();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Storage.class)
    @ConditionalOnProperty(name = STORE, havingValue = "couchdb")
    @ConditionalOnClass(name = COUCHDB_STORAGE)
    static class InCouchDb {
        @Bean
        Storage keyholderStorage(KeyholderProperties properties) {
            return CouchDbOpening.open(properties.couchdb());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Storage.class)
    @ConditionalOnProperty(name = STORE, havingValue = "couchdb")
    @ConditionalOnMissingClass(COUCHDB_STORAGE)
    static class WithoutCouchDb {
        @Bean
        Storage keyholderStorage() {
            throw new InvalidSettingException(
                    STORE,
                    "is couchdb, and the adapter for CouchDB is not on the class path",
                    null,
                    "Add the dependency io.keyholder:keyholder-adapters-couchdb.");
        }
    }
}
