package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are known by certificates that the platform trusts and that name them, or nothing is sent to them. */
class CertificateTest {
    private static final char[] PASSWORD = "of-tests".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void refusesAServerThatNobodyVouchesFor() throws Exception {
        assertRefused(contextOf("ip:127.0.0.1"), SSLContext.getDefault());
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws Exception {
        SSLContext context = contextOf("dns:elsewhere.example");
        assertRefused(context, context);
    }

    @Test
    void acceptsAServerThatThePlatformTrusts() throws Exception {
        SSLContext context = contextOf("ip:127.0.0.1");
        try (FaultProxy proxy = FaultProxy.before(new MapCouchDb(), context.getServerSocketFactory())) {
            withPlatformTrust(context, () -> {
                try (CouchDbStorage storage = CouchDbStorage.at(proxy.uri("https"), "users")) {
                    assertThat(storage.users().count()).isZero();
                }
            });
        }
    }

    private static void assertRefused(SSLContext server, SSLContext platform) throws Exception {
        try (FaultProxy proxy = FaultProxy.before(new MapCouchDb(), server.getServerSocketFactory())) {
            withPlatformTrust(
                    platform,
                    () -> assertThatThrownBy(() -> CouchDbStorage.at(proxy.uri("https"), "users")
                                    .close())
                            .isInstanceOf(StoreException.class)
                            .isNotInstanceOf(StoreUnavailableException.class)
                            .hasMessageContaining("certificate"));
            assertThat(proxy.heads()).isEmpty();
        }
    }

    private static void withPlatformTrust(SSLContext context, Runnable action) throws GeneralSecurityException {
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(context);
        try {
            action.run();
        } finally {
            SSLContext.setDefault(before);
        }
    }

    /** A context with a fresh certificate of its own that trusts nobody else. */
    private SSLContext contextOf(String subject) throws Exception {
        Path file = folder.resolve("keys.p12");
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=tests",
                "-ext",
                "san=" + subject,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(file)) {
            keys.load(stored, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
