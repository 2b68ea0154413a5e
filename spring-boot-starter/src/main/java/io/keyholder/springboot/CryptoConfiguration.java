package io.keyholder.springboot;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.PepperKeys;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.embedded.EmbeddedKeyholder;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Cryptography as the properties describe it. Secrets of second factors are sealed under the host's {@link SealingKeys}
 * or those of a file, and are in clear only in memory.
 */
@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {
    private static final String SEALING_KEY_FILE = "keyholder.sealing-key-file";
    private static final String PEPPER_FILE = "keyholder.hashing.pepper-file";

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(PEPPER_FILE)
    PepperKeys keyholderPepperKeys(KeyholderProperties properties) {
        Path file = Settings.required(
                PEPPER_FILE, properties.hashing().pepperFile(), "Leave it out, or set it to the name of a file.");
        return Settings.using(
                PEPPER_FILE,
                () -> PepperKeys.fromFile(file),
                "Make the file by `openssl rand -base64 32`, readable by the account of this application alone.",
                "Put the file back from its copy when it was lost: without it no user logs in by a password.");
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(SEALING_KEY_FILE)
    SealingKeys keyholderSealingKeys(KeyholderProperties properties) {
        return sealingKeys(Settings.required(
                SEALING_KEY_FILE, properties.sealingKeyFile(), "Leave it out, or set it to the name of a file."));
    }

    /** @param storage makes the directory */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("keyholder.embedded.directory")
    @ConditionalOnProperty(name = StorageConfiguration.STORE, havingValue = "embedded", matchIfMissing = true)
    SealingKeys keyholderSealingKeysBesideStore(KeyholderProperties properties, Storage storage) {
        Path directory = Settings.required(
                "keyholder.embedded.directory", properties.embedded().directory(), "Set it to a directory.");
        return sealingKeys(directory.resolve(EmbeddedKeyholder.SEALING_KEY_FILE));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = StorageConfiguration.STORE, havingValue = "couchdb")
    SealingKeys keyholderSealingKeysOfCouchDb() {
        throw new InvalidSettingException(
                SEALING_KEY_FILE,
                "is not set",
                null,
                "Set it to a file that is kept apart from the database, and is the same on each host.");
    }

    @Bean
    @ConditionalOnMissingBean
    CryptoOptions keyholderCryptoOptions(
            KeyholderProperties properties, ObjectProvider<PepperKeys> pepper, ObjectProvider<SealingKeys> sealing) {
        CryptoOptions options = withCost(CryptoOptions.defaults(), properties.hashing());
        PepperKeys pepperKeys = pepper.getIfAvailable();
        CryptoOptions peppered = pepperKeys == null ? options : options.withPepperKeys(pepperKeys);
        SealingKeys sealingKeys = sealing.getIfAvailable();
        if (sealingKeys != null) {
            return peppered.withSealingKeys(sealingKeys);
        }
        return properties.store() == KeyholderProperties.StoreKind.MEMORY ? peppered.withSecretsInClear() : peppered;
    }

    @Bean
    @ConditionalOnMissingBean
    Crypto keyholderCrypto(CryptoOptions options) {
        return BouncyCastleCrypto.create(options);
    }

    private static SealingKeys sealingKeys(Path file) {
        return Settings.using(
                SEALING_KEY_FILE,
                () -> SealingKeys.createFile(file),
                "Name a file that this application owns and no other account may read or write.",
                "Put the file back from its copy when it was lost: without it no second factor works.");
    }

    private static CryptoOptions withCost(CryptoOptions options, KeyholderProperties.Hashing hashing) {
        Integer cost = hashing.bcryptCost();
        return cost == null
                ? options
                : Settings.using(
                        "keyholder.hashing.bcrypt-cost",
                        () -> options.withBcryptCost(cost),
                        "Leave it out, or set it to a number from 10 to 16.");
    }
}
