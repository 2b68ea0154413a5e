package io.keyholder.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * PouchDB Server as npm has it, installed from the locked list in the resources into a cache of the user's, in memory,
 * on the loopback, on a free port, with an administrator. One for each JVM, ended with it.
 */
final class PouchDbServer {
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "server.js");
    private static final String ADMIN = "admin";
    private static final String PASSWORD = "pouch-of-tests";
    private static final int INSTALL_MINUTES = 15;
    private static final int START_SECONDS = 90;

    private static final class Holder {
        static final SharedServer RUNNING = start(install());
    }

    private PouchDbServer() {}

    /** There is no Node or npm, or npm cannot install. */
    static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static synchronized SharedServer running() {
        try {
            return Holder.RUNNING;
        } catch (ExceptionInInitializerError failed) {
            throw new Unavailable("PouchDB Server cannot be started", failed.getCause());
        } catch (NoClassDefFoundError failedBefore) {
            throw new Unavailable("PouchDB Server could not be started", failedBefore);
        }
    }

    private static Path install() {
        try {
            Path cache = Path.of(System.getProperty("user.home"), ".cache", "keyholder-tests");
            Path folder = cache.resolve("pouchdb-server-" + UUID.nameUUIDFromBytes(resource("package-lock.json")));
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                for (String file : FILES) {
                    Files.write(folder.resolve(file), resource(file));
                }
                Path done = folder.resolve("installed");
                if (lock.isValid() && !Files.exists(done)) {
                    run(folder, "npm", "ci", "--ignore-scripts", "--omit=optional", "--prefer-offline");
                    Files.createFile(done);
                }
            }
            return folder;
        } catch (IOException failed) {
            throw new Unavailable("PouchDB Server cannot be installed", failed);
        }
    }

    private static SharedServer start(Path folder) {
        try {
            Path scratch = Files.createTempDirectory("keyholder-pouchdb");
            int port = freePort();
            Path config = scratch.resolve("config.json");
            Files.writeString(config, """
                    {"admins":{"%s":"%s"},"log":{"level":"none"}}""".formatted(ADMIN, PASSWORD));
            Process process = new ProcessBuilder(
                            "node",
                            folder.resolve("server.js").toString(),
                            "--in-memory",
                            "--host",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--config",
                            config.toString(),
                            "--no-stdout-logs")
                    .directory(scratch.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.resolve("output").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, scratch)));
            URI uri = URI.create("http://127.0.0.1:" + port);
            awaitAnswer(process, uri);
            return new SharedServer(uri, List.of(), ADMIN, PASSWORD);
        } catch (IOException failed) {
            throw new Unavailable("Node cannot be run", failed);
        }
    }

    private static void awaitAnswer(Process process, URI uri) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end || exited(process)) {
                    throw new IOException("PouchDB Server does not answer", notYet);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(interrupted);
            }
        }
    }

    /** Waits a moment for the process. */
    private static boolean exited(Process process) throws IOException {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static void run(Path folder, String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm-output").toFile())
                    .start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(
                        String.join(" ", command) + " failed: " + Files.readString(folder.resolve("npm-output")));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static void end(Process process, Path scratch) {
        process.destroyForcibly();
        try (var files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(scratch);
        } catch (IOException leftBehind) {
            System.err.println("left behind: " + scratch);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream content = PouchDbServer.class.getResourceAsStream("/pouchdb-server/" + name)) {
            if (content == null) {
                throw new IOException("there is no test resource " + name);
            }
            return content.readAllBytes();
        }
    }
}
