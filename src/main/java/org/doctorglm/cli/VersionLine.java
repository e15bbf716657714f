package org.doctorglm.cli;

import org.doctorglm.platform.Version;
import picocli.CommandLine.IVersionProvider;

/// Answer to `--version`.
final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"doctorglm " + Version.current()};
    }
}
