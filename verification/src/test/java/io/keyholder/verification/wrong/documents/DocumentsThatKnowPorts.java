package io.keyholder.verification.wrong.documents;

/** Deliberately wrong: knows the ports. */
public final class DocumentsThatKnowPorts {
    public Object port() {
        return new io.keyholder.verification.wrong.ports.PortThatKnowsTheApplication();
    }
}
