package io.mailboxconnector.smtp.submit;

import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One mail on its way over one connection, in as few flights as the server allows:
 *
 * <pre>
 *   PIPELINING and CHUNKING    MAIL RCPT... BDAT LAST content
 *   PIPELINING                 MAIL RCPT... DATA | content .
 *   neither                    MAIL | RCPT | ... | DATA | content .
 * </pre>
 *
 * <p>The envelope goes alone first when content sent along could reach some recipients although others were refused and that is
 * not wanted; when the connection was idle, since what was written to a connection that the server has closed could never be told
 * from what was lost after it had been taken; and when the mail is big, so that it is not transmitted in vain.
 *
 * <p>Knows, also after an exception, what the server answered and whether it may have taken the mail. For one thread, once.
 */
public final class Submission {

    /** Up to this size content travels with its envelope; it fits into the buffers of both sides. */
    static final int SMALL = 64 * 1024;

    /** So many replies wait in the receive buffer of every system without stopping the server (RFC 2920 §3.1). */
    static final int GROUP = 50;

    private final SubmissionChannel channel;
    private final RenderedMail mail;
    private final Offer offer;
    private final Terms terms;
    private final EnvelopeCommands commands;
    private final ContentTransfer transfer;
    private final List<SmtpReply> recipientReplies = new ArrayList<>();
    private SmtpReply mailReply = SmtpReply.NONE;
    private SmtpReply contentReply = SmtpReply.NONE;

    /**
     * How a mail shall be sent.
     *
     * @param allOrNone whether one refused recipient refuses the mail
     * @param fresh whether the connection has just proven to live
     */
    public record Terms(boolean allOrNone, boolean fresh) {}

    /** What travels with the last recipient. */
    private enum Along {
        NOTHING,
        DATA,
        CONTENT
    }

    /**
     * Prepares a submission; nothing is sent yet.
     *
     * @param channel the connection
     * @param mail the mail
     * @param offer what the server offers
     * @param terms how it shall be sent
     */
    public Submission(SubmissionChannel channel, RenderedMail mail, Offer offer, Terms terms) {
        this.channel = channel;
        this.mail = mail;
        this.offer = offer;
        this.terms = terms;
        this.commands = new EnvelopeCommands(mail, offer);
        this.transfer = new ContentTransfer(channel, mail.content());
    }

    /**
     * Sends, until the server has accepted or refused.
     *
     * @throws IOException when the connection broke on the way
     */
    public void run() throws IOException {
        if (offer.has(Offer.PIPELINING)) {
            pipelined();
        } else {
            stepByStep();
        }
    }

    /**
     * Whether the server took responsibility for the mail.
     *
     * @return true after a positive reply to the content, for recipients that are wanted
     */
    public boolean isAccepted() {
        return contentReply.isPositive() && isEnvelopeWanted();
    }

    /**
     * Whether the server may have taken the mail although it did not say so: the content was transmitted to its end, and the
     * envelope was not refused as far as the replies tell.
     *
     * @return true when nobody knows
     */
    public boolean mayBeTaken() {
        boolean allRefused = !recipientReplies.isEmpty()
                && recipientReplies.size() == mail.recipients().size()
                && recipientReplies.stream().noneMatch(SmtpReply::isPositive);
        return transfer.isComplete() && !mailReply.isRefusal() && !allRefused && contentReply.code() == 0;
    }

    /**
     * Whether the content was transmitted to its end and the envelope was answered: the next reply is the decision.
     *
     * @return true when only the decision is missing
     */
    public boolean isDecisionPending() {
        return mayBeTaken()
                && mailReply.code() != 0
                && recipientReplies.size() == mail.recipients().size();
    }

    /**
     * The reply to {@code MAIL}.
     *
     * @return the reply; {@link SmtpReply#NONE} while there is none
     */
    public SmtpReply mailReply() {
        return mailReply;
    }

    /**
     * The replies to {@code RCPT}, in the order of the recipients.
     *
     * @return a copy, shorter than the recipients when not all were asked for
     */
    public List<SmtpReply> recipientReplies() {
        return List.copyOf(recipientReplies);
    }

    /**
     * The reply to the content, or to the command that announced it.
     *
     * @return the reply; {@link SmtpReply#NONE} while there is none
     */
    public SmtpReply contentReply() {
        return contentReply;
    }

    /**
     * Whether the replies so far refuse the mail, whatever happens to the connection afterwards.
     *
     * @return true when it was not sent to anybody
     */
    public boolean isRefused() {
        boolean anyRefused = recipientReplies.stream().anyMatch(SmtpReply::isRefusal);
        boolean anyAccepted = recipientReplies.stream().anyMatch(SmtpReply::isPositive);
        boolean allAnswered = recipientReplies.size() == mail.recipients().size();
        boolean envelopeRefused = anyRefused && (terms.allOrNone() || (allAnswered && !anyAccepted));
        return mailReply.isRefusal() || contentReply.isRefusal() || (envelopeRefused && !mayBeTaken());
    }

    /**
     * Whether the content was handed to the network to its end.
     *
     * @return true from then on
     */
    public boolean isTransferComplete() {
        return transfer.isComplete();
    }

    /**
     * The mail.
     *
     * @return the mail
     */
    public RenderedMail mail() {
        return mail;
    }

    /**
     * Whether the server was asked to take several commands at once.
     *
     * @return true with {@code PIPELINING}
     */
    public boolean isPipelined() {
        return offer.has(Offer.PIPELINING);
    }

    /**
     * Whether {@code BDAT} was refused as a command, after the envelope had been accepted: the server does not do what it offers,
     * and may take the content for commands.
     *
     * @return true when the connection must be closed and {@code CHUNKING} not be used again
     */
    public boolean isChunkingBroken() {
        return offer.has(Offer.CHUNKING)
                && isEnvelopeWanted()
                && contentReply.code() >= 500
                && contentReply.code() <= 504;
    }

    private void pipelined() throws IOException {
        List<InternetAddress> recipients = mail.recipients();
        channel.command(commands.mail());
        int next = 0;
        while (recipients.size() - next > GROUP) {
            recipients(next, next + GROUP);
            channel.flush();
            readEnvelope(next + GROUP);
            if (!isEnvelopeWanted()) {
                return;
            }
            next += GROUP;
        }
        recipients(next, recipients.size());
        finish(along());
    }

    private void finish(Along along) throws IOException {
        int all = mail.recipients().size();
        switch (along) {
            case NOTHING -> {
                channel.flush();
                readEnvelope(all);
                content();
            }
            case DATA -> {
                channel.command("DATA");
                channel.flush();
                readEnvelope(all);
                afterData(channel.reply());
            }
            case CONTENT -> {
                transfer.atOnce();
                readEnvelope(all);
                contentReply = channel.finalReply();
            }
        }
    }

    private Along along() {
        boolean decidedTogether = !terms.allOrNone() || mail.recipients().size() == 1;
        if (!decidedTogether) {
            return Along.NOTHING;
        }
        if (offer.has(Offer.CHUNKING)) {
            return terms.fresh() && mail.size() <= SMALL ? Along.CONTENT : Along.NOTHING;
        }
        return Along.DATA;
    }

    private void recipients(int from, int to) throws IOException {
        for (InternetAddress recipient : mail.recipients().subList(from, to)) {
            channel.command(commands.recipient(recipient));
        }
    }

    private void readEnvelope(int upTo) throws IOException {
        if (mailReply.code() == 0) {
            mailReply = channel.reply();
        }
        while (recipientReplies.size() < upTo) {
            recipientReplies.add(channel.reply());
        }
    }

    private void stepByStep() throws IOException {
        mailReply = asked(commands.mail());
        if (!mailReply.isPositive()) {
            return;
        }
        for (InternetAddress recipient : mail.recipients()) {
            recipientReplies.add(asked(commands.recipient(recipient)));
        }
        content();
    }

    private void content() throws IOException {
        if (!isEnvelopeWanted()) {
            return;
        }
        if (offer.has(Offer.CHUNKING)) {
            contentReply = transfer.inChunks();
        } else {
            afterData(asked("DATA"));
        }
    }

    private void afterData(SmtpReply reply) throws IOException {
        if (reply.code() != SmtpReply.SEND_CONTENT) {
            contentReply = reply;
        } else if (isEnvelopeWanted()) {
            contentReply = transfer.afterData();
        } else {
            transfer.nothingAfterData();
        }
    }

    private boolean isEnvelopeWanted() {
        long accepted = recipientReplies.stream().filter(SmtpReply::isPositive).count();
        boolean enough = terms.allOrNone() ? accepted == recipientReplies.size() : accepted > 0;
        return mailReply.isPositive() && enough && accepted > 0;
    }

    private SmtpReply asked(String command) throws IOException {
        channel.command(command);
        channel.flush();
        return channel.reply();
    }
}
