package io.keyholder.verification.wrong.documents;

/** Deliberately wrong: loads a class named in data. */
public final class DocumentsThatLoadClasses {
    public Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName(name);
    }
}
