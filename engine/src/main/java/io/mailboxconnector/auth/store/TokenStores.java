package io.mailboxconnector.auth.store;

import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.settings.TokenStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The stores of refresh tokens that accounts name.
 *
 * <p>Safe for use by any number of threads. Neither creating one nor asking it for a store does I/O.
 */
public final class TokenStores {

    private final Clock clock;
    private final Pause pause;
    private final Function<String, Database> databases;

    /** Those that were asked for, so that each is looked up and gets its table once. */
    private final Map<String, Database> known = new ConcurrentHashMap<>();

    /**
     * Creates it.
     *
     * @param clock when the lease of a node ends
     * @param pause how to wait for other nodes
     * @param databases finds the database of a data source by its name
     */
    public TokenStores(Clock clock, Pause pause, Function<String, Database> databases) {
        this.clock = clock;
        this.pause = pause;
        this.databases = databases;
    }

    /**
     * The databases of a server, whose data sources are found in JNDI.
     *
     * @param inTransaction whether the calling thread has a transaction of the container
     * @return the databases by the names of their data sources
     */
    public static Function<String, Database> inServer(BooleanSupplier inTransaction) {
        return name -> Database.named("tokenStore", name, List.of(TableTokens.TABLE), inTransaction);
    }

    /**
     * The store of an account.
     *
     * @param settings where it is
     * @return the store
     */
    public RefreshTokenStore of(TokenStore settings) {
        StoreKeys keys =
                StoreKeys.of(settings.key()::read, settings.previousKey().map(key -> key::read));
        if (settings.place() instanceof TokenStore.Directory directory) {
            return new FileTokens(directory.path(), keys, pause);
        }
        TokenStore.Table table = (TokenStore.Table) settings.place();
        return new TableTokens(known.computeIfAbsent(table.dataSource(), databases), keys, pause, clock);
    }
}
