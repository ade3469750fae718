package io.mailboxconnector.imap;

import static io.mailboxconnector.imap.protocol.ImapMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.imap.protocol.AngusProtocol;
import io.mailboxconnector.imap.search.SearchExpression;
import io.mailboxconnector.imap.search.SearchExpression.Part;
import jakarta.mail.MessagingException;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.SearchSequence;

/**
 * Searches on the server by UID (RFC 9051 §6.4.4).
 *
 * <p>Belongs to the thread of its session.
 */
final class MailSearch {

    private final AngusProtocol protocol;
    private final String mailbox;
    private final Consumer<String> keywordCheck;

    MailSearch(AngusProtocol protocol, String mailbox, Consumer<String> keywordCheck) {
        this.protocol = protocol;
        this.mailbox = mailbox;
        this.keywordCheck = keywordCheck;
    }

    UidSet search(String expression) throws ProtocolException {
        boolean plain = expression.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '{');
        if (plain && !expression.isBlank()) {
            // As it is: a server may know keys that nobody else does.
            return uids(protocol.ask("UID SEARCH", new Argument().writeAtom(expression)));
        }
        try {
            return uids(protocol.ask(
                    "UID SEARCH", arguments(SearchExpression.of(expression).parts())));
        } catch (SearchExpression.Malformed malformed) {
            String detail = ServerText.oneLine(expression) + " " + malformed.getMessage();
            throw MESSAGES.searchNotExpressible(malformed, mailbox, ServerText.clean(detail));
        }
    }

    private static Argument arguments(List<Part> parts) {
        Argument arguments = new Argument();
        for (Part part : parts) {
            if (part instanceof Part.Word word) {
                arguments.writeAtom(word.text());
            } else if (part instanceof Part.Literal literal) {
                arguments.writeBytes(literal.text().getBytes(StandardCharsets.UTF_8));
            } else if (part instanceof Part.Group group) {
                arguments.writeArgument(arguments(group.parts()));
            }
        }
        return arguments;
    }

    UidSet search(SearchTerm term) throws ProtocolException {
        checkKeywords(term);
        boolean needsCharset = !protocol.supportsUtf8() && !SearchSequence.isAscii(term);
        String charset = SearchSequence.isAscii(term) ? null : StandardCharsets.UTF_8.name();
        try {
            Argument arguments = new SearchSequence(protocol).generateSequence(term, charset);
            return uids(protocol.ask(needsCharset ? "UID SEARCH CHARSET UTF-8" : "UID SEARCH", arguments));
        } catch (MessagingException | IOException e) {
            throw MESSAGES.searchNotExpressible(e, mailbox, ServerText.clean(e.getMessage()));
        }
    }

    private void checkKeywords(SearchTerm term) {
        if (term instanceof FlagTerm flags) {
            for (String keyword : flags.getFlags().getUserFlags()) {
                keywordCheck.accept(keyword);
            }
        } else if (term instanceof NotTerm not) {
            checkKeywords(not.getTerm());
        } else if (term instanceof AndTerm and) {
            List.of(and.getTerms()).forEach(this::checkKeywords);
        } else if (term instanceof OrTerm or) {
            List.of(or.getTerms()).forEach(this::checkKeywords);
        }
    }

    private static UidSet uids(Response[] answer) {
        List<Long> uids = new ArrayList<>();
        for (Response response : answer) {
            if (response instanceof IMAPResponse line && line.keyEquals("SEARCH")) {
                for (long uid = line.readLong(); uid >= 0; uid = line.readLong()) {
                    uids.add(uid);
                }
            }
        }
        return UidSet.of(uids);
    }
}
