package io.mailboxconnector.imap;

import static io.mailboxconnector.imap.protocol.ImapMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.imap.folders.UidMapping;
import io.mailboxconnector.imap.protocol.AngusProtocol;
import jakarta.mail.Flags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * Flags, moves and removes exactly the mails that are named; never sends EXPUNGE or CLOSE, which would also remove what other
 * clients marked (RFC 4315 §1, RFC 6851).
 *
 * <p>Belongs to the thread of its session.
 */
final class Refiling {

    private static final Pattern COPY_UID =
            Pattern.compile("\\[COPYUID \\d+ ([\\d:,]+) [\\d:,]+]", Pattern.CASE_INSENSITIVE);
    private static final int MOST_MOVES = 3;

    private final AngusProtocol protocol;
    private final String mailbox;

    Refiling(AngusProtocol protocol, String mailbox) {
        this.protocol = protocol;
        this.mailbox = mailbox;
    }

    void store(UidSet uids, Flags flags, boolean set) throws ProtocolException {
        store(uids, flags, set ? "+FLAGS.SILENT" : "-FLAGS.SILENT");
    }

    /** The server answers with all flags that each mail has then. What it says about other mails is no answer, but news. */
    Map<Long, Set<String>> mark(UidSet uids, Flags flags) throws ProtocolException {
        Map<Long, Set<String>> told = new HashMap<>();
        for (Response response : store(uids, flags, "+FLAGS")) {
            if (response instanceof FetchResponse fetch) {
                UID uid = fetch.getItem(UID.class);
                FLAGS now = fetch.getItem(FLAGS.class);
                if (uid != null && now != null && uids.uids().contains(uid.uid)) {
                    told.put(uid.uid, Fetching.names(now));
                } else if (now != null) {
                    protocol.flagsTold();
                }
            }
        }
        return told;
    }

    private List<Response> store(UidSet uids, Flags flags, String operation) throws ProtocolException {
        List<Response> answer = new ArrayList<>();
        Flags storable = new Flags(flags);
        storable.remove(Flags.Flag.RECENT);
        for (String keyword : storable.getUserFlags()) {
            requireKeyword(keyword);
        }
        if (storable.getSystemFlags().length + storable.getUserFlags().length == 0) {
            return answer;
        }
        for (String piece : uids.pieces()) {
            Argument arguments =
                    new Argument().writeAtom(piece).writeAtom(operation).writeAtom(protocol.flagList(storable));
            answer.addAll(List.of(protocol.ask("UID STORE", arguments)));
        }
        return answer;
    }

    UidMapping move(UidSet uids, String targetFolder) throws ProtocolException {
        if (protocol.hasCapability("MOVE")) {
            UidMapping mapping = UidMapping.NONE;
            for (String piece : uids.pieces()) {
                mapping = mapping.plus(UidMapping.in(move(piece, targetFolder), uids.uids()));
            }
            return mapping;
        }
        Copied copied = copy(uids, targetFolder);
        delete(copied);
        return copied.mapping();
    }

    Copied copy(UidSet uids, String targetFolder) throws ProtocolException {
        List<Long> copied = new ArrayList<>();
        UidMapping mapping = UidMapping.NONE;
        boolean proven = true;
        for (String piece : uids.pieces()) {
            Response[] answer =
                    protocol.ask("UID COPY", protocol.folder(new Argument().writeAtom(piece), targetFolder));
            mapping = mapping.plus(UidMapping.in(answer, uids.uids()));
            Matcher copyUid = COPY_UID.matcher(String.valueOf(answer[answer.length - 1]));
            if (copyUid.find()) {
                copied.addAll(uids.within(copyUid.group(1)));
            } else {
                proven = false;
                copied.addAll(uids.within(piece));
            }
        }
        return new Copied(UidSet.of(copied), mapping, proven);
    }

    /** Originals of copies that nobody proved are marked only: they can be had back. */
    void delete(Copied copied) throws ProtocolException {
        if (copied.uids().isEmpty()) {
            return;
        }
        if (copied.isProven()) {
            delete(copied.uids());
        } else {
            store(copied.uids(), new Flags(Flags.Flag.DELETED), true);
        }
    }

    /**
     * Moves what is still there. Dovecot refuses the whole command when another client took one of the mails meanwhile, and
     * moves none: once a NOOP has told the server's own view what is gone, the rest is moved.
     */
    private Response[] move(String piece, String targetFolder) throws ProtocolException {
        for (int attempt = 1; ; attempt++) {
            Optional<Response[]> answer = tryMove(piece, targetFolder, attempt);
            if (answer.isPresent()) {
                return answer.get();
            }
            protocol.ask("NOOP", null);
        }
    }

    private Optional<Response[]> tryMove(String piece, String targetFolder, int attempt) throws ProtocolException {
        try {
            return Optional.of(
                    protocol.ask("UID MOVE", protocol.folder(new Argument().writeAtom(piece), targetFolder)));
        } catch (CommandFailedException e) {
            String answer = String.valueOf(e.getMessage());
            if (attempt == MOST_MOVES || !answer.toLowerCase(Locale.ROOT).contains("[expungeissued]")) {
                throw e;
            }
            MESSAGES.movedAlready(mailbox, ServerText.clean(answer));
            return Optional.empty();
        }
    }

    void delete(UidSet uids) throws ProtocolException {
        store(uids, new Flags(Flags.Flag.DELETED), true);
        if (protocol.hasCapability("UIDPLUS")) {
            for (String piece : uids.pieces()) {
                protocol.ask("UID EXPUNGE", new Argument().writeAtom(piece));
            }
        }
    }

    boolean createFolder(String folder) throws ProtocolException {
        try {
            protocol.ask("CREATE", protocol.folder(new Argument(), folder));
            return true;
        } catch (CommandFailedException e) {
            String answer = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            boolean exists = answer.contains("[alreadyexists]")
                    || (answer.contains("exist") && !answer.contains("not exist") && !answer.contains("n't exist"));
            if (!exists) {
                throw e;
            }
            return false;
        }
    }

    /** Keywords are written as they are: anything but an atom could end the command and begin another one. */
    void requireKeyword(String keyword) {
        boolean atom =
                !keyword.isEmpty() && keyword.chars().allMatch(c -> c > ' ' && c < 0x7F && "(){%*\"\\]".indexOf(c) < 0);
        if (!atom) {
            throw MESSAGES.keywordInvalid(mailbox, ServerText.oneLine(keyword));
        }
    }
}
