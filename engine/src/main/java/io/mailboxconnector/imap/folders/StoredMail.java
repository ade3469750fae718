package io.mailboxconnector.imap.folders;

/**
 * Where a mail was stored ({@code APPENDUID}, RFC 4315 §3).
 *
 * @param uidValidity the UIDVALIDITY of the folder
 * @param uid the UID of the mail
 */
public record StoredMail(long uidValidity, long uid) {}
