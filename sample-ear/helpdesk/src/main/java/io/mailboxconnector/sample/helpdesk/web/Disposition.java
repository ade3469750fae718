package io.mailboxconnector.sample.helpdesk.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes {@code Content-Disposition} (RFC 6266). */
final class Disposition {

    private Disposition() {}

    /**
     * Asks the browser to save a file.
     *
     * @param fileName the name to propose
     * @return the header: the name in ASCII for old programs, and in UTF-8 (RFC 8187) for all others
     */
    static String attachment(String fileName) {
        String ascii = fileName.replaceAll("[^A-Za-z0-9 ._()-]", "_");
        String utf8 = URLEncoder.encode(fileName, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + utf8;
    }
}
