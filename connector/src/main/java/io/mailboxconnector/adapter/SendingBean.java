package io.mailboxconnector.adapter;

import io.mailboxconnector.settings.sending.SendingReader;
import jakarta.resource.spi.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a connection factory that say how mails are sent; all are texts, which {@link SendingReader} understands.
 *
 * <p>Belongs to the container, which sets all properties before it uses the bean, and possibly some of them later, which then
 * hold for new connections.
 */
public abstract class SendingBean extends AccountBean {

    @ConfigProperty(
            description = "The author's address of mails that name none; by default the mailbox",
            supportsDynamicUpdates = true)
    private @Nullable String from;

    @ConfigProperty(description = "The author's display name of mails that name none", supportsDynamicUpdates = true)
    private @Nullable String senderName;

    @ConfigProperty(description = "Where answers go to mails that do not say it", supportsDynamicUpdates = true)
    private @Nullable String replyTo;

    @ConfigProperty(description = "Who gets a hidden copy of every mail that is sent", supportsDynamicUpdates = true)
    private @Nullable String alwaysBcc;

    @ConfigProperty(
            description =
                    "What happens to a mail when the server refuses some of its recipients: it goes to nobody, or to the others",
            defaultValue = SendingReader.PARTIAL,
            supportsDynamicUpdates = true)
    private @Nullable String partial = SendingReader.PARTIAL;

    @ConfigProperty(
            description =
                    "Servers to send through when smtpHost cannot be reached and nothing was accepted, in this order",
            supportsDynamicUpdates = true)
    private @Nullable String failoverHosts;

    @ConfigProperty(
            description = "How long a server may take to decide about a whole mail",
            defaultValue = SendingReader.SUBMISSION_TIMEOUT,
            supportsDynamicUpdates = true)
    private @Nullable String submissionTimeout = SendingReader.SUBMISSION_TIMEOUT;

    @ConfigProperty(
            description =
                    "Whether a copy of each sent mail is stored in the Sent folder; auto where the provider does not do it by itself",
            defaultValue = SendingReader.SAVE_TO_SENT,
            supportsDynamicUpdates = true)
    private @Nullable String saveToSent = SendingReader.SAVE_TO_SENT;

    @ConfigProperty(
            description = "Where copies are stored; by default the folder that the server marks as the Sent folder",
            supportsDynamicUpdates = true)
    private @Nullable String sentFolder;

    @ConfigProperty(
            description = "Whom mails may go to; a mail to anybody else is refused",
            supportsDynamicUpdates = true)
    private @Nullable String recipientAllowList;

    @ConfigProperty(
            description = "Whether mails leave, or are captured for tests",
            defaultValue = SendingReader.MODE,
            supportsDynamicUpdates = true)
    private @Nullable String mode = SendingReader.MODE;

    @ConfigProperty(
            description = "Where captured mails are written to as .eml files; only with mode=capture",
            supportsDynamicUpdates = true)
    private @Nullable String captureDirectory;

    public @Nullable String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from;
    }

    public @Nullable String getSenderName() {
        return senderName;
    }

    public void setSenderName(@Nullable String senderName) {
        this.senderName = senderName;
    }

    public @Nullable String getReplyTo() {
        return replyTo;
    }

    public void setReplyTo(@Nullable String replyTo) {
        this.replyTo = replyTo;
    }

    public @Nullable String getAlwaysBcc() {
        return alwaysBcc;
    }

    public void setAlwaysBcc(@Nullable String alwaysBcc) {
        this.alwaysBcc = alwaysBcc;
    }

    public @Nullable String getPartial() {
        return partial;
    }

    public void setPartial(@Nullable String partial) {
        this.partial = partial;
    }

    public @Nullable String getFailoverHosts() {
        return failoverHosts;
    }

    public void setFailoverHosts(@Nullable String failoverHosts) {
        this.failoverHosts = failoverHosts;
    }

    public @Nullable String getSubmissionTimeout() {
        return submissionTimeout;
    }

    public void setSubmissionTimeout(@Nullable String submissionTimeout) {
        this.submissionTimeout = submissionTimeout;
    }

    public @Nullable String getSaveToSent() {
        return saveToSent;
    }

    public void setSaveToSent(@Nullable String saveToSent) {
        this.saveToSent = saveToSent;
    }

    public @Nullable String getSentFolder() {
        return sentFolder;
    }

    public void setSentFolder(@Nullable String sentFolder) {
        this.sentFolder = sentFolder;
    }

    public @Nullable String getRecipientAllowList() {
        return recipientAllowList;
    }

    public void setRecipientAllowList(@Nullable String recipientAllowList) {
        this.recipientAllowList = recipientAllowList;
    }

    public @Nullable String getMode() {
        return mode;
    }

    public void setMode(@Nullable String mode) {
        this.mode = mode;
    }

    public @Nullable String getCaptureDirectory() {
        return captureDirectory;
    }

    public void setCaptureDirectory(@Nullable String captureDirectory) {
        this.captureDirectory = captureDirectory;
    }
}
