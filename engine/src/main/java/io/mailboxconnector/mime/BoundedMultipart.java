package io.mailboxconnector.mime;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.SharedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A multipart that is parsed leniently (RFC 2046 §5.1), but stops at too many parts and at oversized part headers. */
final class BoundedMultipart extends MimeMultipart {

    private final int limit;
    private int made;

    /** Parses at once; the limit counts the direct children. */
    BoundedMultipart(DataSource source, int limit) throws MessagingException {
        super(source);
        this.limit = limit;
        parse();
    }

    @Override
    protected void initializeProperties() {
        ignoreMissingEndBoundary = true;
        ignoreMissingBoundaryParameter = true;
        ignoreExistingBoundaryParameter = false;
        allowEmpty = true;
    }

    @Override
    protected MimeBodyPart createMimeBodyPart(InternetHeaders headers, byte[] content) throws MessagingException {
        count();
        return super.createMimeBodyPart(headers, content);
    }

    @Override
    protected MimeBodyPart createMimeBodyPart(InputStream part) throws MessagingException {
        count();
        if (part instanceof SharedInputStream shared) {
            try (InputStream headers = shared.newStream(0, -1)) {
                if (!HeaderBlock.read(headers).complete()) {
                    throw new MessagingException("a part with more than " + HeaderBlock.LIMIT + " bytes of headers");
                }
            } catch (IOException e) {
                throw new MessagingException("unreadable part", e);
            }
        }
        return super.createMimeBodyPart(part);
    }

    private void count() throws MessagingException {
        if (++made > limit) {
            throw new MessagingException("more than " + PartWalk.MAX_PARTS + " parts");
        }
    }
}
