package io.keyholder.commandline.terminal;

import picocli.CommandLine.Option;

/** Whether results are printed as JSON. Filled by picocli. */
public final class JsonOption {
    @Option(names = "--json", description = "Prints JSON instead, for programs.")
    private boolean json;

    /** Whether it is so. */
    public boolean isChosen() {
        return json;
    }
}
