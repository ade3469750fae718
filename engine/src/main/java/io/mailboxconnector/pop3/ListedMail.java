package io.mailboxconnector.pop3;

/**
 * A mail in a maildrop.
 *
 * @param number its number in this session
 * @param identity its name that lasts: the UIDL of the server (RFC 1939 §7). Where a broken server gives none, or the same to
 *     several mails of one listing, a digest of the headers is part of it
 * @param size the octets that the server announces
 */
public record ListedMail(int number, String identity, long size) {}
