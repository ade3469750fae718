package io.mailboxconnector.wire;

import static io.mailboxconnector.wire.WireMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS contexts by trust setting. A context trusts what the JVM trusts and, in addition, the certificates that the setting
 * names; it is made anew when one of the files has another time or size than before.
 *
 * <p>Safe for use by any number of threads. A file that is wrong is never answered from memory: who looks gets the fault.
 */
final class TlsContexts {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<Trust, Made> made = new HashMap<>();

    SSLContext of(Trust trust) {
        lock.lock();
        try {
            List<Stamp> stamps = stamps(trust);
            @Nullable Made known = made.get(trust);
            if (known != null && known.stamps.equals(stamps)) {
                return known.context;
            }
            made.remove(trust);
            SSLContext context = context(TrustAnchors.of(trust), null);
            made.put(trust, new Made(context, stamps));
            return context;
        } finally {
            lock.unlock();
        }
    }

    static SSLContext context(List<Certificate> anchors, KeyManager @Nullable [] keys) {
        try {
            TrustManager[] managers = anchors.isEmpty() ? managers(null) : managers(together(anchors));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, managers, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw MESSAGES.tlsUnavailable(e, ServerText.clean(e.getMessage()));
        }
    }

    private static KeyStore together(List<Certificate> anchors) throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                for (Certificate issuer : x509.getAcceptedIssuers()) {
                    all.setCertificateEntry("jvm-" + number++, issuer);
                }
            }
        }
        for (Certificate anchor : anchors) {
            all.setCertificateEntry("own-" + number++, anchor);
        }
        return all;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static List<Stamp> stamps(Trust trust) {
        return Stream.of(trust.certificates(), trust.trustStore())
                .flatMap(Optional::stream)
                .map(Stamp::of)
                .toList();
    }

    private record Made(SSLContext context, List<Stamp> stamps) {}

    private record Stamp(Path file, FileTime changed, long size) {

        private static final long UNREADABLE = -1;

        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(file, attributes.lastModifiedTime(), attributes.size());
            } catch (IOException e) {
                // Reading the certificates, which follows, fails with the same reason and tells it.
                return new Stamp(file, FileTime.fromMillis(0), UNREADABLE);
            }
        }
    }
}
