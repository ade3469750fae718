package io.mailboxconnector.fault;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.Phase;
import io.mailboxconnector.fault.signals.Signal;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import io.mailboxconnector.fault.signals.WireForm;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every signal of the network is classified under the code that the catalogue names; its message has its own words. */
class NetworkSignalsTest {

    enum Failure {
        UNTRUSTED(
                69,
                "MBX12008",
                new SSLHandshakeException("PKIX path building failed"),
                new CertPathBuilderException("unable to find valid certification path to requested target")),
        OTHER_NAME(
                70,
                "MBX12009",
                new SSLHandshakeException("No name matching mail.example found"),
                new CertificateException("No name matching mail.example found")),
        OTHER_ADDRESS(
                70,
                "MBX12009",
                new SSLHandshakeException("No subject alternative names matching IP address 127.0.0.1 found"),
                new CertificateException("No subject alternative names matching IP address 127.0.0.1 found")),
        UNKNOWN_HOST(71, "MBX12001", new UnknownHostException("imap.contoso.example"), null),
        REFUSED(71, "MBX12002", new ConnectException("Connection refused"), null),
        NO_ROUTE(71, "MBX12003", new NoRouteToHostException("No route to host"), null),
        SLOW(71, "MBX12004", new SocketTimeoutException("Connect timed out"), null),
        OLD_VERSION(72, "MBX12013", new SSLHandshakeException("Received fatal alert: protocol_version"), null),
        NO_CIPHER(72, "MBX12013", new SSLHandshakeException("Received fatal alert: handshake_failure"), null);

        private final int number;
        private final String code;
        private final Exception failure;

        Failure(int number, String code, Exception failure, Exception cause) {
            this.number = number;
            this.code = code;
            this.failure = failure;
            if (cause != null) {
                failure.initCause(cause);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void classifies(Failure failure) {
        MailboxException classified = NetworkFaults.classify("imap.contoso.example:993", failure.failure);

        assertThat(classified.code()).isEqualTo(failure.code);
        assertThat(SignalCatalogue.reportedAs(failure.code))
                .extracting(Signal::number)
                .containsExactly(failure.number);
        assertThat(SignalCatalogue.find(Evidence.ofText(Phase.NETWORK, failure.failure.toString())))
                .get()
                .extracting(Signal::number)
                .isEqualTo(failure.number);
    }

    @Test
    void coversEverySignal() {
        List<WireForm> forms = Arrays.stream(Failure.values())
                .map(failure -> new WireForm(failure.number, failure.failure.toString(), failure.code, CONFIGURATION))
                .toList();
        WireForm.assertComplete(Phase.NETWORK, forms);
    }
}
