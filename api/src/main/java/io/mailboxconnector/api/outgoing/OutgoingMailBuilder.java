package io.mailboxconnector.api.outgoing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of an {@link OutgoingMail}. Belongs to one thread.
 *
 * @since 0.1
 */
public final class OutgoingMailBuilder {

    final List<String> to = new ArrayList<>();
    final List<String> cc = new ArrayList<>();
    final List<String> bcc = new ArrayList<>();
    final List<String> replyTo = new ArrayList<>();
    final List<String> references = new ArrayList<>();
    final List<OutgoingAttachment> attachments = new ArrayList<>();
    final Map<String, String> headers = new LinkedHashMap<>();
    final Set<DeliveryNotice> notices = EnumSet.noneOf(DeliveryNotice.class);
    String subject = "";
    MailPriority priority = MailPriority.NORMAL;

    @Nullable
    String from;

    @Nullable
    String text;

    @Nullable
    String html;

    @Nullable
    Boolean returnsWholeMail;

    @Nullable
    String envelopeId;

    @Nullable
    String inReplyTo;

    @Nullable
    String messageId;

    OutgoingMailBuilder() {}

    OutgoingMailBuilder(OutgoingMailBuilder other) {
        to.addAll(other.to);
        cc.addAll(other.cc);
        bcc.addAll(other.bcc);
        replyTo.addAll(other.replyTo);
        references.addAll(other.references);
        attachments.addAll(other.attachments);
        headers.putAll(other.headers);
        notices.addAll(other.notices);
        subject = other.subject;
        priority = other.priority;
        from = other.from;
        text = other.text;
        html = other.html;
        returnsWholeMail = other.returnsWholeMail;
        envelopeId = other.envelopeId;
        inReplyTo = other.inReplyTo;
        messageId = other.messageId;
    }

    /**
     * Sets the author.
     *
     * @param from the address, perhaps with a display name
     * @return this builder
     */
    public OutgoingMailBuilder from(String from) {
        this.from = Objects.requireNonNull(from, "from");
        return this;
    }

    /**
     * Adds recipients.
     *
     * @param addresses each perhaps with a display name
     * @return this builder
     */
    public OutgoingMailBuilder to(String... addresses) {
        to.addAll(List.of(addresses));
        return this;
    }

    /**
     * Adds recipients of a copy.
     *
     * @param addresses each perhaps with a display name
     * @return this builder
     */
    public OutgoingMailBuilder cc(String... addresses) {
        cc.addAll(List.of(addresses));
        return this;
    }

    /**
     * Adds recipients of a copy that the others do not see.
     *
     * @param addresses each perhaps with a display name
     * @return this builder
     */
    public OutgoingMailBuilder bcc(String... addresses) {
        bcc.addAll(List.of(addresses));
        return this;
    }

    /**
     * Adds addresses for answers.
     *
     * @param addresses each perhaps with a display name
     * @return this builder
     */
    public OutgoingMailBuilder replyTo(String... addresses) {
        replyTo.addAll(List.of(addresses));
        return this;
    }

    /**
     * Sets the subject.
     *
     * @param subject any text on one line
     * @return this builder
     */
    public OutgoingMailBuilder subject(String subject) {
        this.subject = Objects.requireNonNull(subject, "subject");
        return this;
    }

    /**
     * Sets the plain text; with HTML it becomes the alternative to it.
     *
     * @param text the text
     * @return this builder
     */
    public OutgoingMailBuilder text(String text) {
        this.text = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sets the HTML.
     *
     * @param html the document; it refers to inline images by {@code cid:} and their id
     * @return this builder
     */
    public OutgoingMailBuilder html(String html) {
        this.html = Objects.requireNonNull(html, "html");
        return this;
    }

    /**
     * Adds a file.
     *
     * @param name the file name that the recipient sees
     * @param contentType the media type
     * @param content where the content comes from
     * @return this builder
     */
    public OutgoingMailBuilder attach(String name, String contentType, ContentSource content) {
        attachments.add(new OutgoingAttachment(name, contentType, Optional.empty(), content));
        return this;
    }

    /**
     * Adds an image that the HTML shows.
     *
     * @param contentId the id by which the HTML refers to it, without angle brackets
     * @param contentType the media type
     * @param content where the content comes from
     * @return this builder
     */
    public OutgoingMailBuilder inline(String contentId, String contentType, ContentSource content) {
        attachments.add(new OutgoingAttachment(contentId, contentType, Optional.of(contentId), content));
        return this;
    }

    /**
     * Sets the priority.
     *
     * @param priority how urgent it is
     * @return this builder
     */
    public OutgoingMailBuilder priority(MailPriority priority) {
        this.priority = Objects.requireNonNull(priority, "priority");
        return this;
    }

    /**
     * Sets a further header.
     *
     * @param name the name, such as {@code X-Ticket}; none that this builder sets itself
     * @param value the value; encoded where it is not US-ASCII
     * @return this builder
     */
    public OutgoingMailBuilder header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Asks for reports about the delivery.
     *
     * @param wishes when to report
     * @return this builder
     */
    public OutgoingMailBuilder notify(DeliveryNotice... wishes) {
        notices.addAll(List.of(wishes));
        return this;
    }

    /**
     * Says what a report returns.
     *
     * @param wholeMail true for the whole mail, false for its header
     * @return this builder
     */
    public OutgoingMailBuilder returnWholeMail(boolean wholeMail) {
        returnsWholeMail = wholeMail;
        return this;
    }

    /**
     * Sets the id that reports repeat.
     *
     * @param envelopeId printable US-ASCII, at most 100 characters
     * @return this builder
     */
    public OutgoingMailBuilder envelopeId(String envelopeId) {
        this.envelopeId = Objects.requireNonNull(envelopeId, "envelopeId");
        return this;
    }

    /**
     * Says which mail this one answers; together with {@link #references} programs show the conversation.
     *
     * @param messageId the Message-ID of that mail
     * @return this builder
     */
    public OutgoingMailBuilder inReplyTo(String messageId) {
        inReplyTo = Objects.requireNonNull(messageId, "messageId");
        return this;
    }

    /**
     * Adds the conversation so far, oldest first; the answered mail is appended by itself.
     *
     * @param messageIds Message-IDs
     * @return this builder
     */
    public OutgoingMailBuilder references(List<String> messageIds) {
        references.addAll(messageIds);
        return this;
    }

    /**
     * Sets the id of this mail, such as one that is kept with a ticket.
     *
     * @param messageId the Message-ID with angle brackets
     * @return this builder
     */
    public OutgoingMailBuilder messageId(String messageId) {
        this.messageId = Objects.requireNonNull(messageId, "messageId");
        return this;
    }

    /**
     * Makes the mail of the values set so far; the builder can go on.
     *
     * @return the mail
     */
    public OutgoingMail build() {
        return new OutgoingMail(new OutgoingMailBuilder(this));
    }
}
