package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn package} makes, run as a person runs it: the jar, and the launcher of the zip. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static final Path TARGET = Path.of("target");

    @TempDir
    private Path directory;

    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        home = directory.resolve("a home").resolve("keyholder");
        try (ZipFile zip = new ZipFile(zipFile().toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(file -> !file.isDirectory()).toList()) {
                Path file =
                        home.resolve(entry.getName().substring(entry.getName().indexOf('/') + 1));
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        assertThat(home.resolve("bin/keyholder").toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theJarRunsAlone() throws Exception {
        Path jar = TARGET.resolve("keyholder.jar").toAbsolutePath();

        assertThat(run("", "java -jar '" + jar + "' create --data users --login ada", "lamp ferry walnut 17\n"))
                .singleElement()
                .asString()
                .startsWith("created ");
        assertThat(run("", "java -jar '" + jar + "' log-in --data users --login ada", "lamp ferry walnut 17\n"))
                .singleElement()
                .asString()
                .startsWith("accepted ");
    }

    @Test
    void theJarMakesAndOpensKeys() throws Exception {
        String jar = "java -jar '" + TARGET.resolve("keyholder.jar").toAbsolutePath() + "' ";
        run("", jar + "create --data users --login ada --patient p --key k.pem", "lamp ferry walnut 17\nphrase\n");
        Files.writeString(directory.resolve("letter"), "well");
        run("", jar + "seal --data users --for ada --context letters --in letter --out sealed", "");

        assertThat(run("", jar + "open --key k.pem --context letters --in sealed", "phrase\n"))
                .containsExactly("well");
    }

    /** Bouncy Castle's signature would make Java refuse the jar. */
    @Test
    void theJarHoldsNoSignature() throws IOException {
        try (ZipFile jar = new ZipFile(TARGET.resolve("keyholder.jar").toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("org/bouncycastle/crypto/Digest.class", "META-INF/MANIFEST.MF")
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
        }
    }

    @Test
    void theLauncherIsUtf8WhateverTheLocale() throws Exception {
        for (String locale :
                List.of("LC_ALL=C", "LC_ALL=POSIX", "LC_ALL= LC_CTYPE=C LANG=C", "LC_ALL=xx_YY.ISO-8859-1")) {
            String data = " --data 'größe " + locale + "'";
            run(locale, "'" + home + "/bin/keyholder' create" + data + " --no-password --login müller", "");

            assertThat(run(locale, "'" + home + "/bin/keyholder' list" + data, ""))
                    .singleElement()
                    .asString()
                    .endsWith("\tmüller\t");
        }
    }

    @Test
    void theLauncherIsFoundThroughLinks() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), home.resolve("bin/keyholder"));
        Files.createSymbolicLink(bin.resolve("kh"), Path.of("first"));

        assertThat(run("", "bin/kh --version", "")).singleElement().asString().startsWith("Keyholder ");
    }

    @Test
    void theLauncherPassesTheExitCode() throws Exception {
        Process refused = start("", "'" + home + "/bin/keyholder' list --data missing", "");

        assertThat(refused.waitFor()).isEqualTo(1);
    }

    private static Path zipFile() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().matches("keyholder-[0-9].*\\.zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> run(String environment, String call, String input) throws Exception {
        Process process = start(environment, call, input);
        int exitCode = process.waitFor();
        assertThat(exitCode).as(Files.readString(directory.resolve("err"))).isZero();
        return Files.readAllLines(directory.resolve("out"));
    }

    /** By a script, because this process may run under a locale that cannot pass the letters. */
    private Process start(String environment, String call, String input) throws IOException {
        Path script =
                Files.write(directory.resolve("call.sh"), (environment + " " + call).getBytes(StandardCharsets.UTF_8));
        Path in = Files.writeString(directory.resolve("in"), input);
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString())
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Path java = Path.of(System.getProperty("java.home"), "bin");
        builder.environment().merge("PATH", java.toString(), (path, bin) -> bin + ":" + path);
        return builder.start();
    }
}
