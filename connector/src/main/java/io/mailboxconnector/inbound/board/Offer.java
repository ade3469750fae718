package io.mailboxconnector.inbound.board;

import io.mailboxconnector.mime.ParsedMail;

/**
 * A mail that a delivery took, with the object that the bean sees.
 *
 * @param mail the mail
 * @param offered what the bean sees of it in this delivery
 */
public record Offer(ParsedMail mail, ParsedMail.OfferedMail offered) {}
