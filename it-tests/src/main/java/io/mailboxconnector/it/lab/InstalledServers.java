package io.mailboxconnector.it.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which programs of the real mail servers are on this machine. */
public final class InstalledServers {

    /** The command that installs them. */
    public static final String INSTALLER = "it-tests/install-mail-servers.sh";

    private static final List<Path> PROGRAMS = List.of(
            Path.of("/usr/sbin/dovecot"),
            Path.of("/usr/lib/dovecot/imap"),
            Path.of("/usr/lib/dovecot/pop3"),
            Path.of("/usr/lib/dovecot/lmtp"),
            Path.of("/usr/lib/dovecot/submission"),
            Path.of("/usr/lib/postfix/sbin/master"),
            Path.of("/usr/bin/faked-sysv"));

    private InstalledServers() {}

    /**
     * What is missing.
     *
     * @return the missing programs, empty when everything is there
     */
    public static List<Path> missing() {
        return PROGRAMS.stream().filter(program -> !Files.isExecutable(program)).toList();
    }
}
