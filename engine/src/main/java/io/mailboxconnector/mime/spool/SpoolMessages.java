package io.mailboxconnector.mime.spool;

import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is said about temporary files: 15001, 15005, and 15110 to 15119. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface SpoolMessages extends BasicLogger {

    SpoolMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), SpoolMessages.class, "io.mailboxconnector.mime");

    @Message(
            id = 15001,
            value =
                    "A large mail cannot be kept in a temporary file (%s). Check that the server's directory for temporary"
                            + " files (system property jboss.server.temp.dir on WildFly, else java.io.tmpdir) is writable and has"
                            + " free space.")
    MailboxUnavailable spoolFailed(@Cause Throwable cause, String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 15005, value = "The temporary file %s cannot be deleted (%s). Delete it by hand.")
    void notDeleted(String file, String detail);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 15110, value = "Removed %d temporary files with mails from %s, which an earlier process left there.")
    void leftoversRemoved(int files, String directory);
}
