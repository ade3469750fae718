package io.mailboxconnector.adapter;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.outbound.LazyManagedConnection;
import io.mailboxconnector.outbound.MailboxConnectionFactoryHandle;
import io.mailboxconnector.outbound.MailboxConnectionRequest;
import io.mailboxconnector.outbound.MailboxManagedConnection;
import io.mailboxconnector.outbound.ResourceFaults;
import io.mailboxconnector.outbound.UnmanagedConnections;
import io.mailboxconnector.outbound.dispatch.FactorySource;
import io.mailboxconnector.outbound.sending.CaptureSource;
import io.mailboxconnector.outbound.sending.CapturedMails;
import io.mailboxconnector.outbound.sending.MailDispatch;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.settings.OutboundReader;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.outbound.settings.TransactionLevel;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.AccountSource;
import io.mailboxconnector.settings.SettingsReader;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.TransactionSupport;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one account and the maker of its physical connections (Connectors 2.1 §6.5.3).
 *
 * <p>Safe for use by any number of threads once configured. Equality is by configuration.
 */
public class MailboxManagedConnectionFactory extends FactoryBean
        implements ManagedConnectionFactory,
                ValidatingManagedConnectionFactory,
                ResourceAdapterAssociation,
                TransactionSupport,
                AccountSource,
                CaptureSource,
                FactorySource {

    private static final long serialVersionUID = 1L;

    private static final PropertyCatalogue PROPERTIES = PropertyCatalogue.of(MailboxManagedConnectionFactory.class);

    private transient volatile @Nullable MailboxResourceAdapter resourceAdapter;
    private transient volatile @Nullable Reading lastReading;
    private transient volatile @Nullable PrintWriter logWriter;
    private transient volatile @Nullable CapturedMails captured;

    /** What a configuration was read into: read again only when it changed. */
    private record Reading(Map<String, String> values, OutboundSettings settings, MailSender sender) {}

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) throws ResourceException {
        if (this.resourceAdapter != null && this.resourceAdapter != resourceAdapter) {
            throw AdapterMessages.MESSAGES.alreadyAssociated(getClass().getSimpleName());
        }
        this.resourceAdapter = (MailboxResourceAdapter) resourceAdapter;
    }

    /** Succeeds with a faulty configuration, too, and logs it: one wrong account must not take others down. */
    @Override
    public Object createConnectionFactory(ConnectionManager connections) {
        if (tellFaults()) {
            beginSending();
        }
        return new MailboxConnectionFactoryHandle(this, connections);
    }

    /** For use without a container: no pool, a connection for each request. */
    @Override
    public Object createConnectionFactory() {
        return createConnectionFactory(new UnmanagedConnections());
    }

    /** Makes a connection that connects on first use, so no network is touched here. */
    @Override
    public ManagedConnection createManagedConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        MailboxResourceAdapter adapter = resourceAdapter;
        if (adapter == null) {
            throw AdapterMessages.MESSAGES.withoutAdapter();
        }
        OutboundSettings settings = wanted(subject, request);
        MailSender sender = sender(subject);
        MailDispatch dispatch = adapter.dispatching().of(this, this).of(settings, sender);
        return settings.lazyAssociation()
                ? new LazyManagedConnection(settings, sender, dispatch, adapter.engine(), logWriter)
                : new MailboxManagedConnection(settings, sender, dispatch, adapter.engine(), logWriter);
    }

    /** Compares settings; no network traffic. */
    @Override
    public @Nullable ManagedConnection matchManagedConnections(
            @SuppressWarnings("rawtypes") Set candidates,
            @Nullable Subject subject,
            @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        OutboundSettings wanted = wanted(subject, request);
        for (Object candidate : candidates) {
            if (candidate instanceof MailboxManagedConnection connection && connection.serves(wanted)) {
                return connection;
            }
        }
        return null;
    }

    /** Asks only connections that were idle for a while; bounded in time, never throws. */
    @Override
    @SuppressWarnings("rawtypes")
    public Set getInvalidConnections(Set candidates) {
        Set<Object> invalid = new HashSet<>();
        for (Object candidate : candidates) {
            if (candidate instanceof MailboxManagedConnection connection && !connection.isStillValid()) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    /**
     * What part the connections take in transactions, as {@code transactionLevel} says; never more than the descriptor of the
     * adapter allows. A configuration with faults takes part in none.
     */
    @Override
    public TransactionSupportLevel getTransactionSupport() {
        OutboundReader factory = new OutboundReader(new SettingsReader(PROPERTIES.values(this)));
        return factory.transactions() == TransactionLevel.LOCAL
                ? TransactionSupportLevel.LocalTransaction
                : TransactionSupportLevel.NoTransaction;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    /**
     * The configuration as a valid, immutable record.
     *
     * @return the settings
     * @throws io.mailboxconnector.api.ConfigurationInvalid with all faults at once
     */
    @Override
    public OutboundSettings toSettings() {
        return settings(PROPERTIES.values(this));
    }

    /** The configured account, without credentials that the container may keep for its pool. */
    @Override
    public AccountSettings account() {
        return toSettings().account();
    }

    /** What is wrong stays wrong; what is missing may come with the container's sign-on. Tells whether nothing is. */
    private boolean tellFaults() {
        SettingsReader reader = new SettingsReader(PROPERTIES.values(this));
        OutboundReader factory = new OutboundReader(reader);
        if (reader.faults().stream().anyMatch(fault -> fault.given().isPresent())) {
            AdapterLog.LOG.unusableFactory(factory.subject(), reader.report());
        }
        return reader.faults().isEmpty();
    }

    /** Mails of former days may lie in the outbox although no application sends one today. */
    private void beginSending() {
        MailboxResourceAdapter adapter = resourceAdapter;
        if (adapter != null) {
            adapter.dispatching().of(this, this).begin(toSettings());
        }
    }

    private OutboundSettings wanted(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        Map<String, String> values = SignOn.apply(PROPERTIES.values(this), subject, this);
        try {
            return MailboxConnectionRequest.apply(settings(values), request);
        } catch (ConfigurationInvalid invalid) {
            SettingsReader reader = new SettingsReader(values);
            new OutboundReader(reader);
            throw InvalidProperties.of(invalid, reader.faults(), getClass());
        } catch (MailboxException e) {
            throw ResourceFaults.toResourceException(e);
        }
    }

    /** Shared by all connections: what was captured and what was told once. */
    private MailSender sender(@Nullable Subject subject) {
        return reading(SignOn.apply(PROPERTIES.values(this), subject, this)).sender();
    }

    private OutboundSettings settings(Map<String, String> values) {
        return reading(values).settings();
    }

    private Reading reading(Map<String, String> values) {
        return Optional.ofNullable(lastReading)
                .filter(reading -> reading.values().equals(values))
                .orElseGet(() -> read(values));
    }

    private Reading read(Map<String, String> values) {
        SettingsReader reader = new SettingsReader(values);
        OutboundReader factory = new OutboundReader(reader);
        reader.verify(factory.subject());
        OutboundSettings settings = factory.settings();
        Reading reading = new Reading(values, settings, new MailSender(settings.sending(), captured()));
        lastReading = reading;
        return reading;
    }

    /** Kept for the life of the bean; no part of its configuration. */
    @Override
    public synchronized CapturedMails captured() {
        CapturedMails mails = captured;
        if (mails == null) {
            mails = new CapturedMails();
            captured = mails;
        }
        return mails;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other != null && PROPERTIES.equal(this, other);
    }

    @Override
    public int hashCode() {
        return PROPERTIES.hash(this);
    }

    /** The configuration for logs, secrets masked. */
    @Override
    public String toString() {
        return PROPERTIES.toString(this);
    }
}
