package io.mailboxconnector.it.server;

/** The server that this build chose, by one of the profiles {@code wildfly}, {@code payara6} and {@code payara7}. */
public final class ApplicationServers {

    private ApplicationServers() {}

    /**
     * Prepares an instance with free ports; it is not started.
     *
     * @param directories where the distribution, the script and the work directory are
     * @param name the name of its directory, emptied if it exists
     * @return the server that the system property {@code it.server} names
     */
    public static ApplicationServer create(ServerDirectories directories, String name) {
        String chosen = System.getProperty("it.server", "");
        return switch (chosen) {
            case "wildfly" -> WildFlyServer.create(directories, name);
            case "payara6" -> PayaraServer.create(directories, name, 17);
            case "payara7" -> PayaraServer.create(directories, name, 21);
            default ->
                throw new IllegalStateException("it.server = '" + chosen
                        + "' is none of the servers: wildfly, payara6, payara7. The profile of the build sets it.");
        };
    }
}
