package io.mailboxconnector.mime.answer;

import java.lang.invoke.MethodHandles;
import java.time.Duration;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What is said about answers: 15100 to 15109. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface AnswerMessages extends BasicLogger {

    AnswerMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), AnswerMessages.class, "io.mailboxconnector.mime");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 15100,
            value =
                    "No answer is made to %s: %d mails of its sender were answered within %s, which looks like two machines"
                            + " that answer each other. Further mails of this sender are not answered until the period is over;"
                            + " raise maxRepliesPerSender if that is wrong.")
    void tooManyReplies(String mail, int limit, Duration period);
}
