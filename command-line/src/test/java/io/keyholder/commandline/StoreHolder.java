package io.keyholder.commandline;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.access.Actor;
import java.io.IOException;
import java.nio.file.Path;

/** A program that has the users of a directory open until its input ends. */
final class StoreHolder {
    private StoreHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (Keyholder keyholder = Host.CHEAP.openExisting(Path.of(arguments[0]))) {
            System.out.println(
                    "open with " + keyholder.users().count(Actor.host()).orElseThrow() + " users");
            System.out.println("closed by " + System.in.read());
        }
    }
}
