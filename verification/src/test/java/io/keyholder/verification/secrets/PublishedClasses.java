package io.keyholder.verification.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The names of all classes of this project on the class path, in folders and archives. */
final class PublishedClasses {
    private static final String ROOT = "io/keyholder";
    private static final String SUFFIX = ".class";

    private PublishedClasses() {}

    static Stream<String> names() {
        try {
            List<URL> roots =
                    Collections.list(PublishedClasses.class.getClassLoader().getResources(ROOT));
            return roots.stream()
                    .flatMap(PublishedClasses::entries)
                    .filter(entry -> entry.endsWith(SUFFIX) && !entry.endsWith("package-info.class"))
                    .map(entry ->
                            entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.'))
                    .sorted()
                    .distinct();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Stream<String> entries(URL root) {
        try {
            return root.openConnection() instanceof JarURLConnection archive
                    ? archive.getJarFile().stream().map(Object::toString).filter(entry -> entry.startsWith(ROOT))
                    : filesBelow(Path.of(URI.create(root.toString())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Stream<String> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .map(file -> ROOT + "/" + folder.relativize(file).toString().replace('\\', '/'))
                    .toList()
                    .stream();
        }
    }
}
