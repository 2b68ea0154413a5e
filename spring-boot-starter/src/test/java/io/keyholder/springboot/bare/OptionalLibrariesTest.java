package io.keyholder.springboot.bare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The starter works where an optional library is not on the class path, and leaves out what needs it. */
class OptionalLibrariesTest {
    private static final List<String> SECURITY = List.of("spring-security", "spring-boot-security");
    private static final List<String> ACTUATOR = List.of(
            "spring-boot-actuator",
            "spring-boot-health",
            "spring-boot-micrometer",
            "micrometer-core",
            "micrometer-jakarta");
    private static final List<String> MAIL = List.of("spring-boot-mail", "adapters-mail", "angus-mail", "jakarta.mail");
    private static final List<String> COUCHDB = List.of("adapters-couchdb", "ektorp", "httpclient", "httpcore");
    private static final List<String> WEB = List.of("spring-web", "spring-boot-web", "spring-boot-servlet", "tomcat");
    private static final List<String> SESSION =
            List.of("spring-session", "spring-boot-session", "spring-jdbc", "spring-boot-jdbc", "spring-boot-sql");

    @Test
    void withoutAnyOfThemThereIsAKeyholder() throws Exception {
        List<String> beans = beansWithout(List.of(SECURITY, ACTUATOR, MAIL, COUCHDB, WEB, SESSION));
        assertThat(beans)
                .contains("keyholder", "keyholderStorage", "keyholderCrypto")
                .doesNotContain(
                        "keyholderLogin", "keyholderObserver", "keyholderHealthIndicator", "keyholderInvitationSender");
    }

    @Test
    void withoutSecurityAndPagesThereAreMetrics() throws Exception {
        assertThat(beansWithout(List.of(SECURITY, MAIL, COUCHDB, WEB, SESSION)))
                .contains("keyholder", "keyholderObserver", "keyholderHealthIndicator")
                .doesNotContain("keyholderLogin");
    }

    private static List<String> beansWithout(List<List<String>> libraries) throws Exception {
        List<String> left = libraries.stream().flatMap(List::stream).toList();
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> left.stream().noneMatch(entry::contains))
                .map(OptionalLibrariesTest::url)
                .toArray(URL[]::new);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader bare = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(bare);
            Callable<?> host = (Callable<?>) bare.loadClass("io.keyholder.springboot.bare.BareHost")
                    .getConstructor()
                    .newInstance();
            return ((List<?>) host.call()).stream().map(String::valueOf).toList();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
